package io.nificrm.insight.train;

import io.nificrm.insight.features.HashTable;
import io.nificrm.insight.features.PostTokenizer;
import io.nificrm.insight.features.TokenKind;
import io.nificrm.insight.features.Tokens;
import io.nificrm.insight.features.Vocabulary;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers what the tokeniser must know before training: the valence lexicon of the project, word frequencies of the training texts. */
final class VocabularyBuilder {
    private static final int RARE = 4;
    private static final int LONGEST_WORD = 20;

    private VocabularyBuilder() {}

    static Vocabulary of(List<LabelledText> texts) throws IOException {
        return new Vocabulary(ValenceLexicon.read(), frequency(texts));
    }

    private static HashTable frequency(List<LabelledText> texts) {
        PostTokenizer tokenizer = new PostTokenizer(Vocabulary.EMPTY);
        Map<String, Integer> counts = new TreeMap<>();
        long total = 0;
        for (LabelledText text : texts) {
            Tokens tokens = tokenizer.tokenize(text.text());
            for (int i = 0; i < tokens.count(); i++) {
                String word = tokens.text(i);
                if (tokens.kind(i) == TokenKind.WORD && word.length() <= LONGEST_WORD) {
                    counts.merge(word, 1, Integer::sum);
                    total++;
                }
            }
        }
        Map<String, Float> logarithms = new TreeMap<>();
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            String word = entry.getKey();
            // other single letters would cut every unknown tag into its letters
            boolean stands = word.length() > 1 || word.equals("i") || word.equals("a");
            if (entry.getValue() >= RARE && stands) {
                logarithms.put(word, (float) Math.log((double) entry.getValue() / total));
            }
        }
        return ValenceLexicon.table(logarithms);
    }
}

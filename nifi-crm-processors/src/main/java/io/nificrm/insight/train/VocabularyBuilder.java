package io.nificrm.insight.train;

import io.nificrm.insight.features.HashTable;
import io.nificrm.insight.features.Hashes;
import io.nificrm.insight.features.PostTokenizer;
import io.nificrm.insight.features.TokenKind;
import io.nificrm.insight.features.Tokens;
import io.nificrm.insight.features.Vocabulary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Gathers what the tokeniser must know before training: the valence lexicon of the project, word frequencies of the training texts. */
final class VocabularyBuilder {
    private static final String VALENCE_RESOURCE = "/io/nificrm/insight/valence.tsv";
    private static final int RARE = 4;
    private static final int LONGEST_WORD = 20;

    private VocabularyBuilder() {}

    static Vocabulary of(List<LabelledText> texts) throws IOException {
        return new Vocabulary(valence(), frequency(texts));
    }

    private static HashTable valence() throws IOException {
        Map<String, Float> values = new TreeMap<>();
        try (InputStream in = VocabularyBuilder.class.getResourceAsStream(VALENCE_RESOURCE)) {
            if (in == null) {
                throw new IOException(
                        "The valence lexicon " + VALENCE_RESOURCE + " is missing from the jar; rebuild it");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int tab = line.indexOf('\t');
                if (tab > 0 && line.charAt(0) != '#') {
                    values.putIfAbsent(
                            line.substring(0, tab).toLowerCase(Locale.ROOT), Float.valueOf(line.substring(tab + 1)));
                }
            }
        }
        return table(values);
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
        return table(logarithms);
    }

    private static HashTable table(Map<String, Float> values) {
        int[] hashes = new int[values.size()];
        float[] numbers = new float[values.size()];
        int i = 0;
        for (Map.Entry<String, Float> entry : values.entrySet()) {
            hashes[i] = Hashes.of(entry.getKey());
            numbers[i++] = entry.getValue();
        }
        return HashTable.of(hashes, numbers);
    }
}

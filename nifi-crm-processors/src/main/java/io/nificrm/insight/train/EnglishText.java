package io.nificrm.insight.train;

import io.nificrm.insight.features.PostTokenizer;
import io.nificrm.insight.features.TokenKind;
import io.nificrm.insight.features.Tokens;
import io.nificrm.insight.features.Vocabulary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Recognises plain English by its words, for cleaning the training texts of other languages. */
final class EnglishText {
    private static final int FREQUENT = 20;
    private static final int FEWEST_WORDS = 1;
    private static final double MOSTLY = 0.8;

    private final Set<String> words;
    private final PostTokenizer tokenizer = new PostTokenizer(Vocabulary.EMPTY);

    private EnglishText(Set<String> words) {
        this.words = words;
    }

    static EnglishText learnedFrom(List<String> texts) {
        PostTokenizer tokenizer = new PostTokenizer(Vocabulary.EMPTY);
        Map<String, Integer> counts = new HashMap<>();
        for (String text : texts) {
            Tokens tokens = tokenizer.tokenize(text);
            for (int i = 0; i < tokens.count(); i++) {
                if (tokens.kind(i) == TokenKind.WORD) {
                    counts.merge(tokens.text(i), 1, Integer::sum);
                }
            }
        }
        Set<String> frequent = new HashSet<>();
        counts.forEach((word, count) -> {
            if (count >= FREQUENT) {
                frequent.add(word);
            }
        });
        return new EnglishText(frequent);
    }

    /** True if at least four in five words are frequent English words. */
    boolean recognises(String text) {
        Tokens tokens = tokenizer.tokenize(text);
        int all = 0;
        int english = 0;
        for (int i = 0; i < tokens.count(); i++) {
            if (tokens.kind(i) == TokenKind.WORD) {
                all++;
                english += words.contains(tokens.text(i)) ? 1 : 0;
            }
        }
        return english >= FEWEST_WORDS && english >= MOSTLY * all;
    }
}

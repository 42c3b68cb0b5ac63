package io.nificrm.insight;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Why a text was judged as it was.
 *
 * @param insight the judgement
 * @param words the text's words as the model reads them, in order, each with what it adds; empty where no sentiment was judged
 * @param wholeText what the text as a whole adds: its length, its marks, the sums of its words' valence
 */
public record Explanation(Insight insight, List<Word> words, double wholeText) {
    /**
     * @param text the word in lower case, elongation shortened, {@code not·} before it where it is negated
     * @param weight towards positive (above 0) or negative (below 0), as a difference of log odds
     */
    public record Word(String text, double weight) {}

    public Explanation {
        words = List.copyOf(words);
    }

    /** The words with their weights, e.g. {@code not·good −1.2}. */
    @Override
    public String toString() {
        String weights = words.stream()
                .map(word -> String.format(Locale.ROOT, "%s %+.1f", word.text(), word.weight()))
                .collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "%s; as a whole %+.1f", weights, wholeText);
    }
}

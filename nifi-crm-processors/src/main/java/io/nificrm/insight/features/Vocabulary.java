package io.nificrm.insight.features;

/**
 * What the tokeniser and the feature extractor know about words beside the trained weights.
 *
 * @param valence how good or bad a word or emoji is by itself, about −4…4, keyed by {@link Hashes#of(CharSequence)}
 * @param frequency natural logarithm of a word's share of all words, for splitting hashtags
 */
public record Vocabulary(HashTable valence, HashTable frequency) {
    /** Knows no word: hashtags are split by their capitals only. */
    public static final Vocabulary EMPTY =
            new Vocabulary(HashTable.of(new int[0], new float[0]), HashTable.of(new int[0], new float[0]));
}

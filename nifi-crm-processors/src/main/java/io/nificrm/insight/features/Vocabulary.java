package io.nificrm.insight.features;

/**
 * What the tokeniser and the feature extractor know about words beside the trained weights.
 *
 * @param valence how good or bad a word or emoji is by itself
 * @param frequency natural logarithm of a word's share of all words, for splitting hashtags
 */
public record Vocabulary(Valence valence, HashTable frequency) {
    /** Knows no word: hashtags are split by their capitals only. */
    public static final Vocabulary EMPTY = new Vocabulary(Valence.NONE, HashTable.EMPTY);
}

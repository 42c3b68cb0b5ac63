package io.nificrm.insight.features;

/**
 * The families of features. The many features of the first three are scaled by one over the square root of their number,
 * so that a long text does not shout; the few of the others count each by itself.
 */
public enum FeatureGroup {
    WORDS(0, 1f, true),
    WORD_PAIRS(1, 1f, true),
    LETTERS(2, 1f, true),
    SURFACE(3, 0.14f, false),
    VALENCE(4, 0.24f, false);

    static final int NUMBER = 5;

    private final int index;
    private final float weight;
    private final boolean shared;

    FeatureGroup(int index, float weight, boolean shared) {
        this.index = index;
        this.weight = weight;
        this.shared = shared;
    }

    /** Position of the group's features among those of all {@link #NUMBER} groups. */
    int index() {
        return index;
    }

    /** What one of {@code count} features of this group counts. */
    public float scale(int count) {
        return shared && count > 0 ? (float) (weight / Math.sqrt(count)) : weight;
    }
}

package io.nificrm.insight.features;

import java.util.Arrays;

/**
 * The hashed features of one post, by group, in arrays that are reused. Each feature remembers the token it came from
 * ({@link #WHOLE_TEXT} for those of the whole text), so that a decision can be explained. Not for sharing between threads.
 */
public final class Features {
    /** Origin of a feature that no single token brought. */
    public static final int WHOLE_TEXT = -1;

    private final int[][] hashes = new int[FeatureGroup.NUMBER][512];
    private final int[][] origins = new int[FeatureGroup.NUMBER][512];
    private final int[] counts = new int[FeatureGroup.NUMBER];

    void clear() {
        Arrays.fill(counts, 0);
    }

    void clear(FeatureGroup group) {
        counts[group.index()] = 0;
    }

    void add(FeatureGroup group, int hash, int origin) {
        int g = group.index();
        int count = counts[g];
        if (count == hashes[g].length) {
            hashes[g] = Arrays.copyOf(hashes[g], count * 2);
            origins[g] = Arrays.copyOf(origins[g], count * 2);
        }
        hashes[g][count] = hash;
        origins[g][count] = origin;
        counts[g] = count + 1;
    }

    /** The features of a group: the first {@link #count} elements are valid until the next post. */
    public int[] hashes(FeatureGroup group) {
        return hashes[group.index()];
    }

    public int count(FeatureGroup group) {
        return counts[group.index()];
    }

    /** Index of the token that brought a feature, or {@link #WHOLE_TEXT}. */
    public int origin(FeatureGroup group, int index) {
        return origins[group.index()][index];
    }
}

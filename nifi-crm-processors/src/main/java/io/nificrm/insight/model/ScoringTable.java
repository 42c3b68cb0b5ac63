package io.nificrm.insight.model;

import io.nificrm.insight.features.FeatureGroup;
import io.nificrm.insight.features.Features;
import io.nificrm.insight.features.Hashes;
import java.util.List;

/**
 * The weights of up to eight classes for every bucket of the feature hash, one signed byte a class, so that one read of eight
 * bytes serves all of them. Immutable, shared by all threads.
 *
 * <p>The bytes are kept 128 too high. Sums then stay positive, and four classes are added at a time in the 16-bit fields of
 * one {@code long}.
 */
public final class ScoringTable {
    /** Most classes that a table can hold. */
    public static final int LANES = 8;

    private static final int OFFSET = 128;
    private static final long EVEN_BYTES = 0x00FF00FF00FF00FFL;
    /** 257 bytes of 255 just fit into 16 bits. */
    private static final int BEFORE_OVERFLOW = 256;

    private final long[] rows;
    private final int mask;

    /** @param weights a byte for each class and bucket, {@code weights[lane][bucket]}; the number of buckets is a power of two */
    public ScoringTable(byte[][] weights) {
        int buckets = weights[0].length;
        this.rows = new long[buckets];
        this.mask = buckets - 1;
        for (int bucket = 0; bucket < buckets; bucket++) {
            long row = 0;
            for (int lane = 0; lane < LANES; lane++) {
                int weight = lane < weights.length ? weights[lane][bucket] : 0;
                row |= (long) (weight + OFFSET) << (8 * lane);
            }
            rows[bucket] = row;
        }
    }

    int buckets() {
        return rows.length;
    }

    int weight(int hash, int lane) {
        return (int) (rows[hash & mask] >>> (8 * lane) & 0xFF) - OFFSET;
    }

    /**
     * Adds up the weights of a post's features.
     *
     * @param groups which of the features count
     * @param salt 0 for the features as they are, else what makes them the features of one language
     * @param sums {@value #LANES} sums to add to, still in units of each class's quantisation step
     */
    void addScores(Features features, List<FeatureGroup> groups, int salt, float[] sums) {
        for (int g = 0; g < groups.size(); g++) {
            FeatureGroup group = groups.get(g);
            int count = features.count(group);
            if (count > 0) {
                addGroup(features.hashes(group), count, salt, group.scale(count), sums);
            }
        }
    }

    private void addGroup(int[] hashes, int count, int salt, float scale, float[] sums) {
        for (int from = 0; from < count; from += BEFORE_OVERFLOW) {
            int to = Math.min(count, from + BEFORE_OVERFLOW);
            long even = 0;
            long odd = 0;
            for (int i = from; i < to; i++) {
                int hash = salt == 0 ? hashes[i] : Hashes.pair(hashes[i], salt);
                long row = rows[hash & mask];
                even += row & EVEN_BYTES;
                odd += row >>> 8 & EVEN_BYTES;
            }
            int offset = (to - from) * OFFSET;
            for (int pair = 0; pair < LANES / 2; pair++) {
                sums[2 * pair] += scale * ((int) (even >>> (16 * pair) & 0xFFFF) - offset);
                sums[2 * pair + 1] += scale * ((int) (odd >>> (16 * pair) & 0xFFFF) - offset);
            }
        }
    }
}

package io.nificrm.voice.duplicate;

import java.util.Arrays;
import java.util.List;

/**
 * A text in 64 numbers (MinHash, A. Broder, "On the resemblance and containment of documents", 1997): of each of 64 hash functions the
 * least value over the text's features, which are its words and its pairs of neighbours. The share of equal numbers of two sketches
 * estimates the share of features that two texts have in common (Jaccard) with a standard error of at most 0.0625.
 */
final class Sketch {
    /** Hash functions. */
    static final int SIZE = 64;

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final int[] least;

    private Sketch(int[] least) {
        this.least = least;
    }

    /** @param words at least one */
    static Sketch of(List<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a text without words has no sketch");
        }
        int[] least = new int[SIZE];
        Arrays.fill(least, Integer.MAX_VALUE);
        long before = 0;
        for (String word : words) {
            long hash = Hashes.of(word);
            add(least, hash);
            if (before != 0) {
                add(least, Hashes.mix(before * 31 + hash));
            }
            before = hash;
        }
        return new Sketch(least);
    }

    private static void add(int[] least, long feature) {
        long seed = feature;
        for (int i = 0; i < SIZE; i++) {
            seed += GOLDEN;
            int hash = (int) (Hashes.mix(seed) >>> 32);
            if (hash < least[i]) {
                least[i] = hash;
            }
        }
    }

    /** The estimated share of features in common, 0 … 1. */
    static double similarity(Sketch sketch, int[] others, int offset) {
        int equal = 0;
        for (int i = 0; i < SIZE; i++) {
            if (sketch.least[i] == others[offset + i]) {
                equal++;
            }
        }
        return (double) equal / SIZE;
    }

    double similarity(Sketch other) {
        return similarity(this, other.least, 0);
    }

    void copyTo(int[] target, int offset) {
        System.arraycopy(least, 0, target, offset, SIZE);
    }

    /** A hash over a run of the numbers: texts that agree in a run are compared. */
    int band(int index, int width) {
        long hash = index;
        for (int i = index * width; i < (index + 1) * width; i++) {
            hash = Hashes.mix(hash * 31 + least[i]);
        }
        return (int) (hash >>> 32);
    }
}

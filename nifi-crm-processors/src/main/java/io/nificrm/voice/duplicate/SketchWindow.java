package io.nificrm.voice.duplicate;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The texts said last, up to a fixed number, found by likeness. Sketches are cut into 16 bands of 4 numbers; texts that agree in a
 * whole band are candidates (locality-sensitive hashing: of two texts with 70 % of their features in common 99 % are found, with 50 %
 * two in three, which the comparison of the sketches then sorts out).
 *
 * <p>All memory is taken at once: about 700 bytes a text, and its {@link Copies}. Each band is a table of chains; a chain leads from the
 * newest text to older ones by their running numbers, so that what fell out of the window ends a chain and need not be removed.
 * Not thread-safe.
 */
final class SketchWindow {
    private static final int BANDS = 16;
    private static final int WIDTH = Sketch.SIZE / BANDS;
    private static final long NOTHING = -1;

    /** Of a band that very many texts share no more are compared: the other bands tell them apart. */
    private static final int LONGEST_CHAIN = 200;

    private final int capacity;
    private final int mask;
    private final int[] sketches;
    private final Copies[] said;
    private final long[] newest;
    private final long[] older;
    private long count;

    /** @param capacity how many texts are remembered, at most 2,000,000 */
    SketchWindow(int capacity) {
        if (capacity < 1 || capacity > 2_000_000) {
            throw new IllegalArgumentException("A window holds 1 to 2000000 texts, not " + capacity);
        }
        this.capacity = capacity;
        int chains = Integer.highestOneBit(Math.max(16, capacity - 1)) << 1;
        this.mask = chains - 1;
        this.sketches = new int[capacity * Sketch.SIZE];
        this.said = new Copies[capacity];
        this.newest = new long[chains * BANDS];
        this.older = new long[capacity * BANDS];
        Arrays.fill(newest, NOTHING);
    }

    /** A text of the window and how alike it is, 0 … 1. */
    record Found(Copies copies, double similarity) {}

    /**
     * The text that is most like a sketch; of equals the first.
     *
     * @param least what similarity is needed, 0 … 1
     * @param wanted which texts count
     */
    Optional<Found> mostAlike(Sketch sketch, double least, Predicate<Copies> wanted) {
        Optional<Found> best = Optional.empty();
        long bestNumber = Long.MAX_VALUE;
        for (int band = 0; band < BANDS; band++) {
            long number = newest[chain(sketch, band)];
            for (int steps = 0; isInside(number) && steps < LONGEST_CHAIN; steps++) {
                int slot = slot(number);
                double similarity = Sketch.similarity(sketch, sketches, slot * Sketch.SIZE);
                double needed = best.map(Found::similarity).orElse(least);
                boolean better = similarity > needed || (similarity == needed && number < bestNumber);
                if (better && wanted.test(said[slot])) {
                    best = Optional.of(new Found(said[slot], similarity));
                    bestNumber = number;
                }
                number = older[slot * BANDS + band];
            }
        }
        return best;
    }

    /** Remembers a text; the oldest is forgotten when there is no more room. */
    void add(Sketch sketch, Copies copies) {
        long number = count++;
        int slot = slot(number);
        sketch.copyTo(sketches, slot * Sketch.SIZE);
        said[slot] = copies;
        for (int band = 0; band < BANDS; band++) {
            int chain = chain(sketch, band);
            older[slot * BANDS + band] = newest[chain];
            newest[chain] = number;
        }
    }

    private boolean isInside(long number) {
        return number != NOTHING && number >= count - capacity;
    }

    private int slot(long number) {
        return (int) (number % capacity);
    }

    private int chain(Sketch sketch, int band) {
        return band * (mask + 1) + (sketch.band(band, WIDTH) & mask);
    }
}

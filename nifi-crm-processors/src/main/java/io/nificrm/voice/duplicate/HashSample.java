package io.nificrm.voice.duplicate;

import java.util.Arrays;

/** A few different hashes. Immutable; small: most hold one. */
final class HashSample {
    static final HashSample EMPTY = new HashSample(new long[0]);

    private final long[] values;

    private HashSample(long[] values) {
        this.values = values;
    }

    HashSample with(long hash, int most) {
        if (values.length >= most || contains(hash)) {
            return this;
        }
        long[] more = Arrays.copyOf(values, values.length + 1);
        more[values.length] = hash;
        return new HashSample(more);
    }

    int size() {
        return values.length;
    }

    private boolean contains(long hash) {
        for (long value : values) {
            if (value == hash) {
                return true;
            }
        }
        return false;
    }
}

package io.nificrm.source;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Growing pauses between attempts: each doubles the last up to a longest one, and a random half of it is left out, so that
 * many clients of a recovering server do not return in step. Not thread-safe.
 */
public final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private int attempts;

    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /** The pause after one more failed attempt: between half and all of first × 2^(attempts so far). */
    public Duration next() {
        int doublings = Math.min(attempts, 30);
        attempts++;
        long ceiling = Math.min(longest.toMillis(), first.toMillis() << doublings);
        return Duration.ofMillis(ceiling / 2 + random.nextLong(ceiling / 2 + 1));
    }

    /** An attempt succeeded. */
    public void reset() {
        attempts = 0;
    }
}

package io.nificrm.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps us from asking a service again and again that does not answer: after three failures in a row it is left alone
 * for ten seconds. One bad question among good ones is no failure of the service. Thread-safe.
 */
final class Patience {
    private static final int FAILURES = 3;
    private static final Duration REST = Duration.ofSeconds(10);

    private final Clock clock;
    private int failures;
    private Instant until = Instant.MIN;
    private String reason = "";

    Patience(Clock clock) {
        this.clock = clock;
    }

    /** Why it is not to be asked now; empty when it may be. */
    synchronized Optional<String> refusal() {
        return clock.instant().isBefore(until) ? Optional.of(reason) : Optional.empty();
    }

    synchronized void succeeded() {
        failures = 0;
    }

    synchronized void failed(String why) {
        failures++;
        if (failures >= FAILURES) {
            failures = 0;
            reason = why;
            until = clock.instant().plus(REST);
        }
    }
}

package io.nificrm.triage.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long to leave a channel alone that did not take a message: as it says, or twice as long each time. Not thread-safe. */
final class RetryPause {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private Duration next = FIRST;
    private Instant until = Instant.MIN;

    boolean over(Instant now) {
        return !now.isBefore(until);
    }

    /** Returns when to try again. */
    Instant failed(Instant now, Optional<Instant> asked) {
        until = asked.orElse(now.plus(next));
        next = next.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : next.multipliedBy(2);
        return until;
    }

    void succeeded() {
        next = FIRST;
    }
}

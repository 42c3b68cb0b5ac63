package io.nificrm.local.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The time, until it is stopped: the check stops the community's clock, so that it knows all that was ever posted. */
final class PausableClock extends Clock {

    private final Clock clock;
    private final AtomicReference<Optional<Instant>> stopped;

    PausableClock(Clock clock) {
        this(clock, new AtomicReference<>(Optional.empty()));
    }

    private PausableClock(Clock clock, AtomicReference<Optional<Instant>> stopped) {
        this.clock = clock;
        this.stopped = stopped;
    }

    /** From now on it is always now. */
    void stop() {
        stopped.compareAndSet(Optional.empty(), Optional.of(clock.instant()));
    }

    @Override
    public Instant instant() {
        return stopped.get().orElseGet(clock::instant);
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new PausableClock(clock.withZone(zone), stopped);
    }
}

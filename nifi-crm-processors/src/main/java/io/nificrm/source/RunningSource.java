package io.nificrm.source;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;

/** What a source's processor holds from being started to being stopped: its client and poller. */
public final class RunningSource<T extends Target> {

    private record Started<T extends Target>(SourcePoller<T> poller, String format) {}

    private volatile Optional<Started<T>> started = Optional.empty();

    /** Begins with a client, which is closed on {@link #stop}; maxPages is {@link SourceProperties#MAX_PAGES}. */
    public void start(SourceClient<T> client, List<T> targets, int maxPages) {
        SourcePoller<T> poller = new SourcePoller<>(client, targets, maxPages, Clock.systemUTC(), new SecureRandom());
        started = Optional.of(new Started<>(poller, client.format()));
    }

    /**
     * One run; yields if there was nothing to ask for yet.
     *
     * @param scheduled whether the processor is still meant to run
     */
    public void trigger(ProcessContext context, ProcessSession session, ComponentLog log, BooleanSupplier scheduled) {
        Started<T> running = started.orElseThrow();
        try {
            int pages = running.poller().poll(NiFiPollSession.telling(session, log, running.format(), scheduled));
            if (pages == 0) {
                context.yield();
            }
        } catch (InterruptedException e) {
            // NiFi interrupts a processor that is stopped for good; what was handed over is committed, the rest is read
            // again
            Thread.currentThread().interrupt();
        }
    }

    public void stop() {
        started.ifPresent(running -> running.poller().close());
        started = Optional.empty();
    }
}

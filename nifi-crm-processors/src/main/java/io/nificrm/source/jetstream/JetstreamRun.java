package io.nificrm.source.jetstream;

import io.nificrm.source.Page;
import io.nificrm.source.PlatformException;
import io.nificrm.source.PollSession;
import io.nificrm.source.RawItems;
import io.nificrm.source.Target;
import io.nificrm.source.http.GuardedHttpClient;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Hands over what the firehose brings, in batches by number and time. The connection lasts from one run to the next; it is opened
 * by the first run, which is when the saved cursor can be read. Thread-safe: NiFi tells of a change of the primary node at any
 * time.
 */
final class JetstreamRun implements AutoCloseable {

    /** The one target: the firehose, as it was asked for. */
    record Firehose(String name) implements Target {}

    /**
     * When a batch is handed over.
     *
     * @param size as soon as so many events wait
     * @param time at the latest after this time, and the cursor too when there are none
     */
    record Batching(int size, Duration time) {}

    private final JetstreamSettings settings;
    private final GuardedHttpClient http;
    private final Batching batching;
    private final Clock clock;
    private final RandomGenerator random;
    private final Firehose firehose;
    private Optional<JetstreamStream> stream = Optional.empty();
    private Instant lastHandOver;

    JetstreamRun(
            JetstreamSettings settings,
            GuardedHttpClient http,
            Batching batching,
            Clock clock,
            RandomGenerator random) {
        this.settings = settings;
        this.http = http;
        this.batching = batching;
        this.clock = clock;
        this.random = random;
        this.firehose = new Firehose(
                settings.collections().isEmpty() ? "firehose" : "firehose:" + String.join(",", settings.collections()));
        this.lastHandOver = clock.instant();
    }

    /** One run: looks after the connection, and hands over what is due. */
    synchronized void run(PollSession session) throws InterruptedException {
        JetstreamStream open = stream.orElseGet(() -> begin(session));
        try {
            open.tend().forEach(words -> session.notice(firehose, words));
        } catch (PlatformException failure) {
            session.failed(firehose, failure, open.nextAttempt());
        }
        while (isDue(open) && !session.stopping()) {
            handOver(open, session);
        }
    }

    private JetstreamStream begin(PollSession session) {
        JetstreamStream begun =
                new JetstreamStream(settings, http, JetstreamCursor.parse(session.cursors()), clock, random);
        stream = Optional.of(begun);
        return begun;
    }

    private boolean isDue(JetstreamStream open) {
        boolean timeIsUp = !clock.instant().isBefore(lastHandOver.plus(batching.time()));
        return open.waiting() >= batching.size() || (timeIsUp && (open.waiting() > 0 || open.hasMoved()));
    }

    private void handOver(JetstreamStream open, PollSession session) {
        JetstreamStream.Batch batch = open.take(batching.size());
        Optional<RawItems> items =
                batch.events().isEmpty() ? Optional.empty() : Optional.of(lines(batch.events(), open));
        try {
            session.handOver(
                    firehose,
                    new Page(items, batch.cursor().toString(), false, List.of()),
                    batch.cursor().state());
        } catch (RuntimeException notHandedOver) {
            open.rewind();
            throw notHandedOver;
        }
        open.saved(batch.cursor());
        lastHandOver = clock.instant();
    }

    private RawItems lines(List<byte[]> events, JetstreamStream open) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (byte[] event : events) {
            lines.writeBytes(event);
            lines.write('\n');
        }
        URI from = open.connectedTo().orElse(settings.instances().getFirst());
        return new RawItems(lines.toByteArray(), "application/x-ndjson", events.size(), from, clock.instant());
    }

    /** What was handed over last did not last after all. */
    synchronized void rewind() {
        stream.ifPresent(JetstreamStream::rewind);
    }

    /** Closes the connection; the next run opens it again at the cursor that is saved then. */
    synchronized void disconnect() {
        stream.ifPresent(JetstreamStream::close);
        stream = Optional.empty();
    }

    @Override
    public synchronized void close() {
        disconnect();
        http.close();
    }
}

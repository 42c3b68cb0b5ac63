package io.nificrm.elasticsearch;

import io.nificrm.touchpoint.JsonLinesReader;
import io.nificrm.touchpoint.JsonLinesWriter;
import io.nificrm.touchpoint.Limits;
import io.nificrm.touchpoint.Line;
import io.nificrm.touchpoint.Touchpoint;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Writes touchpoints into the month's index of their kind. New ones are created and get {@code indexed_at} and the lags
 * until then; those that are there are changed by what the source says now and never in what people did (see {@link
 * Refetch}). Writing the same again changes nothing, so whatever is in doubt can be sent again.
 *
 * <p>Memory is bounded by {@link BulkLimits}, whatever the length of the streams. Thread-safe; a {@link Run} is not.
 */
public final class TouchpointIndexer implements Closeable {
    /** Elasticsearch refuses a whole bulk for one longer {@code _id}. */
    private static final int LONGEST_ID_BYTES = 512;

    private final ElasticsearchCluster cluster;
    private final BulkLimits limits;
    private final MonthWindow window;
    private final Clock clock;
    private final BatchWriter writer;
    private final ExecutorService executor;

    /** @param window the months that may have an index; a touchpoint of another time is invalid */
    public TouchpointIndexer(ElasticsearchCluster cluster, BulkLimits limits, MonthWindow window, Clock clock) {
        this.cluster = cluster;
        this.limits = limits;
        this.window = window;
        this.clock = clock;
        this.writer = new BatchWriter(cluster.client(), Optional.of(new Refetch()));
        this.executor = Executors.newCachedThreadPool(
                Thread.ofPlatform().name("touchpoint-bulk-", 0).daemon().factory());
    }

    /** Begins to write some streams, which share bulks. Use in try-with-resources. */
    public Run start() throws IOException {
        return new Run();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    /** Some streams on their way. */
    public final class Run implements AutoCloseable {
        private final BulkPipeline pipeline = new BulkPipeline(writer, limits, executor);
        private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        private final JsonLinesWriter<Touchpoint> json;

        private Run() throws IOException {
            json = JsonLinesWriter.touchpoints(buffer);
        }

        /**
         * Takes the touchpoints of a stream, or as many as come before Elasticsearch is in trouble. The outcome is
         * known after {@link #finish()}.
         *
         * @param in JSON Lines; the caller's to close
         * @throws IOException when the stream can't be read
         */
        public void add(InputStream in, PutOutcome outcome) throws IOException {
            JsonLinesReader<Touchpoint> reader = JsonLinesReader.touchpoints(in, Limits.DEFAULT);
            while (!pipeline.stopped()) {
                Optional<Line<Touchpoint>> line = reader.next();
                if (line.isEmpty()) {
                    outcome.complete();
                    return;
                }
                switch (line.get()) {
                    case Line.Invalid<Touchpoint> bad -> {
                        outcome.lineTaken(bad.number());
                        outcome.refuse(bad.number(), bad.reason(), bad.bytes(), bad.truncated());
                    }
                    case Line.Valid<Touchpoint> good -> {
                        outcome.lineTaken(good.number());
                        take(good, outcome);
                    }
                }
            }
        }

        private void take(Line.Valid<Touchpoint> line, PutOutcome outcome) throws IOException {
            Touchpoint touchpoint = line.value();
            Optional<String> refusal =
                    window.refusal(touchpoint.timestamp(), clock).or(() -> TouchpointIndexer.refusal(touchpoint.id()));
            if (refusal.isPresent()) {
                outcome.refuse(line.number(), refusal.get(), line(touchpoint), false);
                return;
            }
            byte[] original = line(touchpoint);
            byte[] document = touchpoint.indexedAt().isPresent() ? original : withTimeOfWriting(touchpoint, original);
            pipeline.submit(new Write(
                    cluster.names().of(touchpoint),
                    touchpoint.timestampOf().map(changing -> cluster.names().all(IndexNames.family(touchpoint))),
                    touchpoint.id(),
                    document,
                    result -> outcome.settle(line.number(), result, original)));
        }

        private byte[] line(Touchpoint touchpoint) throws IOException {
            buffer.reset();
            json.write(touchpoint);
            json.flush();
            byte[] line = buffer.toByteArray();
            return Arrays.copyOf(line, line.length - 1);
        }

        /** A touchpoint is never an empty object, so there is a member before those added. */
        private byte[] withTimeOfWriting(Touchpoint touchpoint, byte[] object) {
            Instant now = clock.instant();
            StringBuilder members =
                    new StringBuilder(",\"indexed_at\":\"").append(now).append('"');
            if (touchpoint.lagSeconds().isEmpty()) {
                add(members, "lag_seconds", touchpoint.timestamp(), now);
            }
            if (touchpoint.handlingSeconds().isEmpty()) {
                touchpoint.fetchedAt().ifPresent(fetched -> add(members, "handling_seconds", fetched, now));
            }
            byte[] added = members.append('}').toString().getBytes(StandardCharsets.UTF_8);
            byte[] document = Arrays.copyOf(object, object.length - 1 + added.length);
            System.arraycopy(added, 0, document, object.length - 1, added.length);
            return document;
        }

        private static void add(StringBuilder members, String name, Instant from, Instant to) {
            // a negative one is the difference of two clocks, and no time that anything took
            if (!from.isAfter(to)) {
                members.append(",\"")
                        .append(name)
                        .append("\":")
                        .append(BigDecimal.valueOf(Duration.between(from, to).toMillis(), 3));
            }
        }

        /** Sends the rest and waits for every answer. */
        public void finish() {
            pipeline.finish();
        }

        /** Gives up what is under way, unless {@link #finish()} has come before. */
        @Override
        public void close() {
            pipeline.abandon();
        }
    }

    private static Optional<String> refusal(String id) {
        int bytes = id.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= LONGEST_ID_BYTES
                ? Optional.empty()
                : Optional.of("the id has " + bytes + " bytes, Elasticsearch takes " + LONGEST_ID_BYTES);
    }
}

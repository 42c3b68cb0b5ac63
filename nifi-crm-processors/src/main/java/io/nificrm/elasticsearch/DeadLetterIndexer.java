package io.nificrm.elasticsearch;

import io.nificrm.touchpoint.DeadLetter;
import io.nificrm.touchpoint.JsonLinesWriter;
import io.nificrm.touchpoint.SourceEvent;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Writes dead letters, and what held sources up, into the index of their month. One that is there stays as it is, so
 * writing it again changes nothing. Thread-safe; a {@link Run} is not.
 */
public final class DeadLetterIndexer implements Closeable {
    private final ElasticsearchCluster cluster;
    private final BulkLimits limits;
    private final Clock clock;
    private final BatchWriter writer;
    private final ExecutorService executor;

    /** Writes to a cluster with as much at once as the limits say. */
    public DeadLetterIndexer(ElasticsearchCluster cluster, BulkLimits limits, Clock clock) {
        this.cluster = cluster;
        this.limits = limits;
        this.clock = clock;
        this.writer = new BatchWriter(cluster.client(), Optional.empty());
        this.executor = Executors.newCachedThreadPool(
                Thread.ofPlatform().name("dead-letter-bulk-", 0).daemon().factory());
    }

    /** Begins to write some of them. Use in try-with-resources. */
    public Run start() throws IOException {
        return new Run();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    /** Some of them on their way. */
    public final class Run implements AutoCloseable, DeadLetterWrapping.Kept {
        private final BulkPipeline pipeline = new BulkPipeline(writer, limits, executor);
        private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        private final JsonLinesWriter<DeadLetter> letters;
        private final JsonLinesWriter<SourceEvent> events;
        private long written;
        private Optional<String> fault = Optional.empty();
        private Optional<String> refusal = Optional.empty();

        private Run() throws IOException {
            letters = JsonLinesWriter.deadLetters(buffer);
            events = JsonLinesWriter.sourceEvents(buffer);
        }

        @Override
        public void letter(DeadLetter letter) throws IOException {
            submit(IndexFamily.DEAD_LETTERS, letter.timestamp(), letter.id(), letters, letter);
        }

        @Override
        public void event(SourceEvent event) throws IOException {
            submit(IndexFamily.SOURCE_EVENTS, event.timestamp(), event.id(), events, event);
        }

        /** What carries a time that can't be true is filed under this month. */
        private <T> void submit(IndexFamily family, Instant at, String id, JsonLinesWriter<T> json, T document)
                throws IOException {
            Instant filedAt = MonthWindow.DEFAULT.refusal(at, clock).isPresent() ? clock.instant() : at;
            buffer.reset();
            json.write(document);
            json.flush();
            byte[] line = buffer.toByteArray();
            pipeline.submit(new Write(
                    cluster.names().at(family, filedAt), id, Arrays.copyOf(line, line.length - 1), this::settle));
        }

        /** Sends the rest and waits for every answer. */
        public void finish() {
            pipeline.finish();
        }

        /** How many are in their index now. */
        public long written() {
            return written;
        }

        /** Why some letters are to be sent again; empty where none is. */
        public Optional<String> fault() {
            return fault;
        }

        /** Why some letters can never be written; empty where none is. */
        public Optional<String> refusal() {
            return refusal;
        }

        @Override
        public void close() {
            pipeline.abandon();
        }

        private void settle(WriteResult result) {
            switch (result) {
                case WriteResult.Created ignored -> written++;
                case WriteResult.Updated ignored -> written++;
                case WriteResult.Unchanged ignored -> written++;
                case WriteResult.Invalid bad -> refusal = Optional.of(refusal.orElse(bad.reason()));
                case WriteResult.Unacknowledged lost -> fault = Optional.of(fault.orElse(lost.reason()));
            }
        }
    }
}

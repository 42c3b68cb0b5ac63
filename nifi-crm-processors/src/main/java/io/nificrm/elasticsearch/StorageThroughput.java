package io.nificrm.elasticsearch;

import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.util.BinaryData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How fast touchpoints are put into a cluster, beside the rate at which the same cluster takes the same documents as
 * bare bulk requests with the same limits: the ratio is what our reading, checking and bookkeeping cost. Works in
 * indices of its own and removes them.
 *
 * @param documents how many of about 1 KB were written each way
 * @param bulkPerSecond bare bulk requests, documents per second
 * @param putPerSecond {@link TouchpointIndexer}, documents per second
 * @param replayPerSecond the same documents once more, which changes nothing
 */
public record StorageThroughput(long documents, double bulkPerSecond, double putPerSecond, double replayPerSecond) {
    private static final int WARM_UP = 20_000;

    /** Our rate by that of bare bulk requests: 1.0 is for free. */
    public double ratio() {
        return putPerSecond / bulkPerSecond;
    }

    /**
     * Measures.
     *
     * @throws IOException when the cluster can't be reached or refuses documents
     */
    public static StorageThroughput measure(ConnectionSettings settings, BulkLimits limits, int documents)
            throws IOException {
        IndexNames names =
                new IndexNames("crm-bench-" + UUID.randomUUID().toString().substring(0, 8));
        try (ElasticsearchCluster cluster = new ElasticsearchCluster(settings, names, IndexOptions.DEFAULT);
                ExecutorService executor = Executors.newFixedThreadPool(limits.concurrent());
                TouchpointIndexer indexer =
                        new TouchpointIndexer(cluster, limits, MonthWindow.DEFAULT, Clock.systemUTC())) {
            try {
                cluster.prepare();
                StorageThroughput measured = measure(cluster, indexer, executor, limits, documents / 2);
                cluster.setup().uninstall();
                return measured;
            } catch (IOException | RuntimeException e) {
                removeAfter(e, cluster);
                throw e;
            }
        }
    }

    private static void removeAfter(Exception failure, ElasticsearchCluster cluster) {
        try {
            cluster.setup().uninstall();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Halves by turns, so that a merge or a neighbour's load does not hit one of the two ways alone. */
    private static StorageThroughput measure(
            ElasticsearchCluster cluster,
            TouchpointIndexer indexer,
            ExecutorService executor,
            BulkLimits limits,
            int half)
            throws IOException {
        put(indexer, new Synthetic("warm-put", WARM_UP));
        bulk(cluster, limits, executor, new Synthetic("warm-bulk", WARM_UP));
        Duration bulk = bulk(cluster, limits, executor, new Synthetic("bulk-1", half));
        Duration put = put(indexer, new Synthetic("put-1", half));
        put = put.plus(put(indexer, new Synthetic("put-2", half)));
        bulk = bulk.plus(bulk(cluster, limits, executor, new Synthetic("bulk-2", half)));
        Duration replay = put(indexer, new Synthetic("put-1", half));
        return new StorageThroughput(
                2L * half, perSecond(2 * half, bulk), perSecond(2 * half, put), perSecond(half, replay));
    }

    private static double perSecond(int documents, Duration time) {
        return documents * 1e9 / time.toNanos();
    }

    private static Duration put(TouchpointIndexer indexer, Synthetic touchpoints) throws IOException {
        long start = System.nanoTime();
        PutOutcome outcome = new PutOutcome((reason, original, truncated) -> {
            throw new IOException(reason);
        });
        try (TouchpointIndexer.Run run = indexer.start()) {
            run.add(touchpoints.stream(), outcome);
            run.finish();
        }
        if (outcome.fault().isPresent()) {
            throw new IOException(outcome.fault().get());
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Duration bulk(
            ElasticsearchCluster cluster, BulkLimits limits, ExecutorService executor, Synthetic touchpoints)
            throws IOException {
        String index = cluster.names().at(IndexFamily.MENTIONS, touchpoints.time);
        long start = System.nanoTime();
        Deque<Future<Boolean>> underWay = new ArrayDeque<>();
        List<BulkOperation> operations = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < touchpoints.count; i++) {
            String id = touchpoints.id(i);
            byte[] document = touchpoints.document(i);
            bytes += document.length;
            operations.add(BulkOperation.of(operation -> operation.create(
                    create -> create.index(index).id(id).document(BinaryData.of(document, "application/json")))));
            if (operations.size() >= limits.documents() || bytes >= limits.bytes() || i == touchpoints.count - 1) {
                if (underWay.size() >= limits.concurrent()) {
                    await(underWay.remove());
                }
                List<BulkOperation> full = operations;
                underWay.add(executor.submit(() ->
                        cluster.client().bulk(bulk -> bulk.operations(full)).errors()));
                operations = new ArrayList<>();
                bytes = 0;
            }
        }
        while (!underWay.isEmpty()) {
            await(underWay.remove());
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void await(Future<Boolean> bulk) throws IOException {
        try {
            if (bulk.get()) {
                throw new IOException("Elasticsearch refused documents of the measurement");
            }
        } catch (ExecutionException e) {
            throw new IOException("Elasticsearch: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while measuring", e);
        }
    }

    /** Invented touchpoints of about 1 KB, made as they are asked for. */
    private static final class Synthetic {
        private static final String SENTENCE =
                "The lid of my cup leaks again and nobody at the counter could tell me why. ";

        private final String run;
        private final int count;
        private final Instant time = Instant.now();

        Synthetic(String run, int count) {
            this.run = run;
            this.count = count;
        }

        String id(int number) {
            return "bench:" + run + '-' + number;
        }

        byte[] document(int number) {
            return """
                    {"id":"%s","type":"mention","@timestamp":"%s","fetched_at":"%s","platform":"mastodon","channel":"social","kind":"post","url":"https://community.example/@user%d/%d","text":"%s %d","lang":"en","hashtags":["coffee","acme"],"author":{"id":"%d","handle":"user%d@community.example","name":"User %d","followers":%d},"engagement":{"likes":%d,"reposts":2},"reach":%d,"brands":["acme"],"topics":["packaging"],"matches":{"topics/packaging":["lid"]},"sentiment":{"label":"negative","score":-0.5,"confidence":0.8}}""".formatted(
                            id(number),
                            time,
                            time,
                            number % 997,
                            number,
                            SENTENCE.repeat(5),
                            number,
                            number % 997,
                            number % 997,
                            number % 997,
                            number % 5000,
                            number % 100,
                            number % 7000)
                    .getBytes(StandardCharsets.UTF_8);
        }

        InputStream stream() {
            return new InputStream() {
                private byte[] line = new byte[0];
                private int at;
                private int next;

                @Override
                public int read() {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) {
                    if (at == line.length) {
                        if (next == count) {
                            return -1;
                        }
                        byte[] document = document(next++);
                        line = java.util.Arrays.copyOf(document, document.length + 1);
                        line[document.length] = '\n';
                        at = 0;
                    }
                    int some = Math.min(length, line.length - at);
                    System.arraycopy(line, at, buffer, offset, some);
                    at += some;
                    return some;
                }
            };
        }
    }
}

package io.nificrm.local;

import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.nifi.NifiClient;
import io.nificrm.local.nifi.NifiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Real Elasticsearch and real NiFi, side by side on the loopback address.
 *
 * <p>Both end with this process, however it ends. What they keep stays in the run folder.
 */
public final class LocalStack implements AutoCloseable {

    private final ElasticsearchNode elasticsearch;
    private final NifiServer nifi;
    private final NifiClient client;

    private LocalStack(ElasticsearchNode elasticsearch, NifiServer nifi, NifiClient client) {
        this.elasticsearch = elasticsearch;
        this.nifi = nifi;
        this.client = client;
    }

    /**
     * Starts both servers at the same time and waits until both answer.
     *
     * @throws IOException when one of them does not come up, with the end of its log; the other one is stopped
     */
    public static LocalStack start(Checkout checkout, StackSettings settings, Progress progress)
            throws IOException, InterruptedException {
        Path logs = settings.run().resolve("logs");
        Files.createDirectories(logs);
        ElasticsearchNode elasticsearch = ElasticsearchNode.builder(
                        settings.run().resolve("elasticsearch"))
                .distribution(checkout.elasticsearchDistribution())
                .logs(logs)
                .port(settings.elasticsearchPort())
                .heap(settings.elasticsearchHeap())
                .build();
        NifiServer nifi = NifiServer.builder(settings.run().resolve("nifi"), checkout.nifiLibrary())
                .logs(logs)
                .port(settings.nifiPort())
                .heap(settings.nifiHeap())
                .build();
        try {
            startTogether(
                    () -> progress.step("Elasticsearch starts", elasticsearch::start),
                    () -> progress.step("NiFi starts", nifi::start));
        } catch (IOException | InterruptedException failed) {
            nifi.close();
            elasticsearch.close();
            throw failed;
        }
        return new LocalStack(elasticsearch, nifi, new NifiClient(nifi.url()));
    }

    /** The node, for those who want its address, or to crash it. */
    public ElasticsearchNode elasticsearch() {
        return elasticsearch;
    }

    /** The server, for those who want its address, or to crash it. */
    public NifiServer nifi() {
        return nifi;
    }

    /** The client of its REST interface. */
    public NifiClient client() {
        return client;
    }

    /** Stops NiFi first, so that it does not complain of a missing Elasticsearch. */
    @Override
    public void close() {
        client.close();
        nifi.close();
        elasticsearch.close();
    }

    private static void startTogether(Callable<?> one, Callable<?> other) throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(one);
            Future<?> second = threads.submit(other);
            try {
                first.get();
                second.get();
            } catch (ExecutionException failed) {
                // the other one need not come up any more
                threads.shutdownNow();
                throw failed;
            }
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException reason -> throw reason;
                case InterruptedException reason -> throw reason;
                default -> throw new IllegalStateException("A server did not start", failed.getCause());
            }
        }
    }
}

package io.nificrm.elasticsearch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Gathers documents into bulks and keeps some of them under way; the caller waits while that many are. Documents with
 * the same id are written in the order in which they came: one waits until no other bulk holds its id. Once a
 * document could not be written for a passing reason, nothing more is sent. Not thread-safe; results come on the
 * caller's thread.
 */
final class BulkPipeline {
    private final BatchWriter writer;
    private final BulkLimits limits;
    private final ExecutorService executor;
    private final Deque<Batch> underWay = new ArrayDeque<>();
    private final Set<String> idsUnderWay = new HashSet<>();
    private List<Write> next = new ArrayList<>();
    private long nextBytes;
    private boolean stopped;

    BulkPipeline(BatchWriter writer, BulkLimits limits, ExecutorService executor) {
        this.writer = writer;
        this.limits = limits;
        this.executor = executor;
    }

    private record Batch(List<Write> writes, Future<List<WriteResult>> results) {}

    /** Whether Elasticsearch is in trouble: what is submitted now is not sent. */
    boolean stopped() {
        return stopped;
    }

    /** Takes a document; its result comes later. */
    void submit(Write write) {
        if (idsUnderWay.contains(write.id())) {
            awaitAll();
        }
        if (!next.isEmpty() && nextBytes + write.bytes() > limits.bytes()) {
            send();
        }
        next.add(write);
        nextBytes += write.bytes();
        if (next.size() >= limits.documents() || nextBytes >= limits.bytes()) {
            send();
        }
    }

    /** Sends what is left and waits for every result. */
    void finish() {
        send();
        awaitAll();
    }

    /** Waits for what is under way, telling nobody: for a caller that has failed otherwise. */
    void abandon() {
        underWay.forEach(batch -> batch.results().cancel(true));
        underWay.clear();
        next = new ArrayList<>();
    }

    private void send() {
        while (underWay.size() >= limits.concurrent()) {
            awaitOldest();
        }
        List<Write> writes = next;
        next = new ArrayList<>();
        nextBytes = 0;
        if (writes.isEmpty()) {
            return;
        }
        if (stopped) {
            writes.forEach(write -> write.done().accept(new WriteResult.Unacknowledged("not sent after a fault")));
            return;
        }
        writes.forEach(write -> idsUnderWay.add(write.id()));
        underWay.add(new Batch(writes, executor.submit(() -> writer.write(writes))));
    }

    private void awaitAll() {
        while (!underWay.isEmpty()) {
            awaitOldest();
        }
    }

    private void awaitOldest() {
        Batch batch = underWay.remove();
        List<WriteResult> results = results(batch);
        for (int i = 0; i < results.size(); i++) {
            Write write = batch.writes().get(i);
            WriteResult result = results.get(i);
            idsUnderWay.remove(write.id());
            stopped |= result instanceof WriteResult.Unacknowledged;
            write.done().accept(result);
        }
    }

    private static List<WriteResult> results(Batch batch) {
        try {
            return batch.results().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unacknowledged(batch, "interrupted while waiting for Elasticsearch");
        } catch (ExecutionException e) {
            return unacknowledged(batch, e.getCause().toString());
        }
    }

    private static List<WriteResult> unacknowledged(Batch batch, String reason) {
        return batch.writes().stream()
                .<WriteResult>map(write -> new WriteResult.Unacknowledged(reason))
                .toList();
    }
}

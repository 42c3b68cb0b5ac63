package io.nificrm.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.MgetResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.elasticsearch.core.get.GetResult;
import co.elastic.clients.elasticsearch.core.mget.MultiGetOperation;
import co.elastic.clients.elasticsearch.core.mget.MultiGetResponseItem;
import co.elastic.clients.util.BinaryData;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Writes a batch: new documents in one bulk of creates; those that exist are then read, merged and written back only
 * where that changes them, each on the condition that nobody changed it in between. So a first write costs one round
 * trip, a replay two, a change three, and a write of somebody else is never lost. Thread-safe.
 */
final class BatchWriter {
    private static final String JSON = "application/json";
    private static final JsonMapper MAPPER = new JsonMapper();

    /** How often a document is tried again that others keep changing while we merge; each time only those. */
    private static final int ROUNDS = 50;

    /** How many stored documents are held in memory at once. */
    private static final int READ_AT_ONCE = 250;

    private static final int CONFLICT = 409;

    private final ElasticsearchClient client;
    private final Optional<Merge> merge;
    private final FirstIndex firstIndex;
    private final ReentrantLock moving = new ReentrantLock();

    /** @param merge for documents that exist; without one they stay as they are */
    BatchWriter(ElasticsearchClient client, Optional<Merge> merge) {
        this.client = client;
        this.merge = merge;
        this.firstIndex = new FirstIndex(client);
    }

    /** Writes them in this order as far as they have the same id; a result for each, in the same order. */
    List<WriteResult> write(List<Write> writes) {
        if (!FirstIndex.concerns(writes)) {
            return write(writes, new WriteResult[writes.size()]);
        }
        moving.lock();
        try {
            return write(firstIndex.settle(writes), new WriteResult[writes.size()]);
        } catch (FirstIndex.UnknownException e) {
            return write(writes, doubtful(writes, unacknowledged(e.reason())));
        } finally {
            moving.unlock();
        }
    }

    /** What can lie in one index only is written though nobody knows where the others lie. */
    private static WriteResult[] doubtful(List<Write> writes, WriteResult result) {
        return writes.stream()
                .map(write -> write.alias().isPresent() ? result : null)
                .toArray(WriteResult[]::new);
    }

    /** Writes those that have no result yet. */
    private List<WriteResult> write(List<Write> writes, WriteResult[] results) {
        List<Integer> open = IntStream.range(0, writes.size())
                .filter(position -> results[position] == null)
                .boxed()
                .toList();
        for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
            List<Integer> existing = create(writes, open, results);
            open = merge.isPresent()
                    ? mergeInto(writes, existing, results, merge.get())
                    : settle(existing, results, new WriteResult.Unchanged());
        }
        settle(open, results, new WriteResult.Unacknowledged("somebody else keeps changing the document"));
        holdBackSuccessors(writes, results);
        return List.of(results);
    }

    /** Returns those that exist. */
    private List<Integer> create(List<Write> writes, List<Integer> open, WriteResult[] results) {
        List<Integer> existing = new ArrayList<>();
        bulk(
                open,
                position -> {
                    Write write = writes.get(position);
                    return BulkOperation.of(operation -> operation.create(create ->
                            create.index(write.index()).id(write.id()).document(BinaryData.of(write.json(), JSON))));
                },
                (position, item) -> {
                    if (item.status() == CONFLICT) {
                        existing.add(position);
                    } else {
                        results[position] = result(item, new WriteResult.Created());
                    }
                },
                results);
        return existing;
    }

    /** Returns those that have been deleted meanwhile, or changed by others, and are to be tried again. */
    private List<Integer> mergeInto(List<Write> writes, List<Integer> existing, WriteResult[] results, Merge how) {
        List<List<Integer>> byDocument = List.copyOf(existing.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        position -> new Key(writes.get(position)),
                        LinkedHashMap::new,
                        java.util.stream.Collectors.<Integer>toList()))
                .values());
        List<Integer> again = new ArrayList<>();
        for (int from = 0; from < byDocument.size(); from += READ_AT_ONCE) {
            List<List<Integer>> some = byDocument.subList(from, Math.min(byDocument.size(), from + READ_AT_ONCE));
            mergeSome(writes, some, results, how, again);
        }
        again.sort(null);
        return again;
    }

    private void mergeSome(
            List<Write> writes, List<List<Integer>> documents, WriteResult[] results, Merge how, List<Integer> again) {
        List<MultiGetResponseItem<ObjectNode>> stored;
        try {
            stored = read(writes, documents);
        } catch (IOException | RuntimeException e) {
            documents.forEach(positions -> settle(positions, results, unacknowledged(e)));
            return;
        }
        List<Integer> changed = new ArrayList<>();
        Map<Integer, Change> changes = new LinkedHashMap<>();
        for (int i = 0; i < documents.size(); i++) {
            List<Integer> positions = documents.get(i);
            MultiGetResponseItem<ObjectNode> item = stored.get(i);
            if (item.isFailure() || !item.result().found()) {
                again.addAll(positions);
                continue;
            }
            GetResult<ObjectNode> found = item.result();
            ObjectNode merged = found.source();
            for (int position : positions) {
                merged = how.merge(merged, parse(writes.get(position).json()));
            }
            if (merged.equals(found.source())) {
                settle(positions, results, new WriteResult.Unchanged());
            } else {
                changed.add(i);
                changes.put(i, new Change(writes.get(positions.getFirst()), merged, found));
            }
        }
        replace(changed, changes, documents, results, again);
    }

    private void replace(
            List<Integer> changed,
            Map<Integer, Change> changes,
            List<List<Integer>> documents,
            WriteResult[] results,
            List<Integer> again) {
        WriteResult[] outcomes = new WriteResult[documents.size()];
        bulk(
                changed,
                i -> changes.get(i).operation(),
                (i, item) -> {
                    if (item.status() == CONFLICT) {
                        again.addAll(documents.get(i));
                    } else {
                        outcomes[i] = result(item, new WriteResult.Updated());
                    }
                },
                outcomes);
        for (int i : changed) {
            if (outcomes[i] != null) {
                settle(documents.get(i), results, outcomes[i]);
            }
        }
    }

    private List<MultiGetResponseItem<ObjectNode>> read(List<Write> writes, List<List<Integer>> documents)
            throws IOException {
        List<MultiGetOperation> wanted = documents.stream()
                .map(positions -> writes.get(positions.getFirst()))
                .map(write ->
                        MultiGetOperation.of(get -> get.index(write.index()).id(write.id())))
                .toList();
        MgetResponse<ObjectNode> response = client.mget(request -> request.docs(wanted), ObjectNode.class);
        return response.docs();
    }

    /** What to do with one item of an answered bulk. */
    @FunctionalInterface
    private interface OnItem {
        void accept(int position, BulkResponseItem item);
    }

    /** Sends one bulk; where its content is refused as a whole, its halves, down to the document that is to blame. */
    private void bulk(
            List<Integer> positions, Function<Integer, BulkOperation> operation, OnItem onItem, WriteResult[] results) {
        if (positions.isEmpty()) {
            return;
        }
        BulkResponse response;
        try {
            List<BulkOperation> operations = positions.stream().map(operation).toList();
            response = client.bulk(request -> request.operations(operations));
        } catch (IOException | RuntimeException e) {
            if (!Refusals.dueToContent(e)) {
                settle(positions, results, unacknowledged(e));
            } else if (positions.size() == 1) {
                settle(
                        positions,
                        results,
                        new WriteResult.Invalid("Elasticsearch refused the document: " + Refusals.words(e)));
            } else {
                int middle = positions.size() / 2;
                bulk(positions.subList(0, middle), operation, onItem, results);
                bulk(positions.subList(middle, positions.size()), operation, onItem, results);
            }
            return;
        }
        List<BulkResponseItem> items = response.items();
        for (int i = 0; i < items.size(); i++) {
            onItem.accept(positions.get(i), items.get(i));
        }
    }

    /** A document whose predecessor with the same id must be sent again comes after it again. */
    private static void holdBackSuccessors(List<Write> writes, WriteResult[] results) {
        Set<Key> heldBack = new HashSet<>();
        for (int i = 0; i < results.length; i++) {
            Key key = new Key(writes.get(i));
            if (results[i] instanceof WriteResult.Unacknowledged) {
                heldBack.add(key);
            } else if (heldBack.contains(key)) {
                results[i] = new WriteResult.Unacknowledged("what came before it could not be written");
            }
        }
    }

    private static WriteResult result(BulkResponseItem item, WriteResult success) {
        return item.error() == null ? success : Refusals.item(item.status(), Optional.of(item.error()));
    }

    private static WriteResult unacknowledged(Exception e) {
        return new WriteResult.Unacknowledged("Elasticsearch: " + Refusals.words(e));
    }

    private static List<Integer> settle(List<Integer> positions, WriteResult[] results, WriteResult result) {
        positions.forEach(position -> results[position] = result);
        return List.of();
    }

    private static ObjectNode parse(byte[] json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException("we wrote this document ourselves", e);
        }
    }

    private record Key(String index, String id) {
        Key(Write write) {
            this(write.index(), write.id());
        }
    }

    /** A merged document and the state of the stored one that it was merged with. */
    private record Change(Write write, ObjectNode merged, GetResult<ObjectNode> basis) {
        BulkOperation operation() {
            return BulkOperation.of(operation -> operation.index(index -> index.index(write.index())
                    .id(write.id())
                    .ifSeqNo(basis.seqNo())
                    .ifPrimaryTerm(basis.primaryTerm())
                    .document(merged)));
        }
    }
}

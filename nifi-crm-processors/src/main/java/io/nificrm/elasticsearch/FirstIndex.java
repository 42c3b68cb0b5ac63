package io.nificrm.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ShardStatistics;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds where documents lie whose index does not follow from what they say now: a review that was changed in a later
 * month stays in the month of its first version. What others have written a moment ago is seen, too, for the indices
 * are refreshed before they are searched.
 *
 * <p>One refresh and one search for some hundreds of documents; neither for those that can lie in one index only.
 * Whoever writes such documents from several threads looks and writes under one lock, so that no two make the same one.
 */
final class FirstIndex {
    /** How many ids are looked for by one search. */
    private static final int SEARCHED_AT_ONCE = 500;

    /** An id lies in one index; one of a time when it was not looked for may lie in some. */
    private static final int MOST_HITS = 10 * SEARCHED_AT_ONCE;

    private final ElasticsearchClient client;

    FirstIndex(ElasticsearchClient client) {
        this.client = client;
    }

    /** Whether any of them has to be looked for. */
    static boolean concerns(List<Write> writes) {
        return writes.stream().anyMatch(write -> write.alias().isPresent());
    }

    /**
     * The same writes in the same order, each in the one index where it has to be. Of several with the same id that lie
     * nowhere yet, the first decides.
     *
     * @throws UnknownException when a part of the cluster did not answer, so that something may have been missed
     */
    List<Write> settle(List<Write> writes) throws UnknownException {
        Map<String, Set<String>> wanted = new LinkedHashMap<>();
        for (Write write : writes) {
            write.alias()
                    .ifPresent(alias -> wanted.computeIfAbsent(alias, ignored -> new LinkedHashSet<>())
                            .add(write.id()));
        }
        Map<String, Map<String, String>> indices = new HashMap<>();
        for (Map.Entry<String, Set<String>> each : wanted.entrySet()) {
            try {
                indices.put(each.getKey(), find(each.getKey(), List.copyOf(each.getValue())));
            } catch (IOException | RuntimeException e) {
                throw new UnknownException(e);
            }
        }
        return writes.stream()
                .map(write -> write.alias()
                        .map(alias ->
                                write.in(indices.get(alias).computeIfAbsent(write.id(), nowhereYet -> write.index())))
                        .orElse(write))
                .toList();
    }

    /** The index of each that lies somewhere. */
    private Map<String, String> find(String alias, List<String> ids) throws IOException {
        Map<String, String> known = new HashMap<>();
        ShardStatistics refreshed = client.indices()
                .refresh(refresh -> refresh.index(alias).ignoreUnavailable(true))
                .shards();
        if (refreshed != null && refreshed.failed().intValue() > 0) {
            throw new IOException(refreshed.failed() + " shards of " + alias + " could not be refreshed");
        }
        for (int from = 0; from < ids.size(); from += SEARCHED_AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + SEARCHED_AT_ONCE));
            SearchResponse<Void> found = client.search(
                    search -> search.index(alias)
                            .ignoreUnavailable(true)
                            .allowPartialSearchResults(false)
                            .query(query -> query.ids(of -> of.values(some)))
                            .source(source -> source.fetch(false))
                            .sort(sort -> sort.field(
                                    field -> field.field("@timestamp").order(SortOrder.Asc)))
                            .size(MOST_HITS),
                    Void.class);
            for (Hit<Void> hit : found.hits().hits()) {
                known.putIfAbsent(hit.id(), hit.index());
            }
        }
        return known;
    }

    /** Nobody can say now where the documents lie. */
    static final class UnknownException extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Exception reason;

        UnknownException(Exception reason) {
            super(reason);
            this.reason = reason;
        }

        /** What Elasticsearch answered, or that it did not. */
        Exception reason() {
            return reason;
        }
    }
}

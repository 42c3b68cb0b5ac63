package io.nificrm.elasticsearch;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointJson;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Reads the touchpoints that were written, or decided about, since last time, page by page in the order of that time,
 * in bounded memory. What is younger than {@link #SETTLING} is read again next time, because a bulk with earlier time
 * stamps may still be on its way: whoever reads must take the same touchpoint twice without harm.
 */
public final class RecentTouchpoints {
    /** How long a write may take from its time stamp until a search sees it. */
    public static final Duration SETTLING = Duration.ofMinutes(2);

    private final ElasticsearchCluster cluster;
    private final Clock clock;
    private final int pageSize;

    /** @param pageSize how many touchpoints are read at once */
    public RecentTouchpoints(ElasticsearchCluster cluster, Clock clock, int pageSize) {
        this.cluster = cluster;
        this.clock = clock;
        this.pageSize = pageSize;
    }

    /** Takes a page. */
    @FunctionalInterface
    public interface Page {
        void accept(List<Touchpoint> touchpoints) throws IOException;
    }

    /**
     * Where somebody is in the order of time and id. Its text, for a processor's state, is {@code time id}.
     *
     * @param id of those of this very time, up to which id they are done; empty: none
     */
    public record Position(Instant time, String id) {
        /** Before everything. */
        public static final Position START = new Position(Instant.EPOCH, "");

        /** The position of a text; {@link #START} of none. */
        public static Position parse(Optional<String> text) {
            return text.map(given -> given.split(" ", 2))
                    .map(parts -> new Position(Instant.parse(parts[0]), parts.length > 1 ? parts[1] : ""))
                    .orElse(START);
        }

        @Override
        public String toString() {
            return id.isEmpty() ? time.toString() : time + " " + id;
        }
    }

    /**
     * How far it has come.
     *
     * @param until where to go on
     * @param more whether there is more to read now
     */
    public record Progress(Position until, boolean more) {}

    /**
     * Reads on.
     *
     * @param field the time that counts, {@code indexed_at} or {@code triage.changed_at}
     * @param which which touchpoints count
     * @param enough asked after each page whether to stop
     * @throws IOException when the cluster can't be reached or a page could not be handled; the last cursor still holds
     */
    public Progress read(String field, Position from, Query which, Page handler, BooleanSupplier enough)
            throws IOException {
        cluster.client()
                .indices()
                .refresh(refresh -> refresh.index(cluster.names().touchpoints()).ignoreUnavailable(true));
        Instant settled = clock.instant().minus(SETTLING);
        Query since = Query.of(query -> query.bool(bool -> bool.filter(range -> range.range(
                        of -> of.date(date -> date.field(field).gte(from.time().toString()))))
                .filter(which)));
        List<SortOptions> order = List.of(by(field), by("id"));
        List<FieldValue> after = from.id().isEmpty()
                ? List.of()
                : List.of(FieldValue.of(from.time().toEpochMilli()), FieldValue.of(from.id()));
        Position until = from;
        while (true) {
            List<Hit<ObjectNode>> hits = page(since, order, after);
            handler.accept(touchpoints(hits));
            if (hits.size() < pageSize) {
                return new Progress(settled.isAfter(from.time()) ? new Position(settled, "") : from, false);
            }
            after = hits.getLast().sort();
            Instant reached = Instant.ofEpochMilli(after.getFirst().longValue());
            until = reached.isBefore(settled)
                    ? new Position(reached, after.getLast().stringValue())
                    : settled.isAfter(from.time()) ? new Position(settled, "") : from;
            if (enough.getAsBoolean()) {
                return new Progress(until, true);
            }
        }
    }

    private static SortOptions by(String field) {
        return SortOptions.of(sort -> sort.field(name -> name.field(field)));
    }

    private List<Hit<ObjectNode>> page(Query query, List<SortOptions> order, List<FieldValue> after)
            throws IOException {
        return cluster.client()
                .search(
                        search -> {
                            search.index(cluster.names().touchpoints())
                                    .ignoreUnavailable(true)
                                    .query(query)
                                    .size(pageSize)
                                    .sort(order);
                            return after.isEmpty() ? search : search.searchAfter(after);
                        },
                        ObjectNode.class)
                .hits()
                .hits();
    }

    private static List<Touchpoint> touchpoints(List<Hit<ObjectNode>> hits) throws IOException {
        List<Touchpoint> touchpoints = new ArrayList<>();
        for (Hit<ObjectNode> hit : hits) {
            touchpoints.add(TouchpointJson.read(hit.source(), Touchpoint.class));
        }
        return touchpoints;
    }
}

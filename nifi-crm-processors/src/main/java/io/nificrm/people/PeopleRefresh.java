package io.nificrm.people;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.IndexFamily;
import io.nificrm.elasticsearch.RecentTouchpoints;
import io.nificrm.elasticsearch.RecentTouchpoints.Position;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Brings {@code crm-people} up to date, a page at a time: first the people of touchpoints that were written or decided
 * about since last time, then, once a day, everybody, because time alone changes a mood of the last 90 days and because
 * touchpoints are erased. Which page comes next is in {@link Cursor}; a page done twice changes nothing.
 */
public final class PeopleRefresh {
    private static final Duration SWEEP_EVERY = Duration.ofDays(1);
    private static final int USUAL_PAGE = 200;

    private final ElasticsearchCluster cluster;
    private final PeopleStore people;
    private final RecentTouchpoints recent;
    private final Clock clock;
    private final int page;

    /** Refreshes the people of a cluster. */
    public PeopleRefresh(ElasticsearchCluster cluster, Clock clock) {
        this(cluster, clock, USUAL_PAGE);
    }

    /** @param page how many documents are read at once */
    PeopleRefresh(ElasticsearchCluster cluster, Clock clock, int page) {
        this.page = page;
        this.cluster = cluster;
        this.people = new PeopleStore(cluster, clock);
        this.clock = clock;
        this.recent = new RecentTouchpoints(cluster, clock, page);
    }

    /**
     * How far it has come.
     *
     * @param written touchpoints written before this are done
     * @param decided decisions taken before this are done
     * @param sweepFrom people up to this id are done in the sweep under way; empty: at the beginning
     * @param sweepDue when the next sweep begins
     */
    public record Cursor(Position written, Position decided, String sweepFrom, Instant sweepDue) {
        /** Nothing is done. */
        public static final Cursor START = new Cursor(Position.START, Position.START, "", Instant.EPOCH);
    }

    /**
     * What was done.
     *
     * @param cursor where to go on
     * @param changed people whose document changed
     * @param more whether there is more to do now
     */
    public record Step(Cursor cursor, int changed, boolean more) {}

    /**
     * Goes on from a cursor.
     *
     * @param enough asked after each page
     */
    public Step run(Cursor from, BooleanSupplier enough) throws IOException {
        cluster.prepare();
        int[] changed = {0};
        RecentTouchpoints.Page handler = touchpoints -> changed[0] += people.update(identities(touchpoints));
        Query all = Query.of(query -> query.matchAll(any -> any));
        RecentTouchpoints.Progress written = recent.read("indexed_at", from.written(), all, handler, enough);
        RecentTouchpoints.Progress decided = recent.read("triage.changed_at", from.decided(), all, handler, enough);
        Cursor cursor = new Cursor(written.until(), decided.until(), from.sweepFrom(), from.sweepDue());
        return written.more() || decided.more()
                ? new Step(cursor, changed[0], true)
                : sweep(cursor, changed[0], enough);
    }

    private Step sweep(Cursor cursor, int before, BooleanSupplier enough) throws IOException {
        if (cursor.sweepFrom().isEmpty() && clock.instant().isBefore(cursor.sweepDue())) {
            return new Step(cursor, before, false);
        }
        if (cursor.sweepDue().equals(Instant.EPOCH)) {
            return new Step(rested(cursor), before, false); // everybody has just been computed
        }
        String from = cursor.sweepFrom();
        int changed = before;
        while (true) {
            List<Hit<ObjectNode>> hits = peopleAfter(from);
            List<Identity> identities = new ArrayList<>();
            hits.forEach(hit -> identities.add(PeopleStore.identity(hit.source())));
            changed += people.update(identities);
            if (hits.size() < page) {
                return new Step(rested(cursor), changed, false);
            }
            from = hits.getLast().source().path("id").asText();
            if (enough.getAsBoolean()) {
                return new Step(new Cursor(cursor.written(), cursor.decided(), from, cursor.sweepDue()), changed, true);
            }
        }
    }

    private Cursor rested(Cursor cursor) {
        return new Cursor(
                cursor.written(), cursor.decided(), "", clock.instant().plus(SWEEP_EVERY));
    }

    private List<Hit<ObjectNode>> peopleAfter(String id) throws IOException {
        return cluster.client()
                .search(
                        search -> {
                            search.index(cluster.names().all(IndexFamily.PEOPLE))
                                    .ignoreUnavailable(true)
                                    .size(page)
                                    .sort(sort -> sort.field(field -> field.field("id")));
                            return id.isEmpty() ? search : search.searchAfter(FieldValue.of(id));
                        },
                        ObjectNode.class)
                .hits()
                .hits();
    }

    /** The people of some touchpoints, each once. */
    private static List<Identity> identities(List<Touchpoint> touchpoints) {
        Map<String, Identity> byId = new LinkedHashMap<>();
        for (Touchpoint touchpoint : touchpoints) {
            Optional<Identity> person = Identity.of(touchpoint);
            person.ifPresent(
                    one -> byId.merge(one.id(), one, (known, other) -> known.with(List.copyOf(other.handles()))));
        }
        return List.copyOf(byId.values());
    }
}

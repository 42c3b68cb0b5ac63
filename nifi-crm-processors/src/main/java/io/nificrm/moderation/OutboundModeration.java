package io.nificrm.moderation;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.RecentTouchpoints;
import io.nificrm.elasticsearch.RecentTouchpoints.Position;
import io.nificrm.profile.Cap;
import io.nificrm.profile.ListeningProfile;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointJson;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Holds our own posts and mails, as they are stored, against the caps of the listening profile. Something breaches a cap
 * when more than the cap allows was sent to the same person, or by the same account, within the cap's time up to it. It is
 * then flagged, once: a flag that is there, and whatever people made of it, is never touched. Late arrivals count: what
 * they push over the cap afterwards is flagged, too. Reading the same again changes nothing.
 */
public final class OutboundModeration {
    private static final int PAGE = 200;

    /** More than a cap allows by far; beyond, the oldest are not counted. */
    private static final int MOST_IN_TIME = 1_000;

    private final ElasticsearchCluster cluster;
    private final ListeningProfile profile;
    private final RecentTouchpoints recent;
    private final Flag flag;

    /** Moderates by a profile. */
    public OutboundModeration(ElasticsearchCluster cluster, ListeningProfile profile, Clock clock) {
        this.cluster = cluster;
        this.profile = profile;
        this.recent = new RecentTouchpoints(cluster, clock, PAGE);
        this.flag = new Flag(cluster, profile.triage().sla());
    }

    /**
     * What was done.
     *
     * @param until what was written before this is done
     * @param flagged the breaches, as they are stored now
     * @param more whether there is more to do now
     */
    public record Step(Position until, List<Touchpoint> flagged, boolean more) {
        public Step {
            flagged = List.copyOf(flagged);
        }
    }

    /**
     * Goes on with what was written since.
     *
     * @param enough asked after each page
     */
    public Step run(Position from, BooleanSupplier enough) throws IOException {
        cluster.prepare();
        List<Touchpoint> flagged = new ArrayList<>();
        RecentTouchpoints.Progress progress = recent.read(
                "indexed_at",
                from,
                outbound(),
                page -> {
                    for (Touchpoint sent : page) {
                        for (Cap cap : profile.capsFor(sent)) {
                            flagged.addAll(judge(sent, cap));
                        }
                    }
                },
                enough);
        return new Step(progress.until(), flagged, progress.more());
    }

    private List<Touchpoint> judge(Touchpoint sent, Cap cap) throws IOException {
        List<Touchpoint> flagged = new ArrayList<>();
        for (Addressee addressee : Addressee.of(sent, cap.per())) {
            List<Touchpoint> around = around(sent, cap, addressee);
            for (int i = 0; i < around.size(); i++) {
                Touchpoint one = around.get(i);
                if (one.timestamp().isBefore(sent.timestamp())) {
                    continue;
                }
                Instant since = one.timestamp().minus(cap.within());
                long count = around.subList(0, i + 1).stream()
                        .filter(before -> before.timestamp().isAfter(since))
                        .count();
                if (count > cap.most()) {
                    flag.set(one, cap, addressee.name(), count).ifPresent(flagged::add);
                }
            }
        }
        return flagged;
    }

    /** What counts for the same addressee around a touchpoint, by time. */
    private List<Touchpoint> around(Touchpoint sent, Cap cap, Addressee addressee) throws IOException {
        String from = sent.timestamp().minus(cap.within()).toString();
        String to = sent.timestamp().plus(cap.within()).toString();
        var found = cluster.client()
                .search(
                        search -> search.index(cluster.names().touchpoints())
                                .ignoreUnavailable(true)
                                .size(MOST_IN_TIME)
                                .query(query -> query.bool(bool -> bool.filter(outbound())
                                        .filter(addressee.query())
                                        .filter(range -> range.range(of -> of.date(date -> date.field("@timestamp")
                                                .gt(from)
                                                .lt(to))))))
                                .sort(sort -> sort.field(field -> field.field("@timestamp")))
                                .sort(sort -> sort.field(field -> field.field("id"))),
                        ObjectNode.class);
        List<Touchpoint> counting = new ArrayList<>();
        for (Hit<ObjectNode> hit : found.hits().hits()) {
            Touchpoint one = TouchpointJson.read(hit.source(), Touchpoint.class);
            if (profile.capsFor(one).contains(cap)) {
                counting.add(one);
            }
        }
        return counting;
    }

    /** What our accounts said, and mails that went out for us. */
    private static Query outbound() {
        List<FieldValue> kinds = List.of(FieldValue.of("sent"), FieldValue.of("delivered"));
        return Query.of(query -> query.bool(bool -> bool.should(
                        ours -> ours.term(term -> term.field("author.ours").value(true)))
                .should(mails -> mails.terms(in -> in.field("kind").terms(list -> list.value(kinds))))
                .minimumShouldMatch("1")));
    }
}

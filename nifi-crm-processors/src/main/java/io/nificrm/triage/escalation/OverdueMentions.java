package io.nificrm.triage.escalation;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.IndexFamily;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointJson;
import io.nificrm.triage.lifecycle.Decision;
import io.nificrm.triage.lifecycle.DecisionBuilder;
import io.nificrm.triage.lifecycle.TriageAction;
import io.nificrm.triage.lifecycle.TriageLedger;
import io.nificrm.triage.lifecycle.TriageLifecycle;
import io.nificrm.triage.lifecycle.TriageStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds flagged mentions whose due time has passed and that nobody has answered, and takes the step of escalation with
 * them that is due. A mention takes each step once; one that was missed, because nothing ran, is passed over for the
 * highest that is due. Thread-safe.
 */
public final class OverdueMentions {
    /** Who escalates, in the history. */
    public static final String NAME = "escalation";

    private final ElasticsearchCluster cluster;
    private final TriageLedger ledger;
    private final EscalationPolicy policy;
    private final List<String> queues;

    /** @param queues whose mentions are escalated, e.g. {@code rapid_response} */
    OverdueMentions(ElasticsearchCluster cluster, TriageLedger ledger, EscalationPolicy policy, List<String> queues) {
        this.cluster = cluster;
        this.ledger = ledger;
        this.policy = policy;
        this.queues = List.copyOf(queues);
    }

    /** A mention and the step that it has to take. */
    record Overdue(Touchpoint mention, EscalationStep step) {}

    /**
     * Those that have a step to take, the most overdue first.
     *
     * @param most how many at most
     */
    List<Overdue> find(Instant now, int most) throws IOException {
        cluster.prepare();
        // steps that were taken a moment ago are not to be found again
        cluster.client()
                .indices()
                .refresh(refresh ->
                        refresh.index(cluster.names().all(IndexFamily.MENTIONS)).ignoreUnavailable(true));
        List<Overdue> found = new ArrayList<>();
        for (EscalationStep step : policy.highestFirst()) {
            int room = most - found.size();
            if (room == 0) {
                break;
            }
            for (Touchpoint mention : search(step, now, room)) {
                found.add(new Overdue(mention, step));
            }
        }
        return found;
    }

    /**
     * Takes a step; empty where somebody was faster: answered it, or escalated it elsewhere.
     *
     * @throws IOException when Elasticsearch cannot be reached or fails; the step can be taken again
     */
    Optional<Touchpoint> take(Overdue overdue, Instant now) throws IOException {
        Optional<Touchpoint> present = ledger.find(overdue.mention().id());
        if (present.isEmpty() || level(present.get()) >= overdue.step().level() || !waits(present.get())) {
            return Optional.empty();
        }
        EscalationStep step = overdue.step();
        Decision decision = DecisionBuilder.builder()
                .touchpointId(present.get().id())
                .action(TriageAction.ESCALATE)
                .actor(NAME)
                .at(now)
                .seenRevision(TriageLifecycle.revision(present.get()))
                .assignee(step.assignee())
                .escalation(step.of(present.get().triage()))
                .note(Optional.of(step.words()).filter(words -> !words.isEmpty()))
                .build();
        // who decides at this moment is looked at again in the next run
        return ledger.decide(decision) instanceof TriageLedger.Outcome.Taken taken
                ? Optional.of(taken.touchpoint())
                : Optional.empty();
    }

    /** A mention that took at least this step; empty where it did not. */
    Optional<Touchpoint> taken(String mentionId, long level) throws IOException {
        return ledger.find(mentionId).filter(mention -> level(mention) >= level);
    }

    private static long level(Touchpoint mention) {
        return mention.triage().map(triage -> triage.escalation().orElse(0)).orElse(0L);
    }

    private static boolean waits(Touchpoint mention) {
        TriageStatus status = TriageStatus.of(mention.triage());
        return status.open() && status != TriageStatus.RESPONDED;
    }

    private List<Touchpoint> search(EscalationStep step, Instant now, int most) throws IOException {
        String dueBefore = now.minus(step.after()).toString();
        BoolQuery.Builder overdue = new BoolQuery.Builder()
                .filter(q -> q.range(r -> r.date(d -> d.field("triage.due_at").lte(dueBefore))))
                .filter(q -> q.terms(t -> t.field("triage.queue")
                        .terms(v -> v.value(queues.stream().map(FieldValue::of).toList()))))
                .mustNot(q -> q.term(t -> t.field("author.ours").value(true)))
                .mustNot(q ->
                        q.range(r -> r.number(n -> n.field("triage.escalation").gte((double) step.level()))));
        for (TriageStatus status : TriageStatus.values()) {
            if (!status.open() || status == TriageStatus.RESPONDED) {
                overdue.mustNot(q -> q.term(t -> t.field("triage.status").value(status.value())));
            }
        }
        SearchResponse<ObjectNode> found = cluster.client()
                .search(
                        search -> search.index(cluster.names().all(IndexFamily.MENTIONS))
                                .ignoreUnavailable(true)
                                .size(most)
                                .query(Query.of(q -> q.bool(overdue.build())))
                                .sort(s -> s.field(f -> f.field("triage.due_at").order(SortOrder.Asc)))
                                .sort(s -> s.field(f -> f.field("id").order(SortOrder.Asc))),
                        ObjectNode.class);
        List<Touchpoint> mentions = new ArrayList<>();
        for (Hit<ObjectNode> hit : found.hits().hits()) {
            mentions.add(TouchpointJson.read(hit.source(), Touchpoint.class));
        }
        return mentions;
    }
}

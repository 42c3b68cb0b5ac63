package io.nificrm.moderation;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.core.GetResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.profile.Cap;
import io.nificrm.profile.TriageRule;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.TouchpointJson;
import io.nificrm.touchpoint.Triage;
import io.nificrm.touchpoint.TriageBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a breach into a queue, with its reason, unless it is there. */
final class Flag {
    private static final int CONFLICT = 409;
    private static final int ROUNDS = 20;

    private final ElasticsearchCluster cluster;
    private final Map<TriageRule.Priority, Duration> sla;

    Flag(ElasticsearchCluster cluster, Map<TriageRule.Priority, Duration> sla) {
        this.cluster = cluster;
        this.sla = sla;
    }

    /** The touchpoint with its flag; empty where it has this one already, or is gone. */
    Optional<Touchpoint> set(Touchpoint breach, Cap cap, String addressee, long count) throws IOException {
        String index = cluster.names().of(breach);
        for (int round = 0; round < ROUNDS; round++) {
            GetResponse<ObjectNode> stored =
                    cluster.client().get(get -> get.index(index).id(breach.id()), ObjectNode.class);
            if (!stored.found()) {
                return Optional.empty();
            }
            Touchpoint before = TouchpointJson.read(stored.source(), Touchpoint.class);
            if (before.triage().map(Triage::reasons).orElse(List.of()).contains(cap.reference())) {
                return Optional.empty();
            }
            Touchpoint flagged = flagged(before, cap, addressee, count);
            if (replace(stored, TouchpointJson.write(flagged))) {
                return Optional.of(flagged);
            }
        }
        throw new IOException(
                "The touchpoint " + breach.id() + " was changed " + ROUNDS + " times while it was flagged");
    }

    /** What is in a queue stays there, with a reason more. */
    private Touchpoint flagged(Touchpoint before, Cap cap, String addressee, long count) {
        Optional<Triage> known = before.triage();
        List<String> reasons = new ArrayList<>(known.map(Triage::reasons).orElse(List.of()));
        reasons.add(cap.reference());
        TriageBuilder triage = known.map(TriageBuilder::builder)
                .orElseGet(TriageBuilder::builder)
                .reasons(reasons);
        if (known.flatMap(Triage::queue).isEmpty()) {
            triage.queue(cap.queue().value())
                    .priority(cap.priority().value())
                    .dueAt(before.timestamp().plus(sla.get(cap.priority())));
        }
        Map<String, List<String>> matches = new LinkedHashMap<>(before.matches());
        matches.put(
                cap.reference(),
                List.of(count + " to " + addressee + " in " + words(cap.within()) + ", at most " + cap.most()));
        return TouchpointBuilder.builder(before)
                .triage(triage.build())
                .matches(matches)
                .build();
    }

    private static String words(Duration duration) {
        return duration.toHours() >= 24 && duration.toHours() % 24 == 0
                ? duration.toDays() + " d"
                : duration.toMinutes() % 60 == 0 ? duration.toHours() + " h" : duration.toMinutes() + " min";
    }

    private boolean replace(GetResponse<ObjectNode> stored, ObjectNode changed) throws IOException {
        try {
            cluster.client()
                    .index(index -> index.index(stored.index())
                            .id(stored.id())
                            .ifSeqNo(stored.seqNo())
                            .ifPrimaryTerm(stored.primaryTerm())
                            .document(changed));
            return true;
        } catch (ElasticsearchException e) {
            if (e.status() == CONFLICT) {
                return false;
            }
            throw e;
        }
    }
}

package io.nificrm.triage.lifecycle;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.OpType;
import co.elastic.clients.elasticsearch._types.Refresh;
import co.elastic.clients.elasticsearch.core.GetResponse;
import co.elastic.clients.elasticsearch.core.IndexResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.IndexFamily;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointJson;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Takes decisions about stored touchpoints, so that none is lost and none overwrites another, however many people,
 * components and re-fetches are at it at once.
 *
 * <p>The events are the log and the touchpoint's fields are what it adds up to. A decision is first written as the event
 * of the next number, under an id that can be created only once: who comes second learns it there. Then it is applied
 * to the touchpoint, on condition that nobody has changed that meanwhile (sequence number and primary term). Whoever
 * finds an event that was not applied, because its writer died in between, applies it first.
 *
 * <p>Thread-safe.
 */
public final class TriageLedger {
    private static final int CONFLICT = 409;
    private static final int MOST_ATTEMPTS = 100;
    private static final int EVENTS_AT_ONCE = 1000;
    private static final String NO_INDEX = "index_not_found_exception";

    private final ElasticsearchCluster cluster;
    private final ElasticsearchClient client;
    private final Refresh refresh;

    /** @param refresh whether a search has to see a decision at once (a person is looking), or within a second */
    public TriageLedger(ElasticsearchCluster cluster, Refresh refresh) {
        this.cluster = cluster;
        this.client = cluster.client();
        this.refresh = refresh;
    }

    /** What is to be decided about a touchpoint in its present state; empty: nothing. */
    @FunctionalInterface
    public interface NextDecision {
        Optional<Decision> of(Touchpoint present) throws IOException;
    }

    /** What became of a decision. */
    public sealed interface Outcome {
        /** It was taken; the touchpoint as it is now. */
        record Taken(Touchpoint touchpoint, TriageEvent event) implements Outcome {}

        /** It was not. */
        record Refused(Verdict.Reason kind, String reason) implements Outcome {}
    }

    private record Stored(
            String index, long sequenceNumber, long primaryTerm, ObjectNode source, Touchpoint touchpoint) {}

    /** The touchpoint of an id, as it is this moment. */
    public Optional<Touchpoint> find(String touchpointId) throws IOException {
        return stored(touchpointId).map(Stored::touchpoint);
    }

    /**
     * Takes a decision, or says why not.
     *
     * @throws IOException when Elasticsearch cannot be reached or fails; the decision can be sent again: if it had been
     *     written, one with {@code seenRevision} is then refused as outdated, with its own actor as the first
     */
    public Outcome decide(Decision decision) throws IOException {
        cluster.prepare();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<Stored> found = stored(decision.touchpointId());
            if (found.isEmpty()) {
                return new Outcome.Refused(
                        Verdict.Reason.UNKNOWN, "There is no touchpoint " + decision.touchpointId() + ".");
            }
            Stored stored = found.get();
            switch (TriageLifecycle.judge(stored.touchpoint(), decision)) {
                case Verdict.Refused refused -> {
                    return new Outcome.Refused(refused.kind(), refused.reason());
                }
                case Verdict.Accepted accepted -> {
                    TriageEvent event = accepted.event();
                    if (create(stored, event)) {
                        return new Outcome.Taken(apply(stored, event).touchpoint(), event);
                    }
                    apply(stored, event(stored, event.revision()));
                }
            }
        }
        throw new IOException("The touchpoint " + decision.touchpointId() + " was changed " + MOST_ATTEMPTS
                + " times while a decision about it was taken");
    }

    /**
     * Takes one decision after the other about a touchpoint, each on the state that the one before left, until there is
     * none to take. Whoever else decides in between is seen: the next decision is asked for again. One that the lifecycle
     * forbids ends it.
     *
     * @param said when the touchpoint was said, which tells in which index it is most likely to be
     * @return the events, the first first; empty where the touchpoint is unknown
     * @throws IOException as {@link #decide}; what was decided by then stays
     */
    public List<TriageEvent> decideEach(String touchpointId, Instant said, NextDecision next) throws IOException {
        List<TriageEvent> taken = new ArrayList<>();
        Optional<Stored> state = stored(touchpointId, said);
        for (int attempt = 0; attempt < MOST_ATTEMPTS && state.isPresent(); attempt++) {
            Stored stored = state.get();
            Optional<Decision> decision = next.of(stored.touchpoint());
            if (decision.isEmpty()
                    || !(TriageLifecycle.judge(stored.touchpoint(), decision.get())
                            instanceof Verdict.Accepted accepted)) {
                return taken;
            }
            TriageEvent event = accepted.event();
            if (create(stored, event)) {
                taken.add(event);
                state = Optional.of(apply(stored, event));
            } else {
                state = Optional.of(apply(stored, event(stored, event.revision())));
            }
        }
        if (state.isPresent()) {
            throw new IOException("There is no end of decisions about the touchpoint " + touchpointId);
        }
        return taken;
    }

    /**
     * Every decision that the state of a touchpoint comprises, the first first. Read by their ids, so that one of this
     * moment is there, too, whether searches see it or not.
     */
    public List<TriageEvent> history(Touchpoint touchpoint) throws IOException {
        List<TriageEvent> events = new ArrayList<>();
        long last = TriageLifecycle.revision(touchpoint);
        for (long from = 1; from <= last; from += EVENTS_AT_ONCE) {
            List<String> ids = LongStream.rangeClosed(from, Math.min(last, from + EVENTS_AT_ONCE - 1))
                    .mapToObj(revision -> TriageEvent.id(touchpoint.id(), revision))
                    .toList();
            var found = client.mget(get -> get.index(eventIndex(touchpoint)).ids(ids), ObjectNode.class);
            for (var document : found.docs()) {
                if (document.isFailure()
                        && !NO_INDEX.equals(document.failure().error().type())) {
                    throw new IOException("The history of " + touchpoint.id() + " cannot be read: "
                            + document.failure().error().reason());
                }
                // retention or an operator may have deleted the oldest
                if (document.isResult() && document.result().found()) {
                    events.add(TouchpointJson.read(document.result().source(), TriageEvent.class));
                }
            }
        }
        return events;
    }

    private Optional<Stored> stored(String touchpointId) throws IOException {
        var found = client.search(
                search -> search.index(cluster.names().touchpoints())
                        .ignoreUnavailable(true)
                        .size(1)
                        .source(source -> source.fetch(false))
                        .query(query -> query.ids(ids -> ids.values(touchpointId))),
                Void.class);
        if (found.hits().hits().isEmpty()) {
            return Optional.empty();
        }
        // the search says which month's index it is in; only a get sees the present state
        return get(found.hits().hits().getFirst().index(), touchpointId);
    }

    private Optional<Stored> stored(String touchpointId, Instant said) throws IOException {
        try {
            Optional<Stored> found = get(cluster.names().at(IndexFamily.MENTIONS, said), touchpointId);
            return found.isPresent() ? found : stored(touchpointId);
        } catch (ElasticsearchException e) {
            if (NO_INDEX.equals(e.error().type())) {
                return stored(touchpointId);
            }
            throw e;
        }
    }

    private Optional<Stored> get(String index, String touchpointId) throws IOException {
        GetResponse<ObjectNode> found = client.get(get -> get.index(index).id(touchpointId), ObjectNode.class);
        if (!found.found()) {
            return Optional.empty();
        }
        return Optional.of(new Stored(
                index,
                found.seqNo(),
                found.primaryTerm(),
                found.source(),
                TouchpointJson.read(found.source(), Touchpoint.class)));
    }

    /** The index of a touchpoint's events: that of the touchpoint's month, so that their ids are unique. */
    private String eventIndex(Touchpoint touchpoint) {
        return cluster.names().at(IndexFamily.TRIAGE_EVENTS, touchpoint.timestamp());
    }

    /** Returns whether the event was the first of its number. */
    private boolean create(Stored stored, TriageEvent event) throws IOException {
        return written(() -> client.index(index -> index.index(eventIndex(stored.touchpoint()))
                        .id(event.id())
                        .opType(OpType.Create)
                        .refresh(refresh)
                        .document(TouchpointJson.write(event))))
                .isPresent();
    }

    private TriageEvent event(Stored stored, long revision) throws IOException {
        String id = TriageEvent.id(stored.touchpoint().id(), revision);
        GetResponse<ObjectNode> found =
                client.get(get -> get.index(eventIndex(stored.touchpoint())).id(id), ObjectNode.class);
        if (!found.found()) {
            throw new IOException("The triage event " + id + " exists and cannot be read");
        }
        return TouchpointJson.read(found.source(), TriageEvent.class);
    }

    /** Brings a touchpoint to the state of an event, unless it has come that far or farther already. */
    private Stored apply(Stored before, TriageEvent event) throws IOException {
        Stored stored = before;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            if (TriageLifecycle.revision(stored.touchpoint()) >= event.revision()) {
                return stored;
            }
            ObjectNode changed = stored.source().deepCopy();
            changed.set("triage", TouchpointJson.write(event.triage()));
            event.field().ifPresent(field -> Corrections.apply(changed, new Correction(field, event.values())));
            Optional<Stored> replaced = replace(stored, changed);
            if (replaced.isPresent()) {
                return replaced.get();
            }
            stored = get(stored.index(), stored.touchpoint().id())
                    .orElseThrow(() -> new IOException("The touchpoint " + event.touchpointId() + " was deleted"));
        }
        throw new IOException("The touchpoint " + event.touchpointId() + " was changed " + MOST_ATTEMPTS
                + " times while " + event.id() + " was applied to it");
    }

    /** The touchpoint as it is now; empty where somebody else has changed it meanwhile. */
    private Optional<Stored> replace(Stored stored, ObjectNode changed) throws IOException {
        Optional<IndexResponse> written = written(() -> client.index(index -> index.index(stored.index())
                .id(stored.touchpoint().id())
                .ifSeqNo(stored.sequenceNumber())
                .ifPrimaryTerm(stored.primaryTerm())
                .refresh(refresh)
                .document(changed)));
        if (written.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Stored(
                stored.index(),
                written.get().seqNo(),
                written.get().primaryTerm(),
                changed,
                TouchpointJson.read(changed, Touchpoint.class)));
    }

    private interface Writing {
        IndexResponse run() throws IOException;
    }

    /** Empty where somebody else was first. */
    private static Optional<IndexResponse> written(Writing writing) throws IOException {
        try {
            return Optional.of(writing.run());
        } catch (ElasticsearchException e) {
            if (e.status() == CONFLICT) {
                return Optional.empty();
            }
            throw e;
        }
    }
}

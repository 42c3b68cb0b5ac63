package io.nificrm.idea;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.OpType;
import co.elastic.clients.elasticsearch._types.Refresh;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.GetResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.IndexFamily;
import io.nificrm.touchpoint.TouchpointJson;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps ideas in {@code crm-ideas} and takes decisions about them. Every change is made on the condition that nobody
 * changed the idea meanwhile, and tried again otherwise: neither a voice nor a decision is ever lost. Thread-safe.
 */
public final class IdeaStore {
    private static final int CONFLICT = 409;
    private static final int ROUNDS = 50;
    private static final int LONGEST_NOTE = 10_000;

    private final ElasticsearchCluster cluster;
    private final Clock clock;

    /** Keeps them in a cluster. */
    public IdeaStore(ElasticsearchCluster cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /** What became of a decision. */
    public sealed interface Outcome {
        /** It was taken; the idea as it is now. */
        record Taken(Idea idea) implements Outcome {}

        /** There is no such idea. */
        record Unknown(String reason) implements Outcome {}

        /** It was not taken. */
        record Refused(String reason) implements Outcome {}
    }

    /** The idea of an id. */
    public Optional<Idea> find(String id) throws IOException {
        Optional<Stored> stored = stored(id);
        return stored.isPresent() ? Optional.of(stored.get().idea()) : Optional.empty();
    }

    /**
     * Ideas by rank, the highest first.
     *
     * @param status those of this status; empty: all
     * @param words a Lucene query over the fields of an idea, {@code title} by default; empty: all
     */
    public List<Idea> ranked(Optional<IdeaStatus> status, Optional<String> words, int most) throws IOException {
        List<Query> filters = new ArrayList<>();
        status.ifPresent(wanted -> filters.add(
                Query.of(query -> query.term(term -> term.field("status").value(wanted.value())))));
        words.ifPresent(text -> filters.add(Query.of(query -> query.queryString(
                lucene -> lucene.query(text).fields("title", "text").lenient(true)))));
        try {
            return search(Query.of(query -> query.bool(bool -> bool.filter(filters))), most, byRank());
        } catch (ElasticsearchException e) {
            if (e.status() == 400 && words.isPresent()) {
                throw new IllegalArgumentException("'" + words.get() + "' is no Lucene query", e);
            }
            throw e;
        }
    }

    /**
     * Gives an idea a status.
     *
     * @param seenRevision the number of decisions that the person had seen; empty: whatever there are
     * @throws IllegalArgumentException when nobody is named or the note is longer than 10,000 characters
     */
    public Outcome decide(
            String id, IdeaStatus status, String actor, Optional<String> note, Optional<Integer> seenRevision)
            throws IOException {
        if (actor.isBlank()) {
            throw new IllegalArgumentException("a decision needs somebody who takes it");
        }
        if (note.filter(text -> text.length() > LONGEST_NOTE).isPresent()) {
            throw new IllegalArgumentException("a note has at most " + LONGEST_NOTE + " characters");
        }
        for (int round = 0; round < ROUNDS; round++) {
            Optional<Stored> found = stored(id);
            if (found.isEmpty()) {
                return new Outcome.Unknown("There is no idea " + id + ".");
            }
            Idea idea = found.get().idea();
            if (seenRevision.filter(seen -> seen != idea.revision()).isPresent()) {
                return new Outcome.Refused(idea.actor().orElse("Somebody") + " was first and made it " + idea.status()
                        + ". Look again, then decide.");
            }
            if (idea.status().equals(status.value())) {
                return new Outcome.Refused("It is " + status.value() + " already.");
            }
            Idea decided = idea.decided(new IdeaDecision(
                    status.value(), clock.instant(), actor.strip(), note.filter(text -> !text.isBlank())));
            if (replace(found.get(), decided)) {
                return new Outcome.Taken(decided);
            }
        }
        throw new IOException("The idea " + id + " was changed " + ROUNDS + " times while it was decided about");
    }

    /** A new idea; returns whether it was not there. */
    boolean create(Idea idea) throws IOException {
        return written(() -> cluster.client()
                .index(index -> index.index(index())
                        .id(idea.id())
                        .opType(OpType.Create)
                        .refresh(Refresh.True)
                        .document(document(idea))));
    }

    /**
     * Changes an idea; a change to nothing deletes it, unless somebody decided about it.
     *
     * @return the idea as it is then; empty where there is none
     */
    Optional<Idea> change(String id, Function<Idea, Optional<Idea>> how) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            Optional<Stored> found = stored(id);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Optional<Idea> changed = how.apply(found.get().idea());
            if (changed.equals(Optional.of(found.get().idea()))) {
                return changed;
            }
            if (changed.isPresent() ? replace(found.get(), changed.get()) : delete(found.get())) {
                return changed;
            }
        }
        throw new IOException("The idea " + id + " was changed " + ROUNDS + " times while a voice was added");
    }

    /** Takes voices out of an idea, those of somebody who wants to be forgotten; one without voices is deleted. */
    public void silence(String id, java.util.function.Predicate<Voice> whose) throws IOException {
        change(id, idea -> idea.without(whose));
    }

    /** The ideas of which a mention is a voice; more than one only for a moment, when two writers met. */
    List<Idea> withVoice(String touchpointId) throws IOException {
        return search(
                Query.of(query ->
                        query.term(term -> term.field("voices.touchpoint_id").value(touchpointId))),
                10,
                List.of(
                        SortOptions.of(sort -> sort.field(field -> field.field("first_seen"))),
                        SortOptions.of(sort -> sort.field(field -> field.field("id")))));
    }

    List<Idea> search(Query query, int most, List<SortOptions> order) throws IOException {
        var found = cluster.client()
                .search(
                        search -> search.index(index())
                                .ignoreUnavailable(true)
                                .size(most)
                                .query(query)
                                .sort(order),
                        ObjectNode.class);
        List<Idea> ideas = new ArrayList<>();
        for (Hit<ObjectNode> hit : found.hits().hits()) {
            ideas.add(idea(hit.source()));
        }
        return ideas;
    }

    String index() {
        return cluster.names().all(IndexFamily.IDEAS);
    }

    private static List<SortOptions> byRank() {
        return List.of(
                SortOptions.of(sort -> sort.field(field -> field.field("rank").order(SortOrder.Desc))),
                SortOptions.of(sort -> sort.field(field -> field.field("id"))));
    }

    private record Stored(Idea idea, long sequenceNumber, long primaryTerm) {}

    private Optional<Stored> stored(String id) throws IOException {
        GetResponse<ObjectNode> found =
                cluster.client().get(get -> get.index(index()).id(id), ObjectNode.class);
        return found.found()
                ? Optional.of(new Stored(idea(found.source()), found.seqNo(), found.primaryTerm()))
                : Optional.empty();
    }

    private boolean replace(Stored stored, Idea changed) throws IOException {
        return written(() -> cluster.client()
                .index(index -> index.index(index())
                        .id(changed.id())
                        .ifSeqNo(stored.sequenceNumber())
                        .ifPrimaryTerm(stored.primaryTerm())
                        .refresh(Refresh.True)
                        .document(document(changed))));
    }

    private boolean delete(Stored stored) throws IOException {
        return written(() -> cluster.client()
                .delete(delete -> delete.index(index())
                        .id(stored.idea().id())
                        .ifSeqNo(stored.sequenceNumber())
                        .ifPrimaryTerm(stored.primaryTerm())
                        .refresh(Refresh.True)));
    }

    private ObjectNode document(Idea idea) {
        return TouchpointJson.write(idea).put("updated_at", clock.instant().toString());
    }

    /** An idea of a document. */
    static Idea idea(ObjectNode document) throws IOException {
        ObjectNode copy = document.deepCopy();
        copy.remove("updated_at");
        return TouchpointJson.read(copy, Idea.class);
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static boolean written(Writing writing) throws IOException {
        try {
            writing.run();
            return true;
        } catch (ElasticsearchException e) {
            if (e.status() == CONFLICT) {
                return false;
            }
            throw e;
        }
    }
}

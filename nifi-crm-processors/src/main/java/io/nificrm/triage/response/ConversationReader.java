package io.nificrm.triage.response;

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
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the rest of the conversations that a batch of mentions belongs to, as far as our accounts took part in them:
 * what the answered said, our answers, and what those people said afterwards. Thread-safe.
 *
 * <p>A batch without a trace of ours costs one search, or as many more as its replies have unknown parents to climb to
 * (at most {@value #CLIMBS}). Otherwise the index is refreshed first, twice, so that of a mention, an answer and a comeback
 * that are written at the same moment one at least sees the others: what is written too late for the second refresh is
 * looked at after the first has ended, and finds what the first made visible.
 */
final class ConversationReader {
    private static final int CLIMBS = 3;
    private static final int ROUNDS = 8;
    private static final int PAGE = 1_000;

    /** More than this of one batch's conversations is not looked at; the first in time is kept. */
    private static final int MOST = 20_000;

    private static final List<String> NO_ANSWERS = List.of("post", "repost", "article", "review");

    private final ElasticsearchCluster cluster;

    ConversationReader(ElasticsearchCluster cluster) {
        this.cluster = cluster;
    }

    /** The conversations in which we answered somebody, with what is stored of the batch; empty where there are none. */
    Collection<Utterance> around(List<Utterance> batch) throws IOException {
        boolean weSpeak = batch.stream().anyMatch(Utterance::ourAnswer);
        if (!weSpeak && ourAnswers(withParents(batch)).isEmpty()) {
            return List.of();
        }
        refresh();
        refresh();
        Map<String, Utterance> context = withParents(batch);
        Map<String, Utterance> known = new HashMap<>();
        ourAnswers(context).forEach(answer -> known.put(answer.id(), answer));
        context.values().stream().filter(Utterance::ourAnswer).forEach(answer -> known.put(answer.id(), answer));
        Keys keys = Keys.of(known.values());
        context.values().stream().filter(keys::touch).forEach(member -> known.put(member.id(), member));
        return grow(known);
    }

    /** The batch, and what its replies answer, where no thread id spares the climb. */
    private Map<String, Utterance> withParents(List<Utterance> batch) throws IOException {
        Map<String, Utterance> known = new HashMap<>();
        batch.forEach(utterance -> known.put(utterance.id(), utterance));
        Set<String> asked = new HashSet<>();
        for (int i = 0; i < CLIMBS; i++) {
            List<String> missing = known.values().stream()
                    .filter(utterance -> utterance.threadId().isEmpty())
                    .flatMap(utterance -> utterance.inReplyTo().stream())
                    .filter(id -> !known.containsKey(id) && asked.add(id))
                    .toList();
            if (missing.isEmpty()) {
                break;
            }
            search(terms("id", missing)).forEach(found -> known.put(found.id(), found));
        }
        return known;
    }

    private List<Utterance> ourAnswers(Map<String, Utterance> context) throws IOException {
        Keys keys = Keys.of(context.values());
        return search(Query.of(q -> q.bool(ours -> ours.filter(
                        f -> f.term(t -> t.field("author.ours").value(true)))
                .mustNot(terms("kind", NO_ANSWERS))
                .filter(any(
                        terms("in_reply_to", keys.ids()),
                        terms("thread_id", keys.threads()),
                        terms("id", keys.parents()))))));
    }

    /** Reads on until nothing is new, each once: what is stored of these, what they answer, and what we and these people said there. */
    private Collection<Utterance> grow(Map<String, Utterance> known) throws IOException {
        // of the batch itself it is not known yet what is stored
        Set<String> read = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            Keys keys = Keys.of(known.values());
            Query people = any(
                    Query.of(q -> q.term(t -> t.field("author.ours").value(true))),
                    terms("author.id", keys.authorIds()),
                    terms("author.handle", keys.authorHandles()));
            Query there = Query.of(q -> q.bool(b -> b.filter(people)
                    .filter(any(terms("in_reply_to", keys.ids()), terms("thread_id", keys.threads())))));
            Query around =
                    any(terms("id", keys.ids()), terms("id", keys.parents()), terms("id", keys.threads()), there);
            int before = known.size();
            search(Query.of(q -> q.bool(b -> b.filter(around).mustNot(terms("id", read)))))
                    .forEach(found -> {
                        known.put(found.id(), found);
                        read.add(found.id());
                    });
            if (known.size() == before || known.size() >= MOST) {
                break;
            }
        }
        return known.values();
    }

    private void refresh() throws IOException {
        cluster.client()
                .indices()
                .refresh(refresh ->
                        refresh.index(cluster.names().all(IndexFamily.MENTIONS)).ignoreUnavailable(true));
    }

    private List<Utterance> search(Query query) throws IOException {
        List<Utterance> found = new ArrayList<>();
        List<FieldValue> after = List.of();
        while (found.size() < MOST) {
            List<FieldValue> from = after;
            SearchResponse<ObjectNode> page = cluster.client()
                    .search(
                            search -> {
                                search.index(cluster.names().all(IndexFamily.MENTIONS))
                                        .ignoreUnavailable(true)
                                        .size(PAGE)
                                        .trackTotalHits(track -> track.enabled(false))
                                        .source(s -> s.filter(f -> f.includes(Utterance.FIELDS)))
                                        .query(query)
                                        .sort(s -> s.field(
                                                f -> f.field("@timestamp").order(SortOrder.Asc)))
                                        .sort(s -> s.field(f -> f.field("id").order(SortOrder.Asc)));
                                return from.isEmpty() ? search : search.searchAfter(from);
                            },
                            ObjectNode.class);
            List<Hit<ObjectNode>> hits = page.hits().hits();
            for (Hit<ObjectNode> hit : hits) {
                found.add(Utterance.of(TouchpointJson.read(hit.source(), Touchpoint.class)));
            }
            if (hits.size() < PAGE) {
                break;
            }
            after = hits.getLast().sort();
        }
        return found;
    }

    private static Query any(Query... queries) {
        BoolQuery.Builder any = new BoolQuery.Builder();
        for (Query query : queries) {
            any.should(query);
        }
        return Query.of(q -> q.bool(any.minimumShouldMatch("1").build()));
    }

    private static Query terms(String field, Collection<String> values) {
        List<FieldValue> wanted = values.stream().map(FieldValue::of).toList();
        return Query.of(q -> q.terms(t -> t.field(field).terms(v -> v.value(wanted))));
    }

    /** By what utterances find each other. */
    private record Keys(
            Set<String> ids,
            Set<String> parents,
            Set<String> threads,
            Set<String> authorIds,
            Set<String> authorHandles) {

        static Keys of(Collection<Utterance> utterances) {
            Keys keys = new Keys(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
            for (Utterance utterance : utterances) {
                keys.ids.add(utterance.id());
                utterance.inReplyTo().ifPresent(keys.parents::add);
                keys.threads.add(utterance.threadId().orElse(utterance.id()));
                if (!utterance.ours()) {
                    utterance.authorId().ifPresent(keys.authorIds::add);
                    utterance.authorHandle().ifPresent(keys.authorHandles::add);
                }
            }
            return keys;
        }

        /** Whether an utterance is one of these, answers one, is answered by one, or is in a thread with one. */
        boolean touch(Utterance utterance) {
            return Stream.of(Optional.of(utterance.id()), utterance.inReplyTo(), utterance.threadId())
                    .flatMap(Optional::stream)
                    .anyMatch(id -> ids.contains(id) || parents.contains(id) || threads.contains(id));
        }
    }
}

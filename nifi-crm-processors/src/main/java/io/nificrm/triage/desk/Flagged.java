package io.nificrm.triage.desk;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.IndexFamily;
import io.nificrm.profile.Cap;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointJson;
import io.nificrm.triage.lifecycle.TriageStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the desk reads: the queue, and what surrounds one touchpoint. */
final class Flagged {
    static final int PAGE = 25;

    /** What needs nobody: shown where it is asked for. */
    private static final String ROUTINE = "routine";

    private static final int MOST_IN_THREAD = 50;
    private static final int MOST_OF_AUTHOR = 10;
    private static final int MOST_CHOICES = 50;

    private final ElasticsearchCluster cluster;

    Flagged(ElasticsearchCluster cluster) {
        this.cluster = cluster;
    }

    /** @param choices for each filter the values there are in the open queue, the most frequent first */
    record Page(List<Touchpoint> touchpoints, long total, Map<String, List<String>> choices) {}

    /** @param total how many there are, of which {@code newest} are the last few */
    record AuthorHistory(List<Touchpoint> newest, long total) {}

    /** A page of the queue, the worst first: by priority, who waits for us before who does not, then by due time. */
    Page queue(QueueFilter filter) throws IOException {
        SearchResponse<ObjectNode> found = search(cluster.names().touchpoints(), search -> {
            search.query(q -> q.bool(b -> b.filter(query(filter)).should(waitsForUs())))
                    .from((filter.page() - 1) * PAGE)
                    .size(PAGE)
                    .trackTotalHits(track -> track.enabled(true))
                    .sort(sort -> sort.field(f -> f.field("triage.priority").order(SortOrder.Asc)))
                    .sort(sort -> sort.score(s -> s.order(SortOrder.Desc)))
                    .sort(sort -> sort.field(f -> f.field("triage.due_at").order(SortOrder.Asc)))
                    .sort(sort -> sort.field(f -> f.field("id").order(SortOrder.Asc)));
            QueueFilter.FIELDS.forEach((parameter, field) -> search.aggregations(
                    parameter, a -> a.terms(t -> t.field(field).size(MOST_CHOICES))));
            return search;
        });
        Map<String, List<String>> choices = new LinkedHashMap<>();
        QueueFilter.FIELDS
                .keySet()
                .forEach(parameter -> choices.put(
                        parameter,
                        found.aggregations().get(parameter).sterms().buckets().array().stream()
                                .map(bucket -> bucket.key().stringValue())
                                .toList()));
        return new Page(touchpoints(found), found.hits().total().value(), choices);
    }

    /** The conversation that a touchpoint belongs to, the oldest first. */
    List<Touchpoint> thread(Touchpoint touchpoint) throws IOException {
        String root = touchpoint.threadId().orElse(touchpoint.id());
        BoolQuery.Builder any = new BoolQuery.Builder()
                .should(term("thread_id", root))
                .should(term("id", root))
                .should(term("in_reply_to", touchpoint.id()));
        touchpoint.inReplyTo().ifPresent(before -> any.should(term("id", before)));
        return touchpoints(search(search -> search.query(q -> q.bool(any.build()))
                .size(MOST_IN_THREAD)
                .sort(sort -> sort.field(f -> f.field("@timestamp").order(SortOrder.Asc)))));
    }

    /** What the author has said before and since. */
    AuthorHistory history(Touchpoint touchpoint) throws IOException {
        var id = touchpoint.author().flatMap(author -> author.id());
        var handle = touchpoint.author().flatMap(author -> author.handle());
        if (id.isEmpty() && handle.isEmpty()) {
            return new AuthorHistory(List.of(), 0);
        }
        Query author =
                id.map(value -> term("author.id", value)).orElseGet(() -> term("author.handle", handle.orElseThrow()));
        SearchResponse<ObjectNode> found = search(search -> search.query(q -> q.bool(b -> b.filter(author)
                        .filter(term("platform", touchpoint.platform()))
                        .mustNot(term("id", touchpoint.id()))))
                .size(MOST_OF_AUTHOR)
                .trackTotalHits(track -> track.enabled(true))
                .sort(sort -> sort.field(f -> f.field("@timestamp").order(SortOrder.Desc))));
        return new AuthorHistory(touchpoints(found), found.hits().total().value());
    }

    private SearchResponse<ObjectNode> search(Function<SearchRequest.Builder, SearchRequest.Builder> request)
            throws IOException {
        return search(cluster.names().all(IndexFamily.MENTIONS), request);
    }

    private SearchResponse<ObjectNode> search(
            String index, Function<SearchRequest.Builder, SearchRequest.Builder> request) throws IOException {
        cluster.prepare();
        SearchRequest.Builder search = new SearchRequest.Builder().index(index).ignoreUnavailable(true);
        return cluster.client().search(request.apply(search).build(), ObjectNode.class);
    }

    /** Scores 1: no answer of ours yet, or the author came back and waits for the next, or it was not done after all. */
    private static Query waitsForUs() {
        return Query.of(q -> q.constantScore(constant -> constant.filter(f -> f.bool(any -> any.should(s ->
                        s.bool(none -> none.mustNot(n -> n.exists(e -> e.field("triage.responded_at")))))
                .should(s -> s.exists(e -> e.field("triage.next_asked_at")))
                .should(term("triage.status", TriageStatus.REOPENED.value()))))));
    }

    private static Query closed() {
        List<FieldValue> closed = Stream.of(TriageStatus.values())
                .filter(status -> !status.open())
                .map(status -> FieldValue.of(status.value()))
                .toList();
        return Query.of(q -> q.terms(t -> t.field("triage.status").terms(v -> v.value(closed))));
    }

    private static Query query(QueueFilter filter) {
        BoolQuery.Builder all = new BoolQuery.Builder()
                .filter(q -> q.exists(e -> e.field("triage.queue")))
                // our own posts are there only where they break a cap of ours
                .mustNot(q -> q.bool(ours -> ours.must(term("author.ours", "true"))
                        .mustNot(
                                cap -> cap.prefix(p -> p.field("triage.reasons").value(Cap.REASON)))));
        if (!filter.terms().containsKey("queue")) {
            all.mustNot(term("triage.queue", ROUTINE));
        }
        filter.terms().forEach((parameter, value) -> all.filter(term(QueueFilter.FIELDS.get(parameter), value)));
        switch (filter.state()) {
            case QueueFilter.ALL -> {
                // whatever its status
            }
            case QueueFilter.OPEN -> all.mustNot(closed());
            case QueueFilter.WAITING -> all.mustNot(closed()).filter(waitsForUs());
            case QueueFilter.ANSWERED -> all.mustNot(closed()).mustNot(waitsForUs());
            case QueueFilter.CLOSED -> all.filter(closed());
            case "new" ->
                all.filter(q -> q.bool(b -> b.should(term("triage.status", "new"))
                        .should(s -> s.bool(none -> none.mustNot(n -> n.exists(e -> e.field("triage.status")))))));
            default -> all.filter(term("triage.status", filter.state()));
        }
        // simple query string: nothing that a person types there is an error
        filter.words()
                .ifPresent(words ->
                        all.filter(q -> q.simpleQueryString(s -> s.query(words).fields("text", "title"))));
        return Query.of(q -> q.bool(all.build()));
    }

    private static Query term(String field, String value) {
        return Query.of(q -> q.term(t -> t.field(field).value(value)));
    }

    private static List<Touchpoint> touchpoints(SearchResponse<ObjectNode> found) throws IOException {
        List<Touchpoint> touchpoints = new ArrayList<>();
        for (Hit<ObjectNode> hit : found.hits().hits()) {
            touchpoints.add(TouchpointJson.read(hit.source(), Touchpoint.class));
        }
        return touchpoints;
    }
}

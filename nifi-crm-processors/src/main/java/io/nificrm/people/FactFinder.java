package io.nificrm.people;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.FilterAggregate;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Asks Elasticsearch for everything about some people in one search, by aggregations that every distribution has. A search
 * asks every month's index, so that one for many people costs little more than one for one.
 */
final class FactFinder {
    /** More values than a person of flesh and blood has. */
    private static final int MOST_VALUES = 50;

    private static final String VALUES = "values";

    private final ElasticsearchCluster cluster;
    private final Clock clock;

    FactFinder(ElasticsearchCluster cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /** The facts by the people's ids; those of whom there is no touchpoint are left out. */
    Map<String, PersonFacts> find(Collection<Identity> people) throws IOException {
        Map<String, Query> theirs = new LinkedHashMap<>();
        Map<String, Aggregation> questions = new LinkedHashMap<>();
        for (Identity person : people) {
            Query touchpoints = PersonQueries.touchpointsOf(person);
            theirs.put(person.id(), touchpoints);
            questions.put(person.id(), Aggregation.of(a -> a.filter(touchpoints).aggregations(questions(person))));
        }
        if (theirs.isEmpty()) {
            return Map.of();
        }
        // an aggregation's name must not hold brackets, which a handle can
        List<String> ids = List.copyOf(theirs.keySet());
        SearchResponse<Void> response = cluster.client()
                .search(
                        search -> {
                            for (int i = 0; i < ids.size(); i++) {
                                search.aggregations(Integer.toString(i), questions.get(ids.get(i)));
                            }
                            return search.index(cluster.names().touchpoints())
                                    .size(0)
                                    .trackTotalHits(total -> total.enabled(false))
                                    .query(PersonQueries.any(List.copyOf(theirs.values())));
                        },
                        Void.class);
        Map<String, PersonFacts> facts = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            FilterAggregate answers =
                    response.aggregations().get(Integer.toString(i)).filter();
            if (answers.docCount() > 0) {
                facts.put(ids.get(i), facts(answers.docCount(), answers.aggregations()));
            }
        }
        return facts;
    }

    private Map<String, Aggregation> questions(Identity person) {
        Query recent = Query.of(query -> query.range(range -> range.date(date -> date.field("@timestamp")
                .gte(clock.instant().minus(Duration.ofDays(Stage.RECENT_DAYS)).toString()))));
        Query earlier = PersonQueries.not(recent);
        // a mail that we wrote to them is a touchpoint of theirs, its words and its author are not
        Query theirs =
                PersonQueries.any(List.of(PersonQueries.not(PersonQueries.ours()), PersonQueries.saidBy(person)));
        Query waiting = PersonQueries.any(List.of(
                PersonQueries.term("triage.status", "new"),
                PersonQueries.term("triage.status", "acknowledged"),
                PersonQueries.term("triage.status", "reopened")));
        Query flagged = Query.of(query -> query.bool(bool -> bool.filter(PersonQueries.exists("triage.queue"))
                .mustNot(PersonQueries.term("triage.queue", "routine"))));
        Map<String, Aggregation> questions = new LinkedHashMap<>();
        questions.put("first", Aggregation.of(a -> a.min(min -> min.field("@timestamp"))));
        questions.put("last", Aggregation.of(a -> a.max(max -> max.field("@timestamp"))));
        questions.put(
                "platforms",
                Aggregation.of(a -> a.terms(terms -> terms.field("platform").size(MOST_VALUES))
                        .aggregations("first", Aggregation.of(b -> b.min(min -> min.field("@timestamp"))))
                        .aggregations("last", Aggregation.of(b -> b.max(max -> max.field("@timestamp"))))));
        for (String field : List.of("author.name.keyword", "author.url", "brands", "topics", "personas", "needs")) {
            questions.put(field, Aggregation.of(a -> a.filter(theirs).aggregations(VALUES, values(field))));
        }
        questions.put("interactions", count(PersonQueries.all(theirs, PersonQueries.not(PersonQueries.passive()))));
        questions.put(
                "recent",
                Aggregation.of(a -> a.filter(PersonQueries.all(recent, theirs)).aggregations("mood", mood())));
        questions.put(
                "earlier",
                Aggregation.of(a -> a.filter(PersonQueries.all(earlier, theirs)).aggregations("mood", mood())));
        questions.put(
                "about_us",
                count(PersonQueries.any(List.of(
                        PersonQueries.all(theirs, PersonQueries.exists("brands")),
                        PersonQueries.term("kind", "opened"),
                        PersonQueries.term("kind", "clicked")))));
        questions.put(
                "endorsements",
                count(PersonQueries.all(
                        theirs,
                        PersonQueries.any(List.of(
                                PersonQueries.term("intents", "praise"), PersonQueries.exists("key_messages"))))));
        questions.put("flagged", count(flagged));
        questions.put("answered", count(PersonQueries.exists("triage.responded_at")));
        questions.put("open", count(PersonQueries.all(flagged, waiting)));
        questions.put(
                "recent_complaints",
                count(PersonQueries.all(
                        recent,
                        PersonQueries.any(List.of(
                                PersonQueries.term("kind", "complained"),
                                PersonQueries.all(PersonQueries.term("intents", "complaint"), waiting))))));
        questions.put("followers", Aggregation.of(a -> a.max(max -> max.field("author.followers"))));
        questions.put("reach", Aggregation.of(a -> a.sum(sum -> sum.field("reach"))));
        questions.put("ours", count(PersonQueries.all(PersonQueries.ours(), PersonQueries.saidBy(person))));
        return questions;
    }

    private static Aggregation count(Query query) {
        return Aggregation.of(a -> a.filter(query));
    }

    private static Aggregation values(String field) {
        return Aggregation.of(a -> a.terms(terms -> terms.field(field).size(MOST_VALUES)));
    }

    private static Aggregation mood() {
        return Aggregation.of(a -> a.avg(avg -> avg.field("sentiment.score")));
    }

    private static PersonFacts facts(long touchpoints, Map<String, Aggregate> answers) {
        return new PersonFacts(
                touchpoints,
                answers.get("recent").filter().docCount(),
                time(answers.get("first").min().value()),
                time(answers.get("last").max().value()),
                answers.get("platforms").sterms().buckets().array().stream()
                        .map(FactFinder::platform)
                        .toList(),
                values(answers, "author.name.keyword"),
                values(answers, "author.url"),
                values(answers, "brands"),
                values(answers, "topics"),
                values(answers, "personas"),
                values(answers, "needs"),
                counted(answers, "interactions"),
                counted(answers, "about_us"),
                counted(answers, "endorsements"),
                counted(answers, "flagged"),
                counted(answers, "answered"),
                counted(answers, "open"),
                counted(answers, "recent_complaints"),
                mood(answers, "recent"),
                mood(answers, "earlier"),
                number(answers.get("followers").max().value()),
                number(answers.get("reach").sum().value()),
                counted(answers, "ours") > 0);
    }

    private static PersonFacts.Platform platform(StringTermsBucket bucket) {
        return new PersonFacts.Platform(
                bucket.key().stringValue(),
                bucket.docCount(),
                time(bucket.aggregations().get("first").min().value()),
                time(bucket.aggregations().get("last").max().value()));
    }

    private static List<String> values(Map<String, Aggregate> answers, String field) {
        return answers.get(field).filter().aggregations().get(VALUES).sterms().buckets().array().stream()
                .map(bucket -> bucket.key().stringValue())
                .toList();
    }

    private static long counted(Map<String, Aggregate> answers, String name) {
        return answers.get(name).filter().docCount();
    }

    private static OptionalDouble mood(Map<String, Aggregate> answers, String period) {
        Double mood =
                answers.get(period).filter().aggregations().get("mood").avg().value();
        return mood == null || mood.isNaN() || mood.isInfinite() ? OptionalDouble.empty() : OptionalDouble.of(mood);
    }

    private static long number(Double value) {
        return value == null || value.isNaN() || value.isInfinite() ? 0 : value.longValue();
    }

    private static Instant time(Double milliseconds) {
        return Instant.ofEpochMilli(milliseconds.longValue());
    }
}

package io.nificrm.people;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.FiltersBucket;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.aggregations.TermsAggregationExecutionHint;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Asks Elasticsearch for everything about some people in one search, by aggregations that every distribution has. A search
 * asks every month's index, so that one for many people costs little more than one for one. Each question is asked once
 * for all of them, with a bucket for each person: a question of its own for each person costs Elasticsearch seconds to
 * prepare, whatever it finds.
 */
final class FactFinder {
    /** More values than a person of flesh and blood has. */
    private static final int MOST_VALUES = 50;

    /** Buckets of everything that they said, did or received. */
    private static final String EVERYTHING = "everything";
    /** Buckets of what they said or did themselves. */
    private static final String THEIRS = "theirs";
    /** Buckets of what one of our own accounts said, where it is theirs. */
    private static final String OURS = "ours";

    private static final List<String> VALUES =
            List.of("author.name.keyword", "author.url", "brands", "topics", "personas", "needs");

    private final ElasticsearchCluster cluster;
    private final Clock clock;

    FactFinder(ElasticsearchCluster cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /** The facts by the people's ids; those of whom there is no touchpoint are left out. */
    Map<String, PersonFacts> find(Collection<Identity> people) throws IOException {
        if (people.isEmpty()) {
            return Map.of();
        }
        List<Query> everything =
                people.stream().map(PersonQueries::touchpointsOf).toList();
        SearchResponse<Void> response = cluster.client()
                .search(
                        search -> search.index(cluster.names().touchpoints())
                                .size(0)
                                .trackTotalHits(total -> total.enabled(false))
                                .query(PersonQueries.any(everything))
                                .aggregations(EVERYTHING, buckets(everything, ofEverything()))
                                .aggregations(
                                        THEIRS,
                                        buckets(
                                                people.stream()
                                                        .map(FactFinder::theirs)
                                                        .toList(),
                                                ofTheirs()))
                                .aggregations(
                                        OURS,
                                        buckets(
                                                people.stream()
                                                        .map(person -> PersonQueries.all(
                                                                PersonQueries.ours(), PersonQueries.saidBy(person)))
                                                        .toList(),
                                                Map.of())),
                        Void.class);
        Map<String, PersonFacts> facts = new HashMap<>();
        int position = 0;
        for (Identity person : people) {
            FiltersBucket all = bucket(response, EVERYTHING, position);
            if (all.docCount() > 0) {
                FiltersBucket theirs = bucket(response, THEIRS, position);
                FiltersBucket ours = bucket(response, OURS, position);
                facts.put(person.id(), facts(all, theirs.aggregations(), ours.docCount() > 0));
            }
            position++;
        }
        return facts;
    }

    /** One bucket for each query, in their order: handles have characters that a bucket's name must not have. */
    private static Aggregation buckets(List<Query> queries, Map<String, Aggregation> questions) {
        return Aggregation.of(a ->
                a.filters(filters -> filters.filters(all -> all.array(queries))).aggregations(questions));
    }

    private static FiltersBucket bucket(SearchResponse<Void> response, String name, int position) {
        return response.aggregations().get(name).filters().buckets().array().get(position);
    }

    /** A mail that we wrote to them is a touchpoint of theirs, its words and its author are not. */
    private static Query theirs(Identity person) {
        return PersonQueries.all(
                PersonQueries.touchpointsOf(person),
                PersonQueries.any(List.of(PersonQueries.not(PersonQueries.ours()), PersonQueries.saidBy(person))));
    }

    private Map<String, Aggregation> ofEverything() {
        Query waiting = PersonQueries.any(List.of(
                PersonQueries.term("triage.status", "new"),
                PersonQueries.term("triage.status", "acknowledged"),
                PersonQueries.term("triage.status", "reopened")));
        Query flagged = Query.of(query -> query.bool(bool -> bool.filter(PersonQueries.exists("triage.queue"))
                .mustNot(PersonQueries.term("triage.queue", "routine"))));
        Map<String, Aggregation> questions = new HashMap<>();
        questions.put("first", Aggregation.of(a -> a.min(min -> min.field("@timestamp"))));
        questions.put("last", Aggregation.of(a -> a.max(max -> max.field("@timestamp"))));
        questions.put(
                "platforms",
                Aggregation.of(a -> a.terms(terms -> terms.field("platform").size(MOST_VALUES))
                        .aggregations("first", Aggregation.of(b -> b.min(min -> min.field("@timestamp"))))
                        .aggregations("last", Aggregation.of(b -> b.max(max -> max.field("@timestamp"))))));
        questions.put("read", count(read()));
        questions.put("flagged", count(flagged));
        questions.put("answered", count(PersonQueries.exists("triage.responded_at")));
        questions.put("open", count(PersonQueries.all(flagged, waiting)));
        questions.put(
                "recent_complaints",
                count(PersonQueries.all(
                        recent(),
                        PersonQueries.any(List.of(
                                PersonQueries.term("kind", "complained"),
                                PersonQueries.all(PersonQueries.term("intents", "complaint"), waiting))))));
        questions.put("followers", Aggregation.of(a -> a.max(max -> max.field("author.followers"))));
        questions.put("reach", Aggregation.of(a -> a.sum(sum -> sum.field("reach"))));
        return questions;
    }

    private Map<String, Aggregation> ofTheirs() {
        Map<String, Aggregation> questions = new HashMap<>();
        for (String field : VALUES) {
            questions.put(field, values(field));
        }
        questions.put("interactions", count(PersonQueries.not(PersonQueries.passive())));
        questions.put("recent", mood(recent()));
        questions.put("earlier", mood(PersonQueries.not(recent())));
        questions.put("named_us", count(PersonQueries.all(PersonQueries.exists("brands"), PersonQueries.not(read()))));
        questions.put(
                "endorsements",
                count(PersonQueries.any(
                        List.of(PersonQueries.term("intents", "praise"), PersonQueries.exists("key_messages")))));
        return questions;
    }

    private Query recent() {
        return Query.of(query -> query.range(range -> range.date(date -> date.field("@timestamp")
                .gte(clock.instant().minus(Duration.ofDays(Stage.RECENT_DAYS)).toString()))));
    }

    /** Mails of ours that were opened, or a link in them clicked. */
    private static Query read() {
        return PersonQueries.any(List.of(PersonQueries.term("kind", "opened"), PersonQueries.term("kind", "clicked")));
    }

    private static Aggregation count(Query query) {
        return Aggregation.of(a -> a.filter(query));
    }

    /** Few touchpoints of many are asked about: numbering all values of an index, the other way to do it, costs more. */
    private static Aggregation values(String field) {
        return Aggregation.of(a -> a.terms(
                terms -> terms.field(field).size(MOST_VALUES).executionHint(TermsAggregationExecutionHint.Map)));
    }

    private static Aggregation mood(Query period) {
        return Aggregation.of(a ->
                a.filter(period).aggregations("mood", Aggregation.of(b -> b.avg(avg -> avg.field("sentiment.score")))));
    }

    private static PersonFacts facts(FiltersBucket everything, Map<String, Aggregate> theirs, boolean ours) {
        Map<String, Aggregate> all = everything.aggregations();
        return new PersonFacts(
                everything.docCount(),
                counted(theirs, "recent"),
                time(all.get("first").min().value()),
                time(all.get("last").max().value()),
                all.get("platforms").sterms().buckets().array().stream()
                        .map(FactFinder::platform)
                        .toList(),
                values(theirs, "author.name.keyword"),
                values(theirs, "author.url"),
                values(theirs, "brands"),
                values(theirs, "topics"),
                values(theirs, "personas"),
                values(theirs, "needs"),
                counted(theirs, "interactions"),
                counted(theirs, "named_us") + counted(all, "read"),
                counted(theirs, "endorsements"),
                counted(all, "flagged"),
                counted(all, "answered"),
                counted(all, "open"),
                counted(all, "recent_complaints"),
                mood(theirs, "recent"),
                mood(theirs, "earlier"),
                number(all.get("followers").max().value()),
                number(all.get("reach").sum().value()),
                ours);
    }

    private static PersonFacts.Platform platform(StringTermsBucket bucket) {
        return new PersonFacts.Platform(
                bucket.key().stringValue(),
                bucket.docCount(),
                time(bucket.aggregations().get("first").min().value()),
                time(bucket.aggregations().get("last").max().value()));
    }

    private static List<String> values(Map<String, Aggregate> answers, String field) {
        return answers.get(field).sterms().buckets().array().stream()
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

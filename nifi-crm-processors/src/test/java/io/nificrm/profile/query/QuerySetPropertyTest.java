package io.nificrm.profile.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.profile.Mentions;
import io.nificrm.touchpoint.Sentiment;
import io.nificrm.touchpoint.Touchpoint;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Holds the matcher against Lucene itself: whatever is asked of whatever was said, both give the same answer. */
class QuerySetPropertyTest {
    private static final List<String> WORDS = List.of(
            "acme",
            "coffee",
            "bolt",
            "late",
            "later",
            "delivery",
            "deliver",
            "café",
            "don't",
            "coca-cola",
            "#acme",
            "@acme",
            "@acme@example.social",
            "#slow_roast",
            "C++",
            "日本",
            "#日本",
            "☕",
            "U.S.A",
            "3.5",
            "ACME's",
            "AT&T");

    @Property(tries = 3000)
    void answersAsLucene(@ForAll("queries") List<String> queries, @ForAll("mentions") List<Touchpoint> mentions)
            throws QueryCycleException {
        List<QuerySet.Member<Integer>> members = new ArrayList<>();
        for (String query : queries) {
            try {
                members.add(new QuerySet.Member<>(
                        members.size(), QuerySyntax.ofMentions().parse(query).query(), Optional.empty()));
            } catch (InvalidQueryException refused) {
                assertThat(refused.problem().message()).isNotBlank();
            }
        }
        QuerySet<Integer> set = QuerySet.of(members);
        for (Touchpoint mention : mentions) {
            LuceneView lucene = new LuceneView(mention, new SocialAnalyzer(false), Set.of());
            List<Integer> expected = members.stream()
                    .filter(member -> lucene.matches(member.query()))
                    .map(QuerySet.Member::key)
                    .toList();

            assertThat(set.matchingKeys(mention)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Property
    void everyPlaceItNamesLiesInTheText(
            @ForAll("queries") List<String> queries, @ForAll("mentions") List<Touchpoint> mentions)
            throws QueryCycleException {
        List<QuerySet.Member<String>> members = new ArrayList<>();
        for (String query : Set.copyOf(queries)) {
            try {
                members.add(new QuerySet.Member<>(
                        query, QuerySyntax.ofMentions().parse(query).query(), Optional.empty()));
            } catch (InvalidQueryException refused) {
                assertThat(refused.problem().column()).isBetween(1, query.length() + 1);
            }
        }
        QuerySet<String> set = QuerySet.of(members);
        for (Touchpoint mention : mentions) {
            for (Match<String> match : set.matchWithSpans(mention)) {
                for (Span span : match.spans()) {
                    if (span.part().equals("text")) {
                        assertThat(span.start()).isGreaterThanOrEqualTo(0).isLessThan(span.end());
                        assertThat(span.end())
                                .isLessThanOrEqualTo(
                                        mention.text().orElseThrow().length());
                    }
                }
            }
        }
    }

    @Property
    void noStringCrashesTheParser(@ForAll String query) {
        try {
            assertThat(QuerySyntax.ofMentions().parse(query).query()).isNotNull();
        } catch (InvalidQueryException refused) {
            assertThat(refused.problem().message()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<List<String>> queries() {
        return query(3).list().ofMinSize(1).ofMaxSize(6);
    }

    private static Arbitrary<String> query(int depth) {
        if (depth == 0) {
            return clause();
        }
        Arbitrary<String> inner = Arbitraries.lazy(() -> query(depth - 1));
        Arbitrary<String> joined = Combinators.combine(
                        inner, Arbitraries.of(" AND ", " OR ", " ", " AND NOT ", " -", " +"), inner)
                .as((left, operator, right) -> left + operator + "(" + right + ")");
        Arbitrary<String> flat = clause().list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .flatMap(clauses -> Arbitraries.of(" AND ", " OR ", " ", " NOT ")
                        .list()
                        .ofSize(clauses.size() - 1)
                        .map(operators -> {
                            StringBuilder query = new StringBuilder(clauses.getFirst());
                            for (int i = 1; i < clauses.size(); i++) {
                                query.append(operators.get(i - 1)).append(clauses.get(i));
                            }
                            return query.toString();
                        }));
        return Arbitraries.oneOf(clause(), joined, flat);
    }

    private static Arbitrary<String> clause() {
        Arbitrary<String> word = Arbitraries.of(WORDS);
        Arbitrary<String> phrase = Combinators.combine(
                        word.list().ofMinSize(1).ofMaxSize(3), Arbitraries.of("", "~1", "~2", "~5"))
                .as((words, slop) -> "\"" + String.join(" ", words) + "\"" + slop);
        Arbitrary<String> shaped = Combinators.combine(
                        Arbitraries.of("deliver", "late", "acme", "coff", "#ac", "bolt", "caf"),
                        Arbitraries.of("*", "~1", "~2", "?r", "*e"))
                .as((stem, shape) -> stem + shape);
        Arbitrary<String> field = Arbitraries.of(
                "lang:en",
                "lang:de",
                "lang:*",
                "lang:e?",
                "title:coffee",
                "text:late",
                "reach:[10 TO 10k]",
                "reach:>5",
                "reach:{5 TO 10}",
                "sentiment.label:negative",
                "sentiment.score:[-1 TO -0.5}",
                "sentiment.score:>0.25",
                "@timestamp:[now-1h TO now]",
                "@timestamp:2026-11-22",
                "@timestamp:<2026-11-22T12:00Z",
                "hashtags:acm*",
                "topics:price",
                "*:*",
                "reach:*",
                "text:*");
        return Arbitraries.oneOf(word, phrase, shaped, field);
    }

    @Provide
    Arbitrary<List<Touchpoint>> mentions() {
        Arbitrary<Optional<String>> text = Arbitraries.of(WORDS)
                .list()
                .ofMaxSize(8)
                .map(words -> String.join(" ", words))
                .optional(0.9);
        Arbitrary<Optional<String>> title = Arbitraries.of(WORDS)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(words -> String.join(" ", words))
                .optional(0.3);
        Arbitrary<Optional<String>> lang = Arbitraries.of("en", "de").optional(0.7);
        Arbitrary<Integer> reach = Arbitraries.of(-1, 0, 5, 6, 10, 9_999, 10_001);
        Arbitrary<Double> score = Arbitraries.of(-1.0, -0.5, 0.0, 0.25, 0.3);
        Arbitrary<Integer> age = Arbitraries.of(0, 30, 60, 90);
        return Combinators.combine(text, title, lang, reach, score, age)
                .as((said, headline, language, people, mood, minutes) -> Mentions.mention(m -> {
                    m.text(said).title(headline).lang(language);
                    m.fetchedAt(Mentions.NOON.plus(minutes, ChronoUnit.MINUTES));
                    m.hashtags(said.filter(s -> s.contains("#acme"))
                            .map(s -> List.of("Acme"))
                            .orElse(List.of()));
                    if (people >= 0) {
                        m.reach(people);
                    }
                    m.sentiment(new Sentiment(
                            mood < 0 ? Sentiment.Label.NEGATIVE : Sentiment.Label.POSITIVE,
                            OptionalDouble.of(mood),
                            OptionalDouble.empty()));
                }))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}

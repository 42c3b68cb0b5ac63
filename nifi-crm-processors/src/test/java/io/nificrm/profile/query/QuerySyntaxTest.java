package io.nificrm.profile.query;

import static io.nificrm.profile.Mentions.author;
import static io.nificrm.profile.Mentions.mention;
import static io.nificrm.profile.Mentions.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nificrm.touchpoint.Touchpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuerySyntaxTest {
    private static boolean matches(String query, Touchpoint mention) {
        try {
            ParsedQuery parsed = QuerySyntax.ofMentions().parse(query);
            return !QuerySet.of(List.of(new QuerySet.Member<>("q", parsed.query(), Optional.empty())))
                    .match(mention)
                    .isEmpty();
        } catch (InvalidQueryException | QueryCycleException e) {
            throw new AssertionError(query, e);
        }
    }

    private static boolean matches(String query, String text) {
        return matches(query, said(text));
    }

    private static void refused(String query, int line, int column, String... message) {
        assertThatThrownBy(() -> QuerySyntax.ofMentions().parse(query))
                .isInstanceOfSatisfying(InvalidQueryException.class, e -> {
                    assertThat(e.problem().message()).contains(message);
                    assertThat(e.problem().line()).as("line").isEqualTo(line);
                    assertThat(e.problem().column()).as("column").isEqualTo(column);
                });
    }

    private static List<String> warnings(String query) throws InvalidQueryException {
        return QuerySyntax.ofMentions().parse(query).warnings().stream()
                .map(QueryProblem::toString)
                .toList();
    }

    @Nested
    class Operators {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        a1 OR b1 AND c1         | a1        | true
                        a1 OR b1 AND c1         | b1        | false
                        a1 OR b1 AND c1         | b1 c1     | true
                        (a1 OR b1) AND c1       | a1        | false
                        a1 b1                   | b1        | true
                        a1 b1 -c1               | b1        | true
                        a1 b1 -c1               | b1 c1     | false
                        a1 AND NOT b1           | a1        | true
                        a1 AND NOT b1           | a1 b1     | false
                        a1 OR (b1 AND NOT c1)   | b1 c1     | false
                        +a1 b1                  | b1        | false
                        +a1 b1                  | a1        | true
                        NOT a1                  | b1        | true
                        NOT a1                  | a1        | false
                        NOT a1 AND b1           | b1        | true
                        NOT a1 AND b1           | c1        | false
                        a1 && b1                | a1        | false
                        !a1                     | b1        | true
                        """)
        void bindAsPeopleReadThem(String query, String text, boolean expected) {
            assertThat(matches(query, text)).isEqualTo(expected);
        }
    }

    @Nested
    class Words {
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                        acme                    | I like ACME's beans          | true
                        cafe                    | Un café, please              | true
                        café                    | CAFE                         | true
                        don't                   | I don’t know                 | true
                        acme                    | love #Acme                   | true
                        #acme                   | love #Acme                   | true
                        #acme                   | love acme                    | false
                        #acme                   | love #acmecoffee             | false
                        #acme*                  | love #acmecoffee             | true
                        @acmecoffee             | hey @AcmeCoffee!             | true
                        @acmecoffee             | hey acmecoffee               | false
                        @acme                   | hey @acmecoffee              | false
                        @acme                   | hey @acme.                   | true
                        @acme                   | hey @acme@example.social hi  | true
                        @acme@example.social    | hey @acme@example.social hi  | true
                        @acme@example.social    | hey @acme@other.example hi   | false
                        @acme.bsky.example      | hey @acme.bsky.example: hi   | true
                        acme                    | mail jo@acme.example         | false
                        coca-cola               | I drink Coca-Cola            | true
                        coca-cola               | coca and cola                | false
                        AT&T                    | my AT&T bill                 | true
                        AT&T                    | at home, T is for tea        | false
                        C++                     | I write C++, badly           | true
                        C++                     | vitamin C                    | false
                        C                       | I write C++                  | true
                        disney+                 | Disney+ is down              | true
                        disney+                 | Disney is down               | false
                        C#                      | I write C#.                  | true
                        $ACME                   | buy $ACME now                | true
                        $ACME                   | buy ACME now                 | false
                        #日本                   | こんにちは #日本 です        | true
                        #日本                   | こんにちは #日本語 です      | false
                        #日本                   | 日本                         | false
                        日本                    | #日本                        | true
                        ☕                       | morning ☕!                   | true
                        deliver*                | Undelivered                  | false
                        deliver*                | delivery                     | true
                        del?very                | delivery                     | true
                        delivry~                | delivery                     | true
                        delivry~1               | deliveries                   | false
                        "slow roasted"          | so slow, roasted well        | true
                        "slow roasted"          | slowly roasted               | false
                        "slow roasted"~2        | slow and gently roasted      | true
                        "slow roasted"~2        | roasted slow                 | true
                        "so so good"~3          | so good so                   | true
                        "any good?"             | any good                     | true
                        acme^4                  | acme                         | true
                        """)
        void matchAsPeopleWriteThem(String query, String text, boolean expected) {
            assertThat(matches(query, text)).isEqualTo(expected);
        }

        @Test
        void withoutAFieldAreLookedForInTitleAndText() {
            Touchpoint article = mention(m -> m.title("Acme opens a roastery").text("Beans for everybody"));

            assertThat(matches("roastery AND beans", article)).isTrue();
            assertThat(matches("text:roastery", article)).isFalse();
            assertThat(matches("title:roastery", article)).isTrue();
            assertThat(matches("\"roastery beans\"", article)).isFalse();
        }

        @Test
        void accentsWrittenAsTwoCharactersAreTheSame() {
            assertThat(matches("café", "cafe\u0301")).isTrue();
        }
    }

    @Nested
    class Fields {
        private final Touchpoint mention = mention(m -> m.text("hello")
                .lang("en")
                .hashtags(List.of("acme"))
                .reach(12_000)
                .fetchedAt(Instant.parse("2026-11-22T12:05:00Z"))
                .topics(List.of("delivery"))
                .outlet("Coffee Daily")
                .community("r/Coffee")
                .rating(2)
                .availability("removed")
                .author(author(a -> a.handle("jo.bean")
                        .bio("Barista and dad")
                        .followers(2_500)
                        .accountCreatedAt(Instant.parse("2026-11-10T00:00:00Z")))));

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        lang:EN                                            | true
                        lang:de                                            | false
                        hashtags:#acme                                     | true
                        hashtags:acm                                       | false
                        author.handle:@Jo.Bean                             | true
                        author.bio:barista                                 | true
                        barista                                            | false
                        id:"mastodon:https://community.example/@jo/1"      | true
                        reach:[10k TO *]                                   | true
                        reach:{12k TO *]                                   | false
                        reach:>=12k                                        | true
                        reach:>12k                                         | false
                        reach:<1m                                          | true
                        reach:12000                                        | true
                        author.followers:[2.5k TO 2.5k]                    | true
                        author.followers:*                                 | true
                        engagement.likes:*                                 | false
                        lang:*                                             | true
                        author.name:*                                      | false
                        topics:deliv*                                      | true
                        *:*                                                | true
                        @timestamp:2026-11-22                              | true
                        @timestamp:2026-11                                 | true
                        hour:[11 TO 13]                                    | true
                        hour:>12                                           | false
                        rating:[1 TO 2]                                    | true
                        rating:>=3                                         | false
                        community:"r/coffee"                               | true
                        outlet:"Coffee Daily"                              | true
                        availability:(deleted OR removed)                  | true
                        weekday:sun                                        | true
                        weekday:(mon OR sat)                               | false
                        @timestamp:[2026-11-01 TO 2026-11-21]              | false
                        @timestamp:[2026-11-22T12:00Z TO *]                | true
                        @timestamp:>2026-11-22                             | false
                        author.account_created_at:>now-30d                 | true
                        author.account_created_at:[now-7d TO now]          | false
                        @timestamp:<now-1h                                 | false
                        @timestamp:[now-1d/d TO now]                       | true
                        """)
        void areCompared(String query, boolean expected) {
            assertThat(matches(query, mention)).isEqualTo(expected);
        }
    }

    @Nested
    class Mistakes {
        @Test
        void areShownWhereTheyAre() {
            refused("acme AND", 1, 9, "ends too early");
            refused("acme AND \"coffee", 1, 10, "quotation mark is never closed");
            refused("(acme OR bolt", 1, 14, "ends too early");
            refused(
                    "acme\n  OR sentimnt.label:negative",
                    2,
                    6,
                    "no field 'sentimnt.label'",
                    "did you mean 'sentiment.label'?");
            refused("acme AND reach:many", 1, 10, "needs a number");
            refused("acme AND reach:[9 TO 3]", 1, 10, "nothing lies between");
            refused("acme AND lang:[a TO b]", 1, 10, "no range");
            refused("reach:1.5", 1, 1, "whole number");
            refused("acme AND sentiment.label:angry", 1, 10, "one of negative, neutral, positive");
            refused("author.bot:yes", 1, 1, "one of false, true");
            refused("weekday:sunday", 1, 1, "one of fri, mon");
            refused("acme OR \"big* news\"", 1, 9, "inside quotes is ignored");
            refused("acme OR coca-c*", 1, 9, "not one word");
            refused("*roast", 1, 1, "begins with a wildcard");
            refused("a*", 1, 1, "at least two letters");
            refused("acm~2", 1, 1, "too short");
            refused("/acme.*/", 1, 1, "regular expressions");
            refused("acme OR https://acme.example", 1, 9, "put quotes round addresses");
            refused("acme AND \"!!!\"", 1, 10, "no word to look for");
            refused("@timestamp:yesterday", 1, 1, "needs a date");
            refused("@timestamp:2026-13", 1, 1, "not in the calendar");
            refused("acme)", 1, 5, "')' cannot stand here");
            refused("   ", 1, 1, "empty");
            refused("(".repeat(60) + "a" + ")".repeat(60), 1, 51, "parentheses within one another");
        }

        @Test
        void thatAreAllowedAreWarnedOf() throws InvalidQueryException {
            assertThat(warnings("acme and bolt")).singleElement().asString().contains("column 6", "write AND");
            assertThat(warnings("topics:customer service"))
                    .singleElement()
                    .asString()
                    .contains("column 1", "topics:\"customer service\"");
            assertThat(warnings("acme^2")).singleElement().asString().contains("boost");
            assertThat(warnings("acme AND (coffee OR beans) -bolt topics:price AND lang:en"))
                    .isEmpty();
        }

        @Test
        void ofFieldsThatAreNotAboutTheAuthorAreRefusedInAuthorQueries() {
            assertThatThrownBy(() -> QuerySyntax.ofAuthors().parse("barista AND topics:price"))
                    .isInstanceOf(InvalidQueryException.class)
                    .hasMessageContainingAll("column 13", "not about the author");
        }
    }
}

package io.nificrm.profile;

import static io.nificrm.profile.Mentions.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.touchpoint.Touchpoint;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileToolsTest {
    private final ListeningProfile profile = Profiles.read(Profiles.ACME);

    private static List<String> checked(String yaml) {
        return ProfileCheck.check(Profiles.read(yaml), "p.yaml").stream()
                .map(ProfileProblem::toString)
                .toList();
    }

    @Test
    void checkFindsExamplesThatFail() {
        assertThat(checked("""
                        topics:
                          - id: a
                            query: cheap
                            examples: [cheap beans, dear beans]
                            not: [cheap talk]
                        """))
                .satisfiesExactly(
                        e -> assertThat(e).isEqualTo("p.yaml:4:29: topics/a: \"dear beans\" must be found, and is not"),
                        e -> assertThat(e)
                                .isEqualTo(
                                        "p.yaml:5:11: topics/a: \"cheap talk\" must not be found, and is, by: cheap"));
    }

    @Test
    void checkFindsQueriesThatCanNeverMatch() {
        assertThat(checked("topics: [{id: a, query: 'x1 AND lang:en AND lang:de'}]"))
                .singleElement()
                .asString()
                .contains("can never match: 'lang' cannot be 'en' and 'de' at once");
        assertThat(checked("topics: [{id: a, query: 'coffee AND NOT coff*'}]"))
                .singleElement()
                .asString()
                .contains("can never match");
        assertThat(checked("topics: [{id: a, query: 'x1 AND reach:>10 AND reach:<5'}]"))
                .singleElement()
                .asString()
                .contains("can never match: no 'reach'");
    }

    @Test
    void checkFindsQueriesThatMatchEverything() {
        assertThat(checked("topics: [{id: a, query: 'beans OR NOT tea'}]"))
                .singleElement()
                .asString()
                .contains("topics/a: matches everything");
    }

    @Test
    void checkFindsQueriesThatDoAnothersWork() {
        assertThat(checked("topics: [{id: a, query: 'cheap OR dear'}, {id: b, query: 'dear OR cheap*'}, {id: c,"
                        + " query: tea}]"))
                .singleElement()
                .asString()
                .contains("topics/a: all that it finds, topics/b finds too");
        assertThat(checked("topics: [{id: a, query: 'tea'}, {id: b, query: 'TEA'}]"))
                .singleElement()
                .asString()
                .contains("topics/a: asks for the same as topics/b");
    }

    @Test
    void tryCountsAndShowsTheWords() {
        ProfileTrial trial = new ProfileTrial(profile);
        trial.add(said("acme courier, late"));
        trial.add(said("Acme coffee"));
        trial.add(said("nice weather"));

        ProfileTrial.Report report = trial.report();

        assertThat(report.mentions()).isEqualTo(3);
        assertThat(report.unmatched()).isEqualTo(1);
        assertThat(report.unmatchedSamples()).containsExactly("nice weather");
        assertThat(report.findings())
                .contains(
                        new ProfileTrial.Finding("brands/acme", 2, List.of("[acme] courier, late", "[Acme] coffee")),
                        new ProfileTrial.Finding("triage/complaint", 1, List.of()));
        assertThat(report.foundNothing())
                .contains("topics/safety", "competitors/bolt")
                .doesNotContain("brands/acme");
    }

    @Test
    void tryShowsTheWordsOfALongMention() {
        ProfileTrial trial = new ProfileTrial(profile);
        trial.add(said("x ".repeat(400) + "Acme coffee"));

        assertThat(trial.report().findings().getFirst().samples())
                .singleElement()
                .asString()
                .startsWith("… x x ")
                .endsWith("x [Acme] coffee")
                .hasSizeLessThan(300);
    }

    @Test
    void suggestGivesFrequentPhrasesWhereAProfileCoversNothingYet() {
        PhraseSuggestions suggestions = new PhraseSuggestions(profile);
        for (int i = 0; i < 10; i++) {
            suggestions.add(said("zz" + i + " gift card yy" + i));
        }

        assertThat(suggestions.hasContrast()).isFalse();
        assertThat(suggestions.best(5)).first().satisfies(best -> {
            assertThat(best.phrase()).isEqualTo("gift card");
            assertThat(best.uncovered()).isEqualTo(10);
        });
    }

    @Test
    void suggestFindsWhatNoTopicCovers() {
        PhraseSuggestions suggestions = new PhraseSuggestions(profile);
        for (int i = 0; i < 40; i++) {
            suggestions.add(said("the courier was late, delivery " + i));
            suggestions.add(said("zz" + i + " gift card yy" + i));
        }

        assertThat(suggestions.best(5)).first().satisfies(best -> {
            assertThat(best.phrase()).isEqualTo("gift card");
            assertThat(best.uncovered()).isEqualTo(40);
            assertThat(best.covered()).isZero();
            assertThat(best.significance()).isGreaterThan(10.83);
        });
    }

    @Test
    void throughputCountsWhatItTags() {
        List<Touchpoint> mentions = List.of(said("acme courier"), said("hello"));

        ProfileThroughput.Result result = ProfileThroughput.measure(profile, mentions, Duration.ofMillis(1));

        assertThat(result.mentions()).isGreaterThanOrEqualTo(2);
        assertThat(result.tags()).isEqualTo(result.mentions());
        assertThat(result.mentionsPerSecond()).isPositive();
    }
}

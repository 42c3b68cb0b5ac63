package io.nificrm.local.community.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.local.community.story.Facts.Mood;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoryTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final StorySettings USUAL = StorySettings.of(42, START);

    private final List<Utterance> history = new Story(USUAL).until(START);

    @Test
    void theSameSeedAndStartTellTheSameStoryHoweverOftenOneListens() {
        Story often = new Story(USUAL);
        for (Instant now = START; now.isBefore(START.plus(Duration.ofMinutes(30))); now = now.plusMillis(7_919)) {
            assertThat(often.until(now)).isNotEmpty();
        }
        Instant end = START.plus(Duration.ofHours(1));

        assertThat(often.until(end)).isEqualTo(new Story(USUAL).until(end));
        assertThat(new Story(StorySettings.of(43, START)).until(end)).isNotEqualTo(often.until(end));
    }

    @Test
    void theHistoryHasAboutTheSizeAskedForAndLiesBeforeTheStart() {
        assertThat(history).hasSizeBetween(2_500, 3_500);
        assertThat(history)
                .allSatisfy(utterance -> assertThat(utterance.at())
                        .isBetween(START.minus(Duration.ofDays(14)).minusSeconds(1), START));
    }

    @Test
    void liveGoesOnAtAboutTheRateAskedFor() {
        StorySettings quick = new StorySettings(1, START, Duration.ofDays(14), 100, 60, EnumSet.allOf(Platform.class));
        Story story = new Story(quick);
        int before = story.until(START.plus(Duration.ofHours(2))).size();

        int after = story.until(START.plus(Duration.ofHours(4))).size();

        assertThat(after - before).isBetween(5_400, 9_000);
    }

    @Test
    void aRateOfNothingEndsWithTheHistory() {
        StorySettings silent = new StorySettings(1, START, Duration.ofDays(3), 50, 0, EnumSet.of(Platform.MASTODON));
        Story story = new Story(silent);
        story.until(START.plus(Duration.ofDays(10)));

        assertThat(story.next()).isEmpty();
    }

    @Test
    void mostPeopleWriteEnglishAndManyLanguagesAreHeard() {
        Map<String, Long> byLanguage = count(utterance -> utterance.words().language());

        assertThat(byLanguage.keySet()).containsExactlyInAnyOrder("en", "de", "es", "fr", "it", "pt", "ar", "hi");
        assertThat(byLanguage.get("en")).isBetween(history.size() * 60L / 100, history.size() * 92L / 100);
    }

    @Test
    void textsDifferAsTheyDoAmongPeople() {
        List<String> openings = history.stream()
                .filter(utterance -> utterance.relation().equals(Utterance.Relation.NONE))
                .map(utterance -> utterance.words().text())
                .toList();

        assertThat(openings.stream().distinct().count()).isGreaterThan(openings.size() * 97L / 100);
    }

    @Test
    void nightsAndSundaysAreQuieterThanMorningsAndMondays() {
        Map<Integer, Long> byHour =
                count(utterance -> utterance.at().atZone(ZoneOffset.UTC).getHour());

        assertThat(byHour.getOrDefault(3, 0L) * 3).isLessThan(byHour.get(8));
    }

    @Test
    void fewReachManyAndMostReachFew() {
        List<Integer> followers = history.stream()
                .map(Utterance::author)
                .distinct()
                .map(Person::followers)
                .sorted()
                .toList();

        assertThat(followers.getLast()).isGreaterThan(100 * followers.get(followers.size() / 2));
    }

    @Test
    void theDepotIncidentBringsAngerThenAnswersThenThanks() {
        List<Utterance> incident = history.stream()
                .filter(utterance -> utterance
                        .facts()
                        .incident()
                        .filter(Script.DEPOT::equals)
                        .isPresent())
                .toList();

        assertThat(incident)
                .filteredOn(utterance -> utterance.facts().mood() == Mood.NEGATIVE)
                .hasSizeGreaterThan(150);
        assertThat(incident).filteredOn(Utterance::ours).hasSizeGreaterThan(30);
        assertThat(incident)
                .filteredOn(utterance -> utterance.facts().intents().contains("praise"))
                .hasSizeGreaterThan(10);
        assertThat(incident)
                .allSatisfy(utterance -> assertThat(utterance.at()).isAfter(Instant.parse("2026-11-20T08:00:00Z")));
    }

    @Test
    void everyTopicIntentAndBrandComesUp() {
        assertThat(history.stream().flatMap(utterance -> utterance.facts().topics().stream()))
                .contains(
                        "delivery",
                        "price",
                        "taste",
                        "packaging",
                        "machines",
                        "app",
                        "sustainability",
                        "staff",
                        "safety");
        assertThat(history.stream().flatMap(utterance -> utterance.facts().intents().stream()))
                .contains("complaint", "question", "idea", "purchase", "praise", "churn_risk", "recommendation");
        assertThat(history.stream().flatMap(utterance -> utterance.facts().competitors().stream()))
                .contains("bolt", "verdant");
        assertThat(history.stream().flatMap(utterance -> utterance.facts().keyMessages().stream()))
                .contains("slow-roasted");
    }

    @Test
    void aConversationHasItsExactTimes() {
        Story story = new Story(USUAL);
        story.until(START.plusSeconds(100));

        assertThat(story.conversations()).anySatisfy(conversation -> {
            assertThat(conversation.opening().at()).isEqualTo(START.minus(Duration.ofHours(6)));
            assertThat(conversation.responseTime()).isEqualTo(Duration.ofSeconds(754));
            assertThat(conversation.comeback()).hasValueSatisfying(comeback -> {
                assertThat(comeback.words().at())
                        .isEqualTo(conversation.opening().at().plusSeconds(1_865));
                assertThat(comeback.outcome()).isEqualTo(Conversation.Outcome.THANKED);
            });
        });
        assertThat(story.conversations()).anySatisfy(conversation -> {
            assertThat(conversation.opening().at()).isEqualTo(START.plusSeconds(20));
            assertThat(conversation.responseTime()).isEqualTo(Duration.ofSeconds(45));
            assertThat(conversation.comeback())
                    .hasValueSatisfying(
                            comeback -> assertThat(comeback.words().at()).isEqualTo(START.plusSeconds(95)));
        });
    }

    @Test
    void aConversationOfTheScriptEndsWithItsThanksWheneverTheStoryStarts() {
        for (int day = 0; day < 20; day++) {
            Instant start = START.plus(Duration.ofHours(7L * day));
            Story story =
                    new Story(new StorySettings(42, start, Duration.ofDays(2), 100, 60, EnumSet.allOf(Platform.class)));
            List<Utterance> all = story.until(start.plus(Duration.ofMinutes(10)));
            List<Conversation> played =
                    story.conversations().stream().filter(Conversation::played).toList();

            assertThat(played).hasSize(2);
            for (Conversation conversation : played) {
                Utterance thanks = conversation.comeback().orElseThrow().words();
                assertThat(all)
                        .filteredOn(later -> later.at().isAfter(thanks.at())
                                && later.relation().inReplyTo().isPresent()
                                && later.root().equals(conversation.opening()))
                        .isEmpty();
            }
        }
    }

    @Test
    void nobodyAnswersBeforeTheQuestionWasAsked() {
        assertThat(history).allSatisfy(utterance -> {
            utterance
                    .relation()
                    .inReplyTo()
                    .ifPresent(parent -> assertThat(utterance.at()).isAfter(parent.at()));
            utterance
                    .relation()
                    .repostOf()
                    .ifPresent(original -> assertThat(utterance.at()).isAfter(original.at()));
        });
    }

    private <K> Map<K, Long> count(Function<Utterance, K> by) {
        return history.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
    }
}

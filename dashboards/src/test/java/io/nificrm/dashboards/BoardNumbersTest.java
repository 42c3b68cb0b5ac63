package io.nificrm.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.dashboards.answers.Answers;
import io.nificrm.dashboards.answers.SearchRequests;
import io.nificrm.dashboards.answers.Table;
import io.nificrm.dashboards.answers.TemplateVariables;
import io.nificrm.dashboards.answers.TimeRange;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.EmailDetails;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Triage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the boards show, beside the same counted from the touchpoints themselves. */
@ExtendWith(SharedElasticsearch.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoardNumbersTest {

    private SampleIndex sample;
    private TimeRange month;
    private Instant now;
    private Predicate<Touchpoint> overdue;

    @BeforeAll
    void fill(ElasticsearchNode node) throws IOException, InterruptedException {
        sample = SampleIndex.in(node);
        now = sample.community().now();
        overdue = mention -> Triaged.triage(mention).dueAt().orElseThrow().isBefore(now);
        month = TimeRange.until(now, "30d");
    }

    @Test
    void whatWaitsAndWhatIsOverdue() throws Exception {
        assertThat(sum("rapid-response", "How many wait for us?"))
                .isEqualTo((double) voices().filter(Triaged::waiting).count());
        // a mention can fall due between the filling and the asking
        assertThat(sum("rapid-response", "How many are overdue?"))
                .isCloseTo(
                        (double) voices().filter(Triaged::waiting)
                                .filter(overdue)
                                .count(),
                        within(3.0));
        assertThat(sum("rapid-response", "How many are p1 or p2?")).isEqualTo((double) voices().filter(Triaged::waiting)
                .filter(mention -> Set.of("p1", "p2").contains(Triaged.priority(mention)))
                .count());
    }

    @Test
    void theOldestThatWaits() throws Exception {
        double oldest = only("rapid-response", "Since when, the oldest?");

        assertThat((long) oldest)
                .isEqualTo(voices().filter(Triaged::waiting)
                        .map(Touchpoint::timestamp)
                        .min(Comparator.naturalOrder())
                        .orElseThrow()
                        .toEpochMilli());
    }

    @Test
    void theQueueByPriority() throws Exception {
        Map<List<String>, Long> counted = voices().filter(Triaged::waiting)
                .collect(Collectors.groupingBy(
                        mention -> List.of(Triaged.queue(mention), Triaged.priority(mention)), Collectors.counting()));

        assertThat(table("rapid-response", "What waits, by queue and priority?"))
                .isEqualTo(doubles(counted));
    }

    @Test
    void theQueueTableHoldsEveryMentionThatWaits() throws Exception {
        JsonNode answer = ask("rapid-response", "What should be answered first?", "A");
        Set<String> shown = StreamOf.of(answer.path("hits").path("hits"))
                .map(hit -> hit.path("_source").path("id").asText())
                .collect(Collectors.toSet());
        Set<String> newest = voices().filter(Triaged::waiting)
                .sorted(Comparator.comparing(Touchpoint::timestamp).reversed())
                .limit(500)
                .map(Touchpoint::id)
                .collect(Collectors.toSet());

        assertThat(shown).isEqualTo(newest);
    }

    @Test
    void platformsAndTopicsByMood() throws Exception {
        assertThat(table("rapid-response", "Where does it happen?"))
                .isEqualTo(doubles(voices().collect(Collectors.groupingBy(
                        mention -> List.of(mention.platform(), Triaged.mood(mention)), Collectors.counting()))));
        assertThat(table("rapid-response", "Which topics drive it?"))
                .isEqualTo(doubles(voices().flatMap(mention ->
                                mention.topics().stream().map(topic -> List.of(topic, Triaged.mood(mention))))
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))));
    }

    @Test
    void thisHourBesideThoseOfTheWeeksBefore() throws Exception {
        Map<List<String>, Double> shown = table("rapid-response", "Louder than usual for the hour?");
        double before = between(Duration.ofDays(7).plusHours(1), Duration.ofDays(7));

        assertThat(shown.getOrDefault(List.of("1 week before", "mention"), 0.0)).isCloseTo(before, within(1.0));
    }

    @Test
    void theShareThatWasAnsweredAndInTime() throws Exception {
        double wanted = (double) voices().filter(Triaged::wanted).count();
        double answered = (double)
                voices().filter(Triaged::wanted).filter(Triaged::answered).count();
        double inTime = (double)
                voices().filter(Triaged::wanted).filter(Triaged::inTime).count();
        double due = (double) voices().filter(Triaged::wanted)
                .filter(mention -> Triaged.answered(mention) || overdue.test(mention))
                .count();

        assertThat(expression("feedback-loop", "Do we answer?", "E")).isCloseTo(answered / wanted, within(1e-9));
        assertThat(expression("feedback-loop", "Do we answer in time?", "E")).isCloseTo(inTime / due, within(0.01));
    }

    @Test
    void theShareThatWasResolvedInTime() throws Exception {
        double inTime = (double)
                voices().filter(Triaged::wanted).filter(Triaged::resolvedInTime).count();
        double due = (double) voices().filter(Triaged::wanted)
                .filter(mention -> Triaged.triage(mention).resolvedAt().isPresent() || overdue.test(mention))
                .count();

        assertThat(inTime).isPositive().isLessThan(due);
        assertThat(expression("feedback-loop", "Resolved in time?", "E")).isCloseTo(inTime / due, within(0.01));
    }

    @Test
    void theShareThatGotEachNextAnswerInTime() throws Exception {
        double inTime = (double) voices().filter(Triaged::wanted)
                .filter(mention -> Triaged.nextInTime(mention, now))
                .count();
        double due = (double) voices().filter(Triaged::wanted)
                .filter(mention -> Triaged.nextDue(mention, now))
                .count();

        assertThat(inTime).isPositive().isLessThan(due);
        assertThat(expression("feedback-loop", "Next answers in time?", "E")).isCloseTo(inTime / due, within(0.01));
    }

    @Test
    void answersByQueue() throws Exception {
        Map<List<String>, Double> shown = table("feedback-loop", "Which queue keeps its promise?");

        for (String queue : List.of("rapid_response", "feedback", "advocacy")) {
            Predicate<Touchpoint> here =
                    mention -> Triaged.wanted(mention) && Triaged.queue(mention).equals(queue);
            assertThat(shown.get(List.of("wanted", queue)))
                    .isEqualTo((double) voices().filter(here).count());
            assertThat(shown.get(List.of("answered", queue))).isEqualTo((double)
                    voices().filter(here).filter(Triaged::answered).count());
            assertThat(shown.get(List.of("in time", queue))).isEqualTo((double)
                    voices().filter(here).filter(Triaged::inTime).count());
            assertThat(shown.get(List.of("resolved in time", queue))).isEqualTo((double)
                    voices().filter(here).filter(Triaged::resolvedInTime).count());
            assertThat(shown.get(List.of("next in time", queue)))
                    .isCloseTo(
                            (double) voices().filter(here)
                                    .filter(mention -> Triaged.nextInTime(mention, now))
                                    .count(),
                            within(3.0));
        }
    }

    @Test
    void theMedianTimeToAnAnswer() throws Exception {
        List<Long> seconds = voices().filter(Triaged::answered)
                .map(mention -> Triaged.triage(mention).responseSeconds().orElseThrow())
                .sorted()
                .toList();

        assertThat(only("feedback-loop", "How fast, half of them?"))
                .isCloseTo(seconds.get(seconds.size() / 2), within(seconds.get(seconds.size() / 2) * 0.05));
    }

    @Test
    void theWordsThatDriveIt() throws Exception {
        Map<List<String>, Double> shown = table("rapid-response", "Which words drive it?");

        assertThat(shown.entrySet().stream()
                        .filter(entry -> entry.getKey().contains("parcel"))
                        .mapToDouble(Map.Entry::getValue)
                        .sum())
                .isPositive()
                .isEqualTo((double) voices().filter(mention -> mention.words().contains("parcel"))
                        .count());
    }

    @Test
    void rateLimitsAreCountedAndOtherTroubleIsNot() throws Exception {
        // the sample has nine events, of which every third is a failing feed; all fall within a month
        assertThat(sum("pipeline-health", "Rate limits hit?")).isEqualTo(6);
    }

    @Test
    void outcomes() throws Exception {
        assertThat(table("feedback-loop", "What came of our answers?"))
                .isEqualTo(doubles(voices().flatMap(mention -> mention.triage().flatMap(Triage::outcome).stream())
                        .collect(Collectors.groupingBy(List::of, Collectors.counting()))));
    }

    @Test
    void mentionsReachAndReactionsOfTheBrand() throws Exception {
        assertThat(sum("brand-pulse", "How many mentions?")).isEqualTo((double) ours().count());
        assertThat(sum("brand-pulse", "How many saw them?")).isEqualTo((double)
                ours().mapToLong(mention -> mention.reach().orElse(0)).sum());
        assertThat(expression("brand-pulse", "How many reacted?", "G")).isEqualTo((double)
                ours().map(mention -> mention.engagement().orElseThrow())
                        .mapToLong(engagement -> engagement.likes().orElse(0)
                                + engagement.reposts().orElse(0)
                                + engagement.replies().orElse(0))
                        .sum());
    }

    @Test
    void theShareOfVoice() throws Exception {
        double ours = (double) ours().count();
        double theirs = (double)
                voices().filter(mention -> !mention.competitors().isEmpty()).count();

        assertThat(expression("brand-pulse", "Our share of voice?", "E"))
                .isCloseTo(ours / (ours + theirs), within(1e-9));
    }

    @Test
    void theMeanMood() throws Exception {
        double mean = ours().flatMap(mention -> mention.sentiment().stream())
                .mapToDouble(sentiment -> sentiment.score().orElseThrow())
                .average()
                .orElseThrow();

        assertThat(only("brand-pulse", "How is the mood?")).isCloseTo(mean, within(1e-6));
    }

    @Test
    void accountsThatAreSpokenTo() throws Exception {
        Map<List<String>, Long> counted = ours().flatMap(
                        mention -> mention.mentions().stream().map(account -> List.of(account, Triaged.mood(mention))))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(counted).containsKey(List.of("bolt", "negative"));
        assertThat(table("brand-pulse", "Which accounts are spoken to?")).isEqualTo(doubles(counted));
    }

    @Test
    void campaignsBySource() throws Exception {
        assertThat(table("brand-pulse", "Which campaigns come back to us?"))
                .isEqualTo(doubles(voices().flatMap(mention -> mention.campaign().stream())
                        .map(campaign -> List.of(
                                campaign.name().orElseThrow(), campaign.source().orElseThrow()))
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))));
    }

    @Test
    void voicesAndWhomWeKnow() throws Exception {
        assertThat(only("community", "How many voices?")).isEqualTo((double)
                voices().map(mention -> mention.author().flatMap(Author::id).orElseThrow())
                        .distinct()
                        .count());
        double known = voices().flatMap(mention -> mention.person().stream())
                .mapToInt(person -> person.matched().orElseThrow() ? 1 : 0)
                .average()
                .orElseThrow();
        assertThat(only("community", "Do we know them?")).isCloseTo(known, within(1e-9));
    }

    @Test
    void emotionsByPersona() throws Exception {
        assertThat(table("community", "What do they feel?"))
                .isEqualTo(doubles(voices().flatMap(mention -> mention.personas().stream()
                                .map(persona -> List.of(
                                        persona,
                                        mention.emotion()
                                                .map(emotion -> emotion.label())
                                                .orElse("unknown"))))
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))));
    }

    @Test
    void newPeople() throws Exception {
        List<SampleCommunity.Voice> people = sample.community().people();
        double fresh = (double) people.stream()
                .filter(person -> month.contains(person.firstSeen()))
                .count();

        assertThat(expression("community", "How many are new?", "E")).isCloseTo(fresh / people.size(), within(1e-9));
        assertThat(new Table(
                                target("community", "New voices, or the same again?", "B"),
                                ask("community", "New voices, or the same again?", "B"))
                        .sum())
                .isEqualTo(fresh);
    }

    @Test
    void mailsByTheirMessageIds() throws Exception {
        assertThat(only("email", "Mails sent?")).isEqualTo(mails("sent"));
        assertThat(expression("email", "Opened?", "C")).isCloseTo(mails("opened") / mails("delivered"), within(1e-9));
        assertThat(expression("email", "Bounced?", "C")).isCloseTo(mails("bounced") / mails("sent"), within(1e-9));
    }

    @Test
    void eventsByCampaign() throws Exception {
        Map<List<String>, Long> counted = events().filter(event -> List.of("sent", "delivered", "opened", "clicked")
                        .contains(event.kind().value()))
                .collect(Collectors.groupingBy(
                        event -> List.of(
                                event.kind().value(),
                                event.campaign()
                                        .flatMap(campaign -> campaign.name())
                                        .orElseThrow()),
                        Collectors.counting()));

        assertThat(table("email", "How does each campaign fare?")).containsAllEntriesOf(doubles(counted));
    }

    @Test
    void mailsAndPostsBeyondACap() throws Exception {
        Map<List<String>, Long> counted = sample.community().touchpoints().stream()
                .filter(touchpoint -> month.contains(touchpoint.timestamp()))
                .flatMap(touchpoint -> touchpoint.triage().stream())
                .flatMap(triage -> triage.reasons().stream())
                .filter(reason -> reason.startsWith("caps/"))
                .collect(Collectors.groupingBy(List::of, Collectors.counting()));

        assertThat(counted).containsOnlyKeys(List.of("caps/mails"), List.of("caps/offers"), List.of("caps/posts"));
        assertThat(table("email", "Which caps are broken?")).isEqualTo(doubles(counted));
    }

    @Test
    void whatWasSaidBefore() throws Exception {
        List<Touchpoint> arrived = sample.community().touchpoints().stream()
                .filter(touchpoint -> touchpoint.type() == Touchpoint.Type.MENTION)
                .filter(touchpoint -> month.contains(touchpoint.indexedAt().orElseThrow()))
                .toList();
        double repeated = (double) arrived.stream()
                .filter(mention -> mention.duplicateOf().isPresent())
                .count();

        assertThat(expression("pipeline-health", "Said before?", "E"))
                .isCloseTo(repeated / arrived.size(), within(1e-9));
    }

    @Test
    void whatElasticsearchRefused() throws Exception {
        assertThat(sum("pipeline-health", "What does Elasticsearch refuse?")).isEqualTo(2);
        assertThat(new Table(
                                target("pipeline-health", "What does Elasticsearch refuse?", "B"),
                                ask("pipeline-health", "What does Elasticsearch refuse?", "B"))
                        .sum())
                .isEqualTo(2);
    }

    @Test
    void theLagThatNineOfTenStayBelow() throws Exception {
        List<Double> lags = sample.community().touchpoints().stream()
                .filter(touchpoint -> touchpoint.type() == Touchpoint.Type.MENTION)
                .filter(touchpoint -> month.contains(touchpoint.indexedAt().orElseThrow()))
                .map(mention -> mention.lagSeconds().orElseThrow())
                .sorted()
                .toList();
        double ninth = lags.get(lags.size() * 9 / 10);

        assertThat(only("pipeline-health", "From post to board?")).isCloseTo(ninth, within(ninth * 0.02));
    }

    @Test
    void deadLettersByStageAndReason() throws Exception {
        assertThat(table("pipeline-health", "Why did they fail?").values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isEqualTo(12);
    }

    @Test
    void aChoiceNarrowsEverything() throws Exception {
        BoardFiles.BoardFile file = file("brand-pulse");
        TemplateVariables choices = TemplateVariables.of(file.board())
                .choose("platform", "reddit")
                .choose("language", "pt-BR", "en")
                .type("search", "topics:delivery");
        JsonNode panel = panel(file, "How many mentions?");
        JsonNode target = panel.path("targets").path(0);
        BoardQueries queries = new BoardQueries(sample.elasticsearch(), SearchRequests.Form.SERVER, choices, month);

        assertThat(new Table(target, queries.ask(panel, target)).sum()).isEqualTo((double) ours().filter(
                        mention -> mention.platform().equals("reddit"))
                .filter(mention ->
                        mention.lang().filter(Set.of("pt-BR", "en")::contains).isPresent())
                .filter(mention -> mention.topics().contains("delivery"))
                .count());
    }

    private double sum(String board, String title) throws IOException, InterruptedException {
        return new Table(target(board, title, "A"), ask(board, title, "A")).sum();
    }

    private double only(String board, String title) throws IOException, InterruptedException {
        return new Table(target(board, title, "A"), ask(board, title, "A")).only();
    }

    private Map<List<String>, Double> table(String board, String title) throws IOException, InterruptedException {
        return new Table(target(board, title, "A"), ask(board, title, "A")).rows();
    }

    private double expression(String board, String title, String refId) throws IOException, InterruptedException {
        Answers answers = new Answers();
        for (JsonNode target : panel(file(board), title).path("targets")) {
            if (target.has("metrics")) {
                answers.search(target, ask(board, title, target.path("refId").asText()));
            } else {
                answers.expression(target);
            }
        }
        return answers.get(refId).all().getFirst().number();
    }

    private JsonNode ask(String board, String title, String refId) throws IOException, InterruptedException {
        BoardFiles.BoardFile file = file(board);
        BoardQueries queries = new BoardQueries(
                sample.elasticsearch(), SearchRequests.Form.SERVER, TemplateVariables.of(file.board()), month);
        return queries.ask(panel(file, title), target(board, title, refId));
    }

    private static JsonNode target(String board, String title, String refId) {
        return StreamOf.of(panel(file(board), title).path("targets"))
                .filter(target -> target.path("refId").asText().equals(refId))
                .findFirst()
                .orElseThrow();
    }

    private static BoardFiles.BoardFile file(String name) {
        return BoardFiles.all()
                .filter(file -> file.name().equals(name + ".json"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode panel(BoardFiles.BoardFile file, String title) {
        return file.panels()
                .filter(panel -> panel.path("title").asText().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private Stream<Touchpoint> touchpoints(Touchpoint.Type type) {
        return sample.community().touchpoints().stream()
                .filter(touchpoint -> touchpoint.type() == type)
                .filter(touchpoint -> month.contains(touchpoint.timestamp()));
    }

    private Stream<Touchpoint> voices() {
        return touchpoints(Touchpoint.Type.MENTION)
                .filter(mention -> !mention.author().flatMap(Author::ours).orElse(false));
    }

    private Stream<Touchpoint> ours() {
        return voices().filter(mention -> !mention.brands().isEmpty());
    }

    private Stream<Touchpoint> events() {
        return touchpoints(Touchpoint.Type.EMAIL_EVENT);
    }

    private double mails(String kind) {
        return events().filter(event -> event.kind().value().equals(kind))
                .map(event -> event.email().flatMap(EmailDetails::messageId).orElseThrow())
                .distinct()
                .count();
    }

    private double between(Duration from, Duration to) {
        TimeRange hour = new TimeRange(now.minus(from), now.minus(to));
        return (double)
                voices().filter(mention -> hour.contains(mention.timestamp())).count();
    }

    private static <K> Map<K, Double> doubles(Map<K, Long> counts) {
        return counts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().doubleValue()));
    }
}

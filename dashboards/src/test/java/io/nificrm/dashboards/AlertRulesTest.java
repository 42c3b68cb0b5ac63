package io.nificrm.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.dashboards.answers.Answers;
import io.nificrm.dashboards.answers.Elasticsearch;
import io.nificrm.dashboards.answers.SearchRequests;
import io.nificrm.dashboards.answers.TimeRange;
import io.nificrm.dashboards.answers.Values;
import io.nificrm.dashboards.grafana.DataSource;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Each rule, as it lies in the provisioning folder, on data on which it must fire and on which it must not. */
@ExtendWith(SharedElasticsearch.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertRulesTest {

    private static final Map<String, DataSource> SOURCES =
            Sources.ALL.stream().collect(Collectors.toMap(DataSource::uid, Function.identity()));

    private final Instant now = Instant.now();
    private final StringBuilder bulk = new StringBuilder();
    private Elasticsearch elasticsearch;
    private int number;

    @BeforeAll
    void prepare(ElasticsearchNode node) throws IOException, InterruptedException {
        elasticsearch = SampleIndex.empty(node);
    }

    @BeforeEach
    void forgetTheTestBefore() throws IOException, InterruptedException {
        bulk.setLength(0);
        elasticsearch.send(
                "DELETE", "/crm-mentions-test,crm-email-events-test,crm-dead-letters-test?ignore_unavailable=true", "");
    }

    @Test
    void overdueFiresForUrgentMentionsThatWaitPastTheirTime() throws Exception {
        flagged("p1", Duration.ofMinutes(-20), "acknowledged");

        assertThat(firing("nificrm-overdue")).isNotEmpty();
    }

    @Test
    void overdueIsQuietWhileNothingUrgentWaitsTooLong() throws Exception {
        flagged("p1", Duration.ofMinutes(20), "new");
        flagged("p1", Duration.ofMinutes(-20), "responded");
        flagged("p2", Duration.ofMinutes(-20), "dismissed");
        flagged("p3", Duration.ofMinutes(-20), "new");

        assertThat(firing("nificrm-overdue")).isEmpty();
    }

    @Test
    void aBurstIsFarMoreThanTheSameHourOfTheLastWeeks() throws Exception {
        negatives(30, Duration.ofMinutes(30));
        for (int week = 1; week <= 4; week++) {
            negatives(5, Duration.ofDays(7L * week).plusMinutes(30));
        }

        assertThat(firing("nificrm-negative-burst")).isNotEmpty();
    }

    @Test
    void aBusyHourIsNoBurstWhereItIsUsual() throws Exception {
        negatives(30, Duration.ofMinutes(30));
        for (int week = 1; week <= 4; week++) {
            negatives(25, Duration.ofDays(7L * week).plusMinutes(30));
        }

        assertThat(firing("nificrm-negative-burst")).isEmpty();
    }

    @Test
    void aHandfulIsNoBurst() throws Exception {
        negatives(9, Duration.ofMinutes(30));

        assertThat(firing("nificrm-negative-burst")).isEmpty();
    }

    @Test
    void aSourceIsSilentThatUsedToSpeakAndOthersAreNot() throws Exception {
        arrivals("mastodon", 300, Duration.ofHours(7), Duration.ofDays(6));
        arrivals("reddit", 300, Duration.ofHours(1), Duration.ofDays(6));
        arrivals("feed", 20, Duration.ofHours(7), Duration.ofDays(6));

        assertThat(firing("nificrm-silent-6h"))
                .extracting(Values.Labelled::labels)
                .containsExactly(Map.of("platform", "mastodon"));
        assertThat(firing("nificrm-silent-24h")).isEmpty();
    }

    @Test
    void aSlowSourceIsSilentAfterADay() throws Exception {
        arrivals("feed", 80, Duration.ofHours(25), Duration.ofDays(6));

        assertThat(firing("nificrm-silent-24h"))
                .extracting(Values.Labelled::labels)
                .containsExactly(Map.of("platform", "feed"));
        assertThat(firing("nificrm-silent-6h")).isEmpty();
    }

    @Test
    void deadLettersFireWhenTheyAreMany() throws Exception {
        deadLetters(11, Duration.ofMinutes(5));

        assertThat(firing("nificrm-dead-letters")).isNotEmpty();
    }

    @Test
    void aFewDeadLettersOrOldOnesAreNoAlert() throws Exception {
        deadLetters(10, Duration.ofMinutes(5));
        deadLetters(50, Duration.ofMinutes(20));

        assertThat(firing("nificrm-dead-letters")).isEmpty();
    }

    @Test
    void lagIsTheTimeFromFetchingToBeingSearchable() throws Exception {
        handled(Duration.ofMinutes(15));

        assertThat(firing("nificrm-lag")).isNotEmpty();
    }

    @Test
    void oldPostsThatWereHandledAtOnceAreNoLag() throws Exception {
        handled(Duration.ofSeconds(30));

        assertThat(firing("nificrm-lag")).isEmpty();
    }

    @Test
    void withoutAnyDataNothingFires() throws Exception {
        for (JsonNode group : rules()) {
            for (JsonNode rule : group.path("rules")) {
                assertThat(firing(rule.path("uid").asText()))
                        .as(rule.path("title").asText())
                        .isEmpty();
            }
        }
    }

    @Test
    void complaintsAndUnsubscriptionsFireAboveTheirRates() throws Exception {
        mails("delivered", 1000);
        mails("complained", 4);
        mails("unsubscribed", 11);

        assertThat(firing("nificrm-complaints")).isNotEmpty();
        assertThat(firing("nificrm-unsubscriptions")).isNotEmpty();
    }

    @Test
    void complaintsAndUnsubscriptionsAreQuietAtUsualRatesAndForFewMails() throws Exception {
        mails("delivered", 1000);
        mails("complained", 3);
        mails("unsubscribed", 10);

        assertThat(firing("nificrm-complaints")).isEmpty();
        assertThat(firing("nificrm-unsubscriptions")).isEmpty();
    }

    @Test
    void fewMailsSayNothing() throws Exception {
        mails("delivered", 199);
        mails("complained", 50);

        assertThat(firing("nificrm-complaints")).isEmpty();
    }

    @Test
    void everyRuleTellsWhatToDoWhereToLookAndHowUrgentItIs() {
        assertThat(StreamOf.of(rules()).flatMap(group -> StreamOf.of(group.path("rules"))))
                .isNotEmpty()
                .allSatisfy(rule -> {
                    assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
                    assertThat(rule.at("/annotations/summary").asText()).isNotEmpty();
                    assertThat(rule.at("/annotations/description").asText()).isNotEmpty();
                    String board = rule.path("dashboardUid").asText();
                    JsonNode found = BoardFiles.all()
                            .map(BoardFiles.BoardFile::board)
                            .filter(candidate -> candidate.path("uid").asText().equals(board))
                            .findFirst()
                            .orElseThrow();
                    assertThat(StreamOf.of(found.path("panels"))
                                    .map(panel -> panel.path("id").asInt()))
                            .contains(rule.path("panelId").asInt());
                    // what messages take their link to the board from
                    assertThat(rule.at("/annotations/__dashboardUid__").asText())
                            .isEqualTo(board);
                    assertThat(rule.at("/annotations/__panelId__").textValue())
                            .isEqualTo(rule.path("panelId").asText());
                    assertThat(StreamOf.of(rule.path("data"))
                                    .map(data -> data.path("refId").asText()))
                            .doesNotHaveDuplicates()
                            .contains(rule.path("condition").asText());
                });
    }

    @Test
    void everyRuleIsExplainedInTheOperatorsGuide() throws IOException {
        String guide = Files.readString(BoardFiles.FOLDER.resolveSibling("docs/operations.md"));

        assertThat(StreamOf.of(rules()).flatMap(group -> StreamOf.of(group.path("rules"))))
                .allSatisfy(rule -> assertThat(guide)
                        .contains("<a id=\"" + rule.path("uid").asText() + "\"></a>")
                        .contains(rule.path("title").asText()));
    }

    /** What the condition of a rule is not 0 for, computed as Grafana's alerting does. */
    private List<Values.Labelled> firing(String uid) throws IOException, InterruptedException {
        if (!bulk.isEmpty()) {
            elasticsearch.bulk(bulk.toString());
            bulk.setLength(0);
        }
        JsonNode rule = StreamOf.of(rules())
                .flatMap(group -> StreamOf.of(group.path("rules")))
                .filter(candidate -> candidate.path("uid").asText().equals(uid))
                .findFirst()
                .orElseThrow();
        SearchRequests requests = new SearchRequests(SearchRequests.Form.SERVER);
        Answers answers = new Answers();
        for (JsonNode data : rule.path("data")) {
            JsonNode model = data.path("model");
            if (data.path("datasourceUid").asText().equals("__expr__")) {
                answers.expression(model);
                continue;
            }
            DataSource source = SOURCES.get(data.path("datasourceUid").asText());
            TimeRange range = new TimeRange(
                    now.minusSeconds(data.at("/relativeTimeRange/from").asLong()),
                    now.minusSeconds(data.at("/relativeTimeRange/to").asLong()));
            JsonNode response = elasticsearch.search(
                    requests.header(source.index()), requests.body(model, source.timeField(), range));
            assertThat(response.path("status").asInt()).as(response.toString()).isEqualTo(200);
            assertThat(response.path("_shards").path("failed").asInt()).isZero();
            answers.search(model, response);
        }
        return answers.get(rule.path("condition").asText()).all().stream()
                .filter(value -> value.number() != 0 && !Double.isNaN(value.number()))
                .toList();
    }

    private static JsonNode rules() {
        try {
            String yaml = Files.readString(BoardFiles.FOLDER.resolve("provisioning/alerting/rules.yaml"));
            Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
            return new ObjectMapper().valueToTree(loaded).path("groups");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void flagged(String priority, Duration due, String status) {
        touchpoint("mention", "mastodon", Duration.ofHours(1), mention -> {
            ObjectNode triage = mention.putObject("triage");
            triage.put("queue", "rapid_response")
                    .put("priority", priority)
                    .put("status", status)
                    .put("due_at", now.plus(due).toString());
        });
    }

    private void negatives(int count, Duration ago) {
        for (int each = 0; each < count; each++) {
            touchpoint("mention", "reddit", ago, mention -> {
                mention.putArray("brands").add("acme");
                mention.putObject("sentiment").put("label", "negative");
            });
        }
    }

    private void arrivals(String platform, int count, Duration newest, Duration oldest) {
        Duration step = oldest.minus(newest).dividedBy(count);
        for (int each = 0; each < count; each++) {
            touchpoint("mention", platform, newest.plus(step.multipliedBy(each)), mention -> {});
        }
    }

    private void handled(Duration inside) {
        for (int each = 0; each < 20; each++) {
            touchpoint("mention", "mastodon", Duration.ofMinutes(5), mention -> {
                mention.put("@timestamp", now.minus(Duration.ofDays(3)).toString());
                mention.put("handling_seconds", inside.toSeconds());
            });
        }
    }

    private void mails(String kind, int count) {
        for (int each = 0; each < count; each++) {
            touchpoint("email_event", "email", Duration.ofHours(3), event -> event.put("kind", kind));
        }
    }

    private void deadLetters(int count, Duration ago) {
        for (int each = 0; each < count; each++) {
            ObjectNode letter = BoardFiles.object()
                    .put("@timestamp", now.minus(ago).toString())
                    .put("stage", "NormalizeTouchpoints")
                    .put("reason", "not JSON");
            SampleIndex.add(bulk, "crm-dead-letters-test", "letter-" + number++, letter + "\n");
        }
    }

    private void touchpoint(String type, String platform, Duration ago, Consumer<ObjectNode> more) {
        ObjectNode touchpoint = BoardFiles.object()
                .put("id", "alert-" + number)
                .put("type", type)
                .put("platform", platform)
                .put("@timestamp", now.minus(ago).toString())
                .put("indexed_at", now.minus(ago).toString());
        more.accept(touchpoint);
        String family = type.equals("mention") ? "mentions" : "email-events";
        SampleIndex.add(bulk, "crm-" + family + "-test", "alert-" + number++, touchpoint + "\n");
    }
}

package io.nificrm.elasticsearch;

import static io.nificrm.elasticsearch.TestCluster.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import io.nificrm.touchpoint.DeadLetter;
import io.nificrm.touchpoint.JsonLinesWriter;
import io.nificrm.touchpoint.SourceEvent;
import io.nificrm.touchpoint.TouchpointJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class PutDeadLettersTest {
    private static final String PREFIX = TestCluster.prefix();

    private final ElasticsearchNode node;

    PutDeadLettersTest(ElasticsearchNode node) {
        this.node = node;
    }

    @Test
    void deadLettersAreKeptAsTheyAreOnce() throws Exception {
        TestRunner runner = runner(node.url().toString());
        byte[] letters = letters("first", "second");
        for (int time = 0; time < 2; time++) {
            runner.enqueue(letters, Map.of(CrmAttributes.CONTENT, "dead_letters"));
        }
        runner.run(2);

        runner.assertAllFlowFilesTransferred(PutDeadLetters.SUCCESS, 2);
        assertThat(stored("stage", "Mender"))
                .hasSize(2)
                .anySatisfy(
                        letter -> assertThat(letter.path("payload").asText()).isEqualTo("first"));
    }

    @Test
    void touchpointsThatWereGivenUpAreKeptOneByOne() throws Exception {
        TestRunner runner = runner(node.url().toString());
        runner.enqueue(
                line("t:1", "") + line("t:2", "") + "broken\n",
                Map.of(
                        CrmAttributes.CONTENT, "touchpoints",
                        CrmAttributes.STAGE, "TagProfile",
                        CrmAttributes.REASON, "too often"));
        runner.run();

        List<JsonNode> kept = stored("stage", "TagProfile");
        assertThat(kept).hasSize(3).allSatisfy(letter -> {
            assertThat(letter.path("reason").asText()).isEqualTo("too often");
            assertThat(letter.path("format").asText()).isEqualTo("touchpoint");
        });
        assertThat(kept).anyMatch(letter -> letter.path("payload").asText().contains("t:2"));
    }

    @Test
    void whatSourcesTellIsKeptInAnIndexOfItsOwn() throws Exception {
        TestRunner runner = runner(node.url().toString());
        SourceEvent event = SourceEvent.of(
                "mastodon",
                "#acme",
                "rate_limited",
                "HTTP 429",
                Instant.parse("2026-11-24T20:00:00Z"),
                Instant.parse("2026-11-24T20:05:00Z"));
        for (int time = 0; time < 2; time++) {
            runner.enqueue(
                    TouchpointJson.write(event) + "\nno event\n",
                    Map.of(CrmAttributes.CONTENT, "source_events", CrmAttributes.STAGE, "ConsumeMastodon"));
        }
        runner.run(2);

        runner.assertAllFlowFilesTransferred(PutDeadLetters.SUCCESS, 2);
        assertThat(stored("stage", "ConsumeMastodon"))
                .hasSize(1)
                .allSatisfy(letter -> assertThat(letter.path("format").asText()).isEqualTo("source_event"));
        assertThat(stored(IndexFamily.SOURCE_EVENTS, "kind", "rate_limited"))
                .hasSize(1)
                .allSatisfy(kept ->
                        assertThat(kept).hasToString(TouchpointJson.write(event).toString()));
    }

    @Test
    void anythingElseIsOneLetterWithItsFirstBytes() throws Exception {
        TestRunner runner = runner(node.url().toString());
        runner.setProperty(PutDeadLetters.STAGE, "Orders API");
        runner.setProperty(PutDeadLetters.REASON, "${why}");
        runner.setProperty(PutDeadLetters.MAX_PAYLOAD, "10 B");
        runner.enqueue("0123456789ABC", Map.of("why", "refused"));
        runner.enqueue("0123456789XYZ?", Map.of("why", "refused"));
        runner.enqueue(new byte[] {(byte) 0xFF, 0, 1}, Map.of("why", "refused"));
        runner.run(3);

        List<JsonNode> kept = stored("stage", "Orders API");
        assertThat(kept).hasSize(3);
        assertThat(kept)
                .anySatisfy(letter -> {
                    assertThat(letter.path("payload").asText()).isEqualTo("0123456789");
                    assertThat(letter.path("truncated").asBoolean()).isTrue();
                    assertThat(letter.path("reason").asText()).isEqualTo("refused (kept 10 of 13 bytes)");
                })
                .anySatisfy(letter ->
                        assertThat(letter.path("payload_base64").asText()).isEqualTo("/wAB"));
    }

    @Test
    void aLetterOfAnAbsurdTimeMakesNoIndexOfItsOwn() throws Exception {
        TestRunner runner = runner(node.url().toString());
        runner.enqueue(
                new String(letters("absurd"), StandardCharsets.UTF_8)
                        .replaceAll("\"@timestamp\":\"[^\"]*\"", "\"@timestamp\":\"0003-01-01T00:00:00Z\"")
                        .replace("Mender", "Ancient"),
                Map.of(CrmAttributes.CONTENT, "dead_letters"));
        runner.run();

        runner.assertAllFlowFilesTransferred(PutDeadLetters.SUCCESS, 1);
        assertThat(stored("stage", "Ancient")).hasSize(1);
    }

    @Test
    void withoutElasticsearchTheReasonItWasGivenUpForSurvivesTheRetry() throws Exception {
        TestRunner runner = runner("http://127.0.0.1:1");
        runner.enqueue("x", Map.of(CrmAttributes.REASON, "the real one"));
        runner.run();

        MockFlowFile retry =
                runner.getFlowFilesForRelationship(PutDeadLetters.RETRY).getFirst();
        retry.assertAttributeEquals(CrmAttributes.REASON, "the real one");
        assertThat(retry.getAttribute(PutDeadLetters.FAULT)).contains("not ready");
        assertThat(retry.isPenalized()).isTrue();
    }

    private static byte[] letters(String... payloads) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonLinesWriter<DeadLetter> writer = JsonLinesWriter.deadLetters(out);
        for (String payload : payloads) {
            writer.write(DeadLetter.of(
                    "Mender",
                    "can't",
                    Optional.of("mime"),
                    payload.getBytes(StandardCharsets.UTF_8),
                    false,
                    Map.of(),
                    Instant.now()));
        }
        writer.flush();
        return out.toByteArray();
    }

    private List<JsonNode> stored(String field, String value) throws IOException {
        return stored(IndexFamily.DEAD_LETTERS, field, value);
    }

    private List<JsonNode> stored(IndexFamily family, String field, String value) throws IOException {
        try (TestCluster look = new TestCluster(ConnectionSettings.of(node.url()), PREFIX, BulkLimits.DEFAULT)) {
            String all = look.cluster.names().all(family);
            look.cluster.client().indices().refresh(refresh -> refresh.index(all));
            return look
                    .cluster
                    .client()
                    .search(
                            search -> search.index(all)
                                    .query(query ->
                                            query.term(term -> term.field(field).value(value))),
                            ObjectNode.class)
                    .hits()
                    .hits()
                    .stream()
                    .<JsonNode>map(hit -> hit.source())
                    .toList();
        }
    }

    private static TestRunner runner(String host) throws InitializationException {
        TestRunner runner = TestRunners.newTestRunner(new PutDeadLetters());
        ElasticsearchConnectionService service = new ElasticsearchConnectionService();
        runner.addControllerService("connection", service);
        runner.setProperty(service, ElasticsearchConnectionService.HOSTS, host);
        runner.setProperty(service, ElasticsearchConnectionService.AUTHENTICATION, Authentication.NONE);
        runner.setProperty(service, ElasticsearchConnectionService.INDEX_PREFIX, PREFIX);
        runner.enableControllerService(service);
        runner.setProperty(PutProperties.CONNECTION, "connection");
        return runner;
    }
}

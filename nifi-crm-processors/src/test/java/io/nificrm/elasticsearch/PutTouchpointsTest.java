package io.nificrm.elasticsearch;

import static io.nificrm.elasticsearch.TestCluster.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.provenance.ProvenanceEventType;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedElasticsearch.class)
class PutTouchpointsTest {
    private static final String PREFIX = TestCluster.prefix();

    @Test
    void whatIsWrittenGoesOnAsItCame(ElasticsearchNode node) throws Exception {
        TestRunner runner = runner(node.url().toString());
        String lines = line("w:1", "") + line("w:2", "");
        runner.enqueue(lines);
        runner.enqueue(lines);

        runner.run();

        runner.assertAllFlowFilesTransferred(PutTouchpoints.SUCCESS, 2);
        MockFlowFile first = only(runner, PutTouchpoints.SUCCESS, 0);
        first.assertContentEquals(lines);
        first.assertAttributeEquals(PutTouchpoints.CREATED, "2");
        only(runner, PutTouchpoints.SUCCESS, 1).assertAttributeEquals(PutTouchpoints.UNCHANGED, "2");
        assertThat(runner.getProvenanceEvents()).anySatisfy(event -> {
            assertThat(event.getEventType()).isEqualTo(ProvenanceEventType.SEND);
            assertThat(event.getTransitUri()).isEqualTo(node.url().toString());
        });
    }

    @Test
    void aRefusedTouchpointLeavesByInvalidAloneWithElasticsearchsReason(ElasticsearchNode node) throws Exception {
        TestRunner runner = runner(node.url().toString());
        runner.enqueue(line("v:1", "")
                + line("v:2", "\"emotion\":{\"label\":\"joy\",\"confidence\":1e300}")
                + "{broken\n"
                + line("v:4", ""));

        runner.run();

        MockFlowFile written = only(runner, PutTouchpoints.SUCCESS, 0);
        assertThat(written.getContent()).contains("v:1", "v:4").doesNotContain("v:2");
        written.assertAttributeEquals(CrmAttributes.ITEM_COUNT, "2");
        MockFlowFile invalid = only(runner, PutTouchpoints.INVALID, 0);
        invalid.assertAttributeEquals(CrmAttributes.CONTENT, "dead_letters");
        invalid.assertAttributeEquals(CrmAttributes.ITEM_COUNT, "2");
        assertThat(invalid.getContent()).contains("document_parsing_exception", "v:2", "{broken");
        runner.assertTransferCount(PutTouchpoints.RETRY, 0);
    }

    @Test
    void whenNothingListensEverythingIsRetriedPenalisedWithAReason() throws Exception {
        TestRunner runner = runner("http://127.0.0.1:1");
        String lines = line("n:1", "") + "{broken\n";
        runner.enqueue(lines);

        runner.run();

        runner.assertAllFlowFilesTransferred(PutTouchpoints.RETRY, 1);
        MockFlowFile retry = only(runner, PutTouchpoints.RETRY, 0);
        retry.assertContentEquals(lines);
        assertThat(retry.isPenalized()).isTrue();
        assertThat(retry.getAttribute(CrmAttributes.REASON)).contains("not ready");
    }

    @Test
    void whatElasticsearchHasNoRoomForIsRetriedAndNothingElse() throws Exception {
        try (BusyElasticsearch busy = new BusyElasticsearch("t:3")) {
            TestRunner runner = runner(busy.url());
            runner.setProperty(PutProperties.BULK_DOCUMENTS, "2");
            runner.setProperty(PutProperties.CONCURRENT_BULKS, "1");
            runner.enqueue(IntStream.rangeClosed(1, 6)
                    .mapToObj(i -> line("t:" + i, ""))
                    .collect(Collectors.joining()));

            runner.run();

            assertThat(ids(only(runner, PutTouchpoints.SUCCESS, 0))).containsExactly("t:1", "t:2", "t:4");
            MockFlowFile retry = only(runner, PutTouchpoints.RETRY, 0);
            assertThat(ids(retry)).containsExactly("t:3", "t:5", "t:6");
            assertThat(retry.getAttribute(CrmAttributes.REASON)).contains("es_rejected_execution_exception");
            assertThat(retry.isPenalized()).isTrue();
        }
    }

    @Test
    void killedInMidFlowElasticsearchHasEverythingOnceAfterTheRetry(@TempDir Path folder) throws Exception {
        try (ElasticsearchNode node = ElasticsearchNode.builder(folder).build().start();
                Relay relay = new Relay(node.url().getPort())) {
            TestRunner runner = runner(relay.url());
            runner.setProperty(PutProperties.BULK_DOCUMENTS, "20");
            int count = 6_000;
            String lines = IntStream.range(0, count)
                    .mapToObj(i -> line("k:" + i, "\"brands\":[\"killed\"]"))
                    .collect(Collectors.joining());
            runner.enqueue(line("k:0", "\"brands\":[\"killed\"]"));
            runner.run(1, false);
            runner.clearTransferState();

            runner.enqueue(lines);
            relay.after(lines.length() / 3, node::kill);
            runner.run(1, false, false);
            assertThat(node.isRunning()).isFalse();
            runner.assertTransferCount(PutTouchpoints.INVALID, 0);
            MockFlowFile retry = only(runner, PutTouchpoints.RETRY, 0);
            int written = runner.getFlowFilesForRelationship(PutTouchpoints.SUCCESS).stream()
                    .mapToInt(flowFile -> ids(flowFile).size())
                    .sum();
            assertThat(written + ids(retry).size()).isEqualTo(count);

            node.start();
            runner.clearTransferState();
            runner.enqueue(retry);
            runner.run(1, true, false);

            runner.assertAllFlowFilesTransferred(PutTouchpoints.SUCCESS, 1);
            try (TestCluster look = new TestCluster(ConnectionSettings.of(node.url()), PREFIX, BulkLimits.DEFAULT)) {
                assertThat(look.count("brands", "killed")).isEqualTo(count);
            }
        }
    }

    @Test
    void verifySaysWhatIsWrong(ElasticsearchNode node) throws Exception {
        TestRunner runner = runner(node.url().toString());
        PutTouchpoints processor = (PutTouchpoints) runner.getProcessor();

        List<ConfigVerificationResult> results =
                processor.verify(runner.getProcessContext(), runner.getLogger(), Map.of());

        assertThat(results)
                .noneMatch(result -> result.getOutcome() == ConfigVerificationResult.Outcome.FAILED)
                .anyMatch(result -> result.getExplanation().equals("Elasticsearch 9.5.3"));
    }

    private static TestRunner runner(String host) throws InitializationException {
        TestRunner runner = TestRunners.newTestRunner(new PutTouchpoints());
        ElasticsearchConnectionService service = new ElasticsearchConnectionService();
        runner.addControllerService("connection", service);
        runner.setProperty(service, ElasticsearchConnectionService.HOSTS, host);
        runner.setProperty(service, ElasticsearchConnectionService.AUTHENTICATION, Authentication.NONE);
        runner.setProperty(service, ElasticsearchConnectionService.INDEX_PREFIX, PREFIX);
        runner.enableControllerService(service);
        runner.setProperty(PutProperties.CONNECTION, "connection");
        return runner;
    }

    private static MockFlowFile only(TestRunner runner, Relationship relationship, int position) {
        return runner.getFlowFilesForRelationship(relationship).get(position);
    }

    private static List<String> ids(MockFlowFile flowFile) {
        return flowFile.getContent()
                .lines()
                .map(line -> line.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    /** Answers bulks as Elasticsearch does, and has no room for one document. */
    private static final class BusyElasticsearch implements AutoCloseable {
        private final HttpServer server;

        BusyElasticsearch(String refused) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                String answer = exchange.getRequestURI().getPath().equals("/_bulk") ? bulk(body, refused) : "{}";
                byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("X-Elastic-Product", "Elasticsearch");
                exchange.getResponseHeaders()
                        .set("Content-Type", "application/vnd.elasticsearch+json;compatible-with=9");
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        private static String bulk(String body, String refused) {
            return body.lines()
                    .filter(line -> line.startsWith("{\"create\""))
                    .map(line -> line.replaceAll(".*\"_id\":\"([^\"]*)\".*", "$1"))
                    .map(id -> id.equals(refused) ? """
                            {"create":{"_index":"i","_id":"%s","status":429,"error":{"type":"es_rejected_execution_exception","reason":"queue is full"}}}""".formatted(id) : """
                            {"create":{"_index":"i","_id":"%s","status":201,"result":"created","_version":1,"_seq_no":0,"_primary_term":1,"_shards":{"total":1,"successful":1,"failed":0}}}""".formatted(id))
                    .collect(Collectors.joining(",", "{\"took\":1,\"errors\":true,\"items\":[", "]}"));
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}

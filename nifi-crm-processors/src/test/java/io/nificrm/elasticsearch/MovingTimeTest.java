package io.nificrm.elasticsearch;

import static io.nificrm.elasticsearch.TestCluster.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Touchpoints whose source tells only when they were last changed, or no time at all. */
@ExtendWith(SharedElasticsearch.class)
class MovingTimeTest {
    private static TestCluster storage;

    private final Instant now = Instant.now().minusSeconds(60);
    private final Instant earlier = now.minus(Duration.ofDays(70));

    @BeforeAll
    static void connect(ElasticsearchNode node) throws IOException {
        storage = new TestCluster(node);
    }

    @AfterAll
    static void close() throws IOException {
        storage.close();
    }

    @Test
    void aReviewThatWasChangedInALaterMonthIsOneDocumentAndKeepsWhatPeopleDid() throws IOException {
        storage.put(review("a", earlier, "Lid leaks", "\"triage\":{\"queue\":\"feedback\",\"status\":\"new\"}"));
        storage.cluster
                .client()
                .update(
                        update -> update.index(index(earlier))
                                .id("a")
                                .doc(Map.of("triage", Map.of("status", "acknowledged", "assignee", "kim"))),
                        ObjectNode.class);

        PutOutcome outcome =
                storage.put(review("a", now, "Lid mended", "\"triage\":{\"queue\":\"advocacy\",\"status\":\"new\"}"));

        assertThat(outcome.updated()).isEqualTo(1);
        assertThat(outcome.created()).isZero();
        ObjectNode stored = only("a");
        assertThat(stored.path("text").asText()).isEqualTo("Lid mended");
        assertThat(stored.at("/triage/queue").asText()).isEqualTo("feedback");
        assertThat(stored.at("/triage/status").asText()).isEqualTo("acknowledged");
        assertThat(stored.at("/triage/assignee").asText()).isEqualTo("kim");
        assertThat(stored.path("@timestamp").asText())
                .as("of its first version")
                .isEqualTo(earlier.toString());
    }

    @Test
    void aReplayInEitherOrderLeavesOneDocumentWithTheNewestWords() throws IOException {
        String first = review("b", earlier, "Lid leaks", "");
        String changed = review("b", now, "Lid mended", "");

        storage.put(changed);
        PutOutcome replayed = storage.put(first);

        assertThat(replayed.unchanged()).as("an older fetch").isEqualTo(1);
        assertThat(only("b").path("text").asText()).isEqualTo("Lid mended");
        assertThat(storage.put(changed).unchanged()).isEqualTo(1);
        assertThat(storage.put(first + changed).unchanged()).isEqualTo(2);
        assertThat(only("b").path("text").asText()).isEqualTo("Lid mended");
    }

    @Test
    void versionsThatComeTogetherAreOneDocumentAmongTheirNeighbours(ElasticsearchNode node) throws IOException {
        String lines = review("c:1", earlier, "one", "")
                + line("c:2", "\"text\":\"an ordinary mention\"")
                + review("c:1", now, "two", "")
                + review("c:3", now, "new", "")
                + line("c:2", "\"reach\":5")
                + "garbage\n";
        try (TestCluster smallBulks = new TestCluster(
                ConnectionSettings.of(node.url()), TestCluster.prefix(), new BulkLimits(2, 1 << 20, 4))) {
            for (TestCluster each : List.of(storage, smallBulks)) {
                PutOutcome outcome = each.put(lines);

                assertThat(outcome.created()).isEqualTo(3);
                assertThat(outcome.written()).isEqualTo(5);
                assertThat(outcome.invalid()).isEqualTo(1);
                assertThat(each.count("text", "two")).isEqualTo(1);
                assertThat(each.count("id", "c:1")).isEqualTo(1);
                assertThat(each.count("id", "c:3")).isEqualTo(1);
                assertThat(each.count("reach", "5")).isEqualTo(1);
            }
        }
    }

    @Test
    void twoTasksThatWriteDifferentVersionsAtTheSameTimeMakeOne() {
        List<CompletableFuture<PutOutcome>> tasks = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    Instant at = i % 2 == 0 ? earlier : now;
                    try {
                        return storage.put(IntStream.range(0, 20)
                                .mapToObj(id -> review("d:" + id, at, "version " + i, "\"brands\":[\"together\"]"))
                                .collect(Collectors.joining()));
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }))
                .toList();

        assertThat(tasks)
                .allSatisfy(task -> assertThat(task.join().fault()).isEmpty())
                .allSatisfy(task -> assertThat(task.join().written()).isEqualTo(20));
        assertThat(tasks.stream().mapToLong(task -> task.join().created()).sum())
                .isEqualTo(20);
    }

    @Test
    void moreThanOneSearchTakesAreAllFound() throws IOException {
        String many = reviews(1_200, earlier);
        assertThat(storage.put(many).created()).isEqualTo(1_200);

        PutOutcome outcome = storage.put(reviews(1_200, now));

        assertThat(outcome.updated()).isEqualTo(1_200);
        assertThat(storage.count("brands", "many")).isEqualTo(1_200);
    }

    @Test
    void aMailWithoutADateThatIsReadAgainLaterIsOneEvent() throws IOException {
        String event = """
                {"id":"email:e","type":"email_event","@timestamp":"%s","timestamp_of":"fetch","platform":"email","kind":"bounced"}
                """;

        storage.put(event.formatted(earlier));
        storage.put(event.formatted(now));

        assertThat(storage.count("id", "email:e")).isEqualTo(1);
    }

    @Test
    void ordinaryMentionsAreNotLookedForAndWhatCannotBeLookedForWaits() throws IOException {
        List<String> requests = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, requests));
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (ElasticsearchCluster cluster =
                new ElasticsearchCluster(ConnectionSettings.of(address), new IndexNames("crm"), IndexOptions.DEFAULT)) {
            BatchWriter writer = new BatchWriter(cluster.client(), Optional.of(new Refetch()));
            Write ordinary =
                    new Write("crm-mentions-2026.11", "o", "{}".getBytes(StandardCharsets.UTF_8), ignored -> {});
            Write moving = new Write(
                    "crm-mentions-2026.11",
                    Optional.of("crm-mentions"),
                    "m",
                    "{}".getBytes(StandardCharsets.UTF_8),
                    ignored -> {});

            assertThat(writer.write(List.of(ordinary))).containsExactly(new WriteResult.Created());
            assertThat(requests).containsExactly("/_bulk");

            List<WriteResult> mixed = writer.write(List.of(moving, ordinary, moving));
            assertThat(mixed.get(0))
                    .isInstanceOfSatisfying(
                            WriteResult.Unacknowledged.class,
                            waits -> assertThat(waits.reason()).contains("503"));
            assertThat(mixed.get(1)).isEqualTo(new WriteResult.Created());
            assertThat(mixed.get(2)).isInstanceOf(WriteResult.Unacknowledged.class);
        } finally {
            server.stop(0);
        }
    }

    /** Takes one document, and cannot refresh. */
    private static void answer(HttpExchange exchange, List<String> requests) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(path);
        exchange.getRequestBody().readAllBytes();
        boolean bulk = path.equals("/_bulk");
        byte[] body = (bulk ? """
                {"took":1,"errors":false,"items":[{"create":{"_index":"i","_id":"o","status":201,"result":"created",\
                "_version":1,"_seq_no":0,"_primary_term":1,"_shards":{"total":1,"successful":1,"failed":0}}}]}""" : """
                {"error":{"type":"unavailable_shards_exception","reason":"a node is away"},"status":503}""").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("X-Elastic-Product", "Elasticsearch");
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.elasticsearch+json;compatible-with=9");
        exchange.sendResponseHeaders(bulk ? 200 : 503, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String reviews(int count, Instant at) {
        return IntStream.range(0, count)
                .mapToObj(i -> review("e:" + i, at, "of " + at, "\"brands\":[\"many\"]"))
                .collect(Collectors.joining());
    }

    /** As a platform gives it that tells only when a review was last changed; fetched a minute later. */
    private static String review(String id, Instant changed, String text, String more) {
        return """
                {"id":"%s","type":"mention","@timestamp":"%s","timestamp_of":"last_change","fetched_at":"%s","platform":"googleplay","kind":"review","text":"%s"%s}
                """.formatted(id, changed, changed.plusSeconds(30), text, more.isEmpty() ? "" : "," + more);
    }

    private static String index(Instant at) {
        return storage.cluster.names().at(IndexFamily.MENTIONS, at);
    }

    /** The one document of this id, wherever it lies. */
    private static ObjectNode only(String id) throws IOException {
        String all = storage.cluster.names().touchpoints();
        storage.cluster.client().indices().refresh(refresh -> refresh.index(all));
        var hits = storage.cluster
                .client()
                .search(search -> search.index(all).query(query -> query.ids(ids -> ids.values(id))), ObjectNode.class)
                .hits()
                .hits();
        assertThat(hits).hasSize(1);
        return hits.getFirst().source();
    }
}

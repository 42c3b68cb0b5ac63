package io.nificrm.elasticsearch;

import static io.nificrm.elasticsearch.TestCluster.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class TouchpointIndexerTest {
    private static TestCluster storage;

    @BeforeAll
    static void connect(ElasticsearchNode node) throws IOException {
        storage = new TestCluster(node);
    }

    @AfterAll
    static void close() throws IOException {
        storage.close();
    }

    @BeforeEach
    void forget() {
        storage.invalid.clear();
    }

    @Test
    void aFirstWriteCreatesTheDocumentAndSaysWhen() throws IOException {
        Instant before = Instant.now();

        PutOutcome outcome =
                storage.put(line("b:1", "\"title\":\"unique\",\"text\":\"Lid leaks\",\"topics\":[\"lid\"]"));

        assertThat(outcome.created()).isEqualTo(1);
        assertThat(storage.stored("b:1").path("text").asText()).isEqualTo("Lid leaks");
        assertThat(Instant.parse(storage.stored("b:1").path("indexed_at").asText()))
                .isBetween(before, Instant.now());
        assertThat(storage.count("title", "unique")).isEqualTo(1);
    }

    @Test
    void aFirstWriteSaysHowLongItTookFromThePostAndFromTheFetch() throws IOException {
        Instant fetched = Instant.now().minusSeconds(5);

        storage.put(line("lag:1", "\"fetched_at\":\"" + fetched + "\"") + line("lag:2", ""));

        JsonNode stored = storage.stored("lag:1");
        Instant written = Instant.parse(stored.path("indexed_at").asText());
        Instant posted = Instant.parse(stored.path("@timestamp").asText());
        assertThat(stored.path("lag_seconds").asDouble()).isCloseTo(seconds(posted, written), within(0.002));
        assertThat(stored.path("handling_seconds").asDouble()).isCloseTo(seconds(fetched, written), within(0.002));
        assertThat(storage.stored("lag:2").has("lag_seconds")).isTrue();
        assertThat(storage.stored("lag:2").has("handling_seconds")).isFalse();
    }

    @Test
    void aClockAheadOfOursIsNoLag() throws IOException {
        storage.put(line("lag:3", "\"fetched_at\":\"" + Instant.now().plusSeconds(60) + "\""));

        assertThat(storage.stored("lag:3").has("handling_seconds")).isFalse();
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    @Test
    void aReplayChangesNothingNotEvenTheVersion() throws IOException {
        String lines = line("c:1", "\"text\":\"x\"") + line("c:2", "");
        storage.put(lines);

        PutOutcome again = storage.put(lines);

        assertThat(again.created()).isZero();
        assertThat(again.unchanged()).isEqualTo(2);
        assertThat(storage.response("c:1").version()).isEqualTo(1);
    }

    @Test
    void aRefetchChangesEngagementAndKeepsWhatPeopleDid() throws IOException {
        storage.put(
                line(
                        "d:1",
                        "\"engagement\":{\"likes\":1},\"triage\":{\"queue\":\"rapid_response\",\"status\":\"new\"},\"fetched_at\":\"2026-11-22T10:00:00Z\""));
        String indexedAt = storage.stored("d:1").path("indexed_at").asText();
        storage.update("d:1", Map.of("triage", Map.of("status", "acknowledged", "assignee", "kim")));

        PutOutcome outcome = storage.put(
                line(
                        "d:1",
                        "\"engagement\":{\"likes\":50},\"triage\":{\"queue\":\"rapid_response\",\"status\":\"new\"},\"fetched_at\":\"2026-11-22T11:00:00Z\""));

        assertThat(outcome.updated()).isEqualTo(1);
        assertThat(storage.stored("d:1").at("/engagement/likes").asInt()).isEqualTo(50);
        assertThat(storage.stored("d:1").at("/triage/status").asText()).isEqualTo("acknowledged");
        assertThat(storage.stored("d:1").at("/triage/assignee").asText()).isEqualTo("kim");
        assertThat(storage.stored("d:1").path("indexed_at").asText()).isEqualTo(indexedAt);
    }

    @Test
    void aPersonsWorkSurvivesRefetchesGoingOnAtTheSameTime()
            throws IOException, InterruptedException, ExecutionException {
        storage.put(line("e:1", "\"triage\":{\"status\":\"new\"}"));
        CompletableFuture<Void> refetches = CompletableFuture.runAsync(() -> {
            for (int likes = 1; likes <= 100; likes++) {
                try {
                    assertThat(storage.put(line("e:1", "\"engagement\":{\"likes\":" + likes + "}"))
                                    .fault())
                            .isEmpty();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        });
        for (int step = 1; step <= 100; step++) {
            int now = step;
            storage.cluster
                    .client()
                    .update(
                            update -> update.index(storage.index())
                                    .id("e:1")
                                    .retryOnConflict(50)
                                    .doc(Map.of("triage", Map.of("status", "step-" + now))),
                            Object.class);
            assertThat(storage.stored("e:1").at("/triage/status").asText()).isEqualTo("step-" + now);
        }
        refetches.get();

        assertThat(storage.stored("e:1").at("/triage/status").asText()).isEqualTo("step-100");
        assertThat(storage.stored("e:1").at("/engagement/likes").asInt()).isEqualTo(100);
    }

    @Test
    void oneThatElasticsearchRefusesLeavesWithItsReasonAndItsNeighboursAreWritten() throws IOException {
        String tooLarge =
                line("f:2", "\"emotion\":{\"label\":\"joy\",\"confidence\":1e300},\"text\":\"private words\"");

        PutOutcome outcome = storage.put(line("f:1", "") + tooLarge + "garbage\n" + line("f:4", ""));

        assertThat(outcome.created()).isEqualTo(2);
        assertThat(outcome.invalid()).isEqualTo(2);
        assertThat(outcome.fault()).isEmpty();
        assertThat(storage.invalid).hasSize(2);
        assertThat(storage.invalid)
                .anySatisfy(letter -> assertThat(letter)
                        .contains("line 2", "document_parsing_exception", "emotion.confidence", "private words")
                        .doesNotContain("indexed_at"));
        assertThat(storage.invalid).anySatisfy(letter -> assertThat(letter).contains("line 3", "garbage"));
        assertThat(IntStream.rangeClosed(1, 4).mapToObj(outcome::fate))
                .containsExactly(
                        PutOutcome.Fate.WRITTEN,
                        PutOutcome.Fate.INVALID,
                        PutOutcome.Fate.INVALID,
                        PutOutcome.Fate.WRITTEN);
    }

    @Test
    void absurdDatesMakeNoIndex() throws IOException {
        PutOutcome outcome = storage.put("""
                {"id":"g:1","type":"mention","@timestamp":"0001-01-01T00:00:00Z","platform":"t","kind":"post"}
                {"id":"g:2","type":"mention","@timestamp":"9999-12-31T00:00:00Z","platform":"t","kind":"post"}
                """);

        assertThat(outcome.invalid()).isEqualTo(2);
        assertThat(storage.invalid).anyMatch(letter -> letter.contains("oldest month accepted"));
        assertThat(storage.invalid).anyMatch(letter -> letter.contains("in the future"));
    }

    @Test
    void anIdTooLongForElasticsearchHurtsNobodyElse() throws IOException {
        PutOutcome outcome = storage.put(line("x".repeat(600), "") + line("h:1", ""));

        assertThat(outcome.invalid()).isEqualTo(1);
        assertThat(outcome.created()).isEqualTo(1);
    }

    @Test
    void theLastOfSeveralWithOneIdWinsInOneBulkAndAcrossBulks(ElasticsearchNode node) throws IOException {
        String several = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> line("i:" + i % 3, "\"reach\":" + i))
                .collect(Collectors.joining());
        try (TestCluster smallBulks = new TestCluster(
                ConnectionSettings.of(node.url()), TestCluster.prefix(), new BulkLimits(2, 1 << 20, 4))) {
            for (TestCluster each : List.of(storage, smallBulks)) {
                PutOutcome outcome = each.put(several);

                assertThat(outcome.created()).isEqualTo(3);
                assertThat(outcome.written()).isEqualTo(40);
                assertThat(each.stored("i:0").path("reach").asInt()).isEqualTo(39);
                assertThat(each.stored("i:1").path("reach").asInt()).isEqualTo(40);
                assertThat(each.stored("i:2").path("reach").asInt()).isEqualTo(38);
            }
        }
    }

    @Test
    void thousandsOfTouchpointsInManyBulksAreEachThereOnce() throws IOException {
        String many = IntStream.range(0, 12_000)
                .mapToObj(i -> line("m:" + i, "\"brands\":[\"many\"],\"reach\":" + i))
                .collect(Collectors.joining());

        assertThat(storage.put(many).created()).isEqualTo(12_000);
        assertThat(storage.put(many).unchanged()).isEqualTo(12_000);
        assertThat(storage.count("brands", "many")).isEqualTo(12_000);
    }
}

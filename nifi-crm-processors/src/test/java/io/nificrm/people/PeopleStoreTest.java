package io.nificrm.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.elasticsearch.BulkLimits;
import io.nificrm.elasticsearch.ConnectionSettings;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.IndexFamily;
import io.nificrm.elasticsearch.IndexNames;
import io.nificrm.elasticsearch.IndexOptions;
import io.nificrm.elasticsearch.MonthWindow;
import io.nificrm.elasticsearch.PutOutcome;
import io.nificrm.elasticsearch.TouchpointIndexer;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import io.nificrm.touchpoint.JsonLinesReader;
import io.nificrm.touchpoint.Limits;
import io.nificrm.touchpoint.Line;
import io.nificrm.touchpoint.Touchpoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class PeopleStoreTest {
    private static ElasticsearchCluster cluster;
    private static TouchpointIndexer indexer;

    private final PeopleStore people = new PeopleStore(cluster, Clock.systemUTC());
    private final PersonalData personalData = new PersonalData(cluster, Clock.systemUTC());

    @BeforeAll
    static void connect(ElasticsearchNode node) throws IOException {
        cluster = new ElasticsearchCluster(
                ConnectionSettings.of(node.url()), new IndexNames("people-" + UUID.randomUUID()), IndexOptions.DEFAULT);
        cluster.prepare();
        indexer = new TouchpointIndexer(cluster, BulkLimits.DEFAULT, MonthWindow.DEFAULT, Clock.systemUTC());
    }

    @AfterAll
    static void close() throws IOException {
        indexer.close();
        cluster.close();
    }

    @Test
    void aPersonIsWhatTheirTouchpointsSay() throws IOException {
        List<Touchpoint> said = put(
                mention("ann", 1, 200, "\"sentiment\":{\"label\":\"positive\",\"score\":0.8}"),
                mention(
                        "ann",
                        2,
                        3,
                        "\"brands\":[\"acme\"],\"sentiment\":{\"label\":\"negative\",\"score\":-0.6},\"personas\":[\"barista\"]"),
                mention(
                        "ann",
                        3,
                        2,
                        "\"brands\":[\"acme\"],\"sentiment\":{\"label\":\"negative\",\"score\":-0.4},\"triage\":{\"queue\":\"rapid_response\",\"status\":\"new\"}"));

        assertThat(people.update(identities(said))).isEqualTo(1);

        JsonNode ann = people.find("mastodon:ann@x.example").orElseThrow();
        String index = cluster.names().all(IndexFamily.PEOPLE);
        assertThat(cluster.client()
                        .indices()
                        .getMapping(get -> get.index(index))
                        .mappings()
                        .get(index)
                        .mappings()
                        .properties())
                .as("everything a person holds is mapped")
                .containsKeys(ann.properties().stream().map(Map.Entry::getKey).toArray(String[]::new));
        assertThat(ann.path("touchpoints").asInt()).isEqualTo(3);
        assertThat(ann.path("personas").get(0).asText()).isEqualTo("barista");
        assertThat(ann.at("/platforms/0/name").asText()).isEqualTo("mastodon");
        assertThat(ann.at("/mood/recent").asDouble()).isEqualTo(-0.5);
        assertThat(ann.at("/mood/earlier").asDouble()).isEqualTo(0.8);
        assertThat(ann.at("/mood/trend").asText()).isEqualTo("worse");
        assertThat(ann.path("open").asInt()).isEqualTo(1);
        assertThat(ann.path("stage").asText()).isEqualTo("at_risk");
        assertThat(ann.path("first_seen").asText())
                .isEqualTo(said.getFirst()
                        .timestamp()
                        .truncatedTo(ChronoUnit.MILLIS)
                        .toString());
    }

    @Test
    void aReplayChangesNothing() throws IOException {
        List<Touchpoint> said = put(mention("bob", 1, 1, ""));
        people.update(identities(said));

        put(mention("bob", 1, 1, ""));
        assertThat(people.update(identities(said))).isZero();
    }

    @Test
    void whoeverWritesAtTheSameTimeNothingIsMissing() throws IOException {
        Identity eve = identities(put(mention("eve", 0, 1, ""))).getFirst();
        List<CompletableFuture<Void>> writers = IntStream.rangeClosed(1, 4)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> {
                    try {
                        for (int i = 0; i < 5; i++) {
                            put(mention("eve", writer * 100 + i, 1, ""));
                            people.update(List.of(eve));
                        }
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }))
                .toList();
        CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).join();

        assertThat(people.find(eve.id()).orElseThrow().path("touchpoints").asInt())
                .isEqualTo(21);
    }

    @Test
    void oneWhoBecomesAContactIsOnePersonWithAllTheirHandles() throws IOException {
        people.update(identities(put(mention("kim", 1, 5, ""))));
        assertThat(people.find("mastodon:kim@x.example")).isPresent();

        List<Touchpoint> matched = put(
                mention("kim", 2, 4, "\"person\":{\"id\":\"c-7\",\"matched\":true}"),
                mention("kim2", 3, 3, "\"person\":{\"id\":\"c-7\",\"matched\":true}"));
        people.update(identities(matched));

        JsonNode contact = people.find("c-7").orElseThrow();
        assertThat(contact.path("touchpoints").asInt()).isEqualTo(3);
        assertThat(contact.path("handles")).hasSize(2);
        assertThat(people.find("mastodon:kim@x.example")).isEmpty();
    }

    @Test
    void everythingAboutSomebodyCanBeSeenAndThenErased() throws IOException {
        List<Touchpoint> said = put(mention("zoe", 1, 5, ""), mention("zoe", 2, 4, ""));
        put(mention("fan", 1, 3, "\"mentions\":[\"zoe@x.example\"]"));
        people.update(identities(said));
        cluster.client()
                .index(index -> index.index(cluster.names().at(IndexFamily.TRIAGE_EVENTS, Instant.now()))
                        .id("e1")
                        .document(Map.of(
                                "id", "e1", "touchpoint_id", said.getFirst().id(), "action", "acknowledge")));
        cluster.client()
                .index(index -> index.index(cluster.names().at(IndexFamily.DEAD_LETTERS, Instant.now()))
                        .id("d1")
                        .document(Map.of("id", "d1", "payload", "{\"acct\":\"zoe@x.example\", broken")));
        cluster.client()
                .index(index -> index.index(cluster.names().all(IndexFamily.IDEAS))
                        .id("i1")
                        .document(Map.of(
                                "id", "i1",
                                "title", "A better lid",
                                "voices", List.of(voice("zoe"), voice("fan")))));
        Identity zoe = personalData.identify("mastodon:zoe@x.example").orElseThrow();

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PersonalData.Report exported = personalData.export(zoe, out);

        assertThat(exported.documents())
                .containsEntry(IndexFamily.MENTIONS, 2L)
                .containsEntry(IndexFamily.TRIAGE_EVENTS, 1L)
                .containsEntry(IndexFamily.DEAD_LETTERS, 1L)
                .containsEntry(IndexFamily.IDEAS, 1L)
                .containsEntry(IndexFamily.PEOPLE, 1L);
        assertThat(exported.namedByOthers()).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize((int) exported.total());

        assertThat(personalData.erase(zoe).documents()).isEqualTo(exported.documents());

        PersonalData.Report after = personalData.export(zoe, java.io.OutputStream.nullOutputStream());
        assertThat(after.total()).isZero();
        assertThat(cluster.client()
                        .get(
                                get -> get.index(cluster.names().all(IndexFamily.IDEAS))
                                        .id("i1"),
                                JsonNode.class)
                        .source()
                        .toString())
                .contains("\"people\":1", "A better lid, says fan")
                .doesNotContain("zoe");
        assertThat(people.update(List.of(zoe))).isZero();
    }

    @Test
    void aSegmentIsACsvOfThosePeople() throws IOException {
        people.update(
                identities(
                        put(
                                mention(
                                        "seg1",
                                        1,
                                        1,
                                        "\"topics\":[\"seg\"],\"author\":{\"handle\":\"seg1@x.example\",\"name\":\"=HYPERLINK(\\\"http://evil\\\")\"}"))));
        people.update(identities(put(mention("seg2", 1, 1, "\"topics\":[\"seg\"]"))));
        cluster.client()
                .indices()
                .refresh(refresh -> refresh.index(cluster.names().all(IndexFamily.PEOPLE)));
        StringWriter csv = new StringWriter();

        assertThat(new Segment(cluster).export("topics:seg AND stage:stranger", csv))
                .isEqualTo(2);

        assertThat(csv.toString().split("\r\n")).hasSize(3);
        assertThat(csv.toString())
                .startsWith("id,names,handles,")
                .contains("mastodon:seg1@x.example,\"'=HYPERLINK(\"\"http://evil\"\")\"");
        assertThatThrownBy(() -> new Segment(cluster).export("topics:(", new StringWriter()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no Lucene query");
    }

    private static Map<String, Object> voice(String who) {
        return Map.of(
                "touchpoint_id", "mastodon:wish-of-" + who,
                "author", "mastodon:" + who + "@x.example",
                "at", "2026-11-20T10:00:00Z",
                "platform", "mastodon",
                "text", "A better lid, says " + who);
    }

    private static String mention(String who, int number, int daysAgo, String more) {
        String author = more.contains("\"author\"")
                ? ""
                : ",\"author\":{\"handle\":\"%s@x.example\",\"name\":\"%s\"}".formatted(who, who);
        return """
            {"id":"mastodon:%s-%d","type":"mention","@timestamp":"%s","platform":"mastodon","kind":"post"%s%s}
            """.formatted(
                who, number, Instant.now().minus(Duration.ofDays(daysAgo)), author, more.isEmpty() ? "" : "," + more);
    }

    private static List<Touchpoint> put(String... lines) throws IOException {
        byte[] bytes = String.join("", lines).getBytes(StandardCharsets.UTF_8);
        PutOutcome outcome = new PutOutcome((reason, original, truncated) -> {
            throw new IOException(reason);
        });
        try (TouchpointIndexer.Run run = indexer.start()) {
            run.add(new ByteArrayInputStream(bytes), outcome);
            run.finish();
        }
        assertThat(outcome.fault()).isEmpty();
        List<Touchpoint> touchpoints = new ArrayList<>();
        JsonLinesReader<Touchpoint> reader =
                JsonLinesReader.touchpoints(new ByteArrayInputStream(bytes), Limits.DEFAULT);
        for (Optional<Line<Touchpoint>> line = reader.next(); line.isPresent(); line = reader.next()) {
            touchpoints.add(((Line.Valid<Touchpoint>) line.get()).value());
        }
        return touchpoints;
    }

    private static List<Identity> identities(List<Touchpoint> touchpoints) {
        return touchpoints.stream()
                .flatMap(touchpoint -> Identity.of(touchpoint).stream())
                .distinct()
                .toList();
    }
}

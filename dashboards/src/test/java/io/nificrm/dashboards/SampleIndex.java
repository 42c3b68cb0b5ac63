package io.nificrm.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.dashboards.answers.Elasticsearch;
import io.nificrm.elasticsearch.ConnectionSettings;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.IndexNames;
import io.nificrm.elasticsearch.IndexOptions;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.touchpoint.JsonLinesWriter;
import io.nificrm.touchpoint.SourceEvent;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The sample community in the product's own indices. */
record SampleIndex(Elasticsearch elasticsearch, SampleCommunity community) {

    private static final List<String> REASONS = List.of(
            "line 3: Elasticsearch refused the document: failed to parse field [reach] of type [long]",
            "not JSON at byte 0",
            "not JSON at byte 1",
            "Elasticsearch refused for now: rejected execution of primary operation",
            "not JSON at byte 0",
            "not JSON at byte 1");

    /** Fills a node with the community alone. */
    static SampleIndex in(ElasticsearchNode node) throws IOException, InterruptedException {
        Elasticsearch elasticsearch = empty(node);
        SampleCommunity community = new SampleCommunity(Instant.now());
        StringBuilder bulk = new StringBuilder();
        IndexNames names = new IndexNames(IndexNames.DEFAULT_PREFIX);
        for (Touchpoint touchpoint : community.touchpoints()) {
            add(bulk, names.of(touchpoint), touchpoint.id(), line(touchpoint));
        }
        marks(bulk, community.now());
        deadLetters(bulk, community.now());
        sourceEvents(bulk, community.now());
        people(bulk, community);
        ideas(bulk, community.now());
        elasticsearch.bulk(bulk.toString());
        return new SampleIndex(elasticsearch, community);
    }

    /** The product's indices, all empty, whatever another test left there. */
    static Elasticsearch empty(ElasticsearchNode node) throws IOException, InterruptedException {
        Elasticsearch elasticsearch = new Elasticsearch(node.url());
        for (JsonNode index : elasticsearch
                .send("GET", "/_cat/indices/crm-*?format=json&h=index", "")
                .body()) {
            elasticsearch.send("DELETE", "/" + index.path("index").asText(), "");
        }
        prepare(node);
        return elasticsearch;
    }

    private static void prepare(ElasticsearchNode node) throws IOException {
        try (ElasticsearchCluster cluster = new ElasticsearchCluster(
                ConnectionSettings.of(node.url()), new IndexNames(IndexNames.DEFAULT_PREFIX), IndexOptions.DEFAULT)) {
            cluster.prepare();
        }
    }

    private static String line(Touchpoint touchpoint) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        JsonLinesWriter<Touchpoint> writer = JsonLinesWriter.touchpoints(line);
        writer.write(touchpoint);
        writer.flush();
        return line.toString(StandardCharsets.UTF_8);
    }

    private static void marks(StringBuilder bulk, Instant now) {
        for (String kind : List.of("release", "incident")) {
            ObjectNode mark = BoardFiles.object()
                    .put("@timestamp", now.minus(Duration.ofDays(2)).toString())
                    .put("kind", kind)
                    .put("title", "A " + kind);
            mark.putArray("topic").add("delivery");
            if (kind.equals("release")) {
                mark.putArray("brand").add("acme");
            }
            add(bulk, "crm-markers", kind, mark + "\n");
        }
    }

    private static void deadLetters(StringBuilder bulk, Instant now) {
        for (int number = 0; number < 12; number++) {
            ObjectNode letter = BoardFiles.object()
                    .put("id", "letter-" + number)
                    .put("@timestamp", now.minus(Duration.ofHours(number + 1)).toString())
                    .put("stage", number % 3 == 0 ? "PutTouchpoints" : "NormalizeTouchpoints")
                    .put("reason", REASONS.get(number % REASONS.size()))
                    .put("format", "mastodon")
                    .put("payload", "{");
            add(
                    bulk,
                    "crm-dead-letters-" + now.toString().substring(0, 7).replace('-', '.'),
                    "letter-" + number,
                    letter + "\n");
        }
    }

    private static void sourceEvents(StringBuilder bulk, Instant now) {
        for (int number = 0; number < 9; number++) {
            Instant at = now.minus(Duration.ofMinutes(30L * number + 5));
            SourceEvent event = number % 3 == 0
                    ? SourceEvent.of(
                            "feed",
                            "https://daily-grind.example/rss",
                            "unavailable",
                            "HTTP 503",
                            at,
                            at.plusSeconds(40))
                    : SourceEvent.of(
                            number % 2 == 0 ? "mastodon" : "reddit",
                            "#acme",
                            "rate_limited",
                            "HTTP 429",
                            at,
                            at.plusSeconds(300));
            add(
                    bulk,
                    "crm-source-events-" + now.toString().substring(0, 7).replace('-', '.'),
                    event.id(),
                    TouchpointJson.write(event) + "\n");
        }
    }

    private static void people(StringBuilder bulk, SampleCommunity community) {
        for (SampleCommunity.Voice voice : community.people()) {
            ObjectNode person = BoardFiles.object()
                    .put("id", voice.id())
                    .put("first_seen", voice.firstSeen().toString())
                    .put("last_seen", voice.lastSeen().toString())
                    .put("ours", false)
                    .put("touchpoints", voice.touchpoints())
                    .put("stage", voice.stage());
            person.putArray("brands").add("acme");
            add(bulk, "crm-people", voice.id(), person + "\n");
        }
    }

    private static void ideas(StringBuilder bulk, Instant now) {
        for (int number = 0; number < 8; number++) {
            ObjectNode idea = BoardFiles.object()
                    .put("id", "idea-" + number)
                    .put("title", "A wish, number " + number)
                    .put("status", number % 3 == 0 ? "planned" : "considered")
                    .put("people", 3 * number + 1)
                    .put("mentions", 4 * number + 1)
                    .put("reach", 1000 * number)
                    .put("mood", 0.1 * number)
                    .put(
                            "last_seen",
                            now.minus(Duration.ofHours(5L * number + 1)).toString());
            idea.putArray("brands").add("acme");
            add(bulk, "crm-ideas", "idea-" + number, idea + "\n");
        }
    }

    static void add(StringBuilder bulk, String index, String id, String line) {
        ObjectNode action = BoardFiles.object();
        action.putObject("index").put("_index", index).put("_id", id);
        bulk.append(action).append('\n').append(line);
        assertThat(line).endsWith("\n");
    }
}

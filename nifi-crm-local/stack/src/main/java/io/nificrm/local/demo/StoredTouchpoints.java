package io.nificrm.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.touchpoint.JsonLinesReader;
import io.nificrm.touchpoint.Limits;
import io.nificrm.touchpoint.Line;
import io.nificrm.touchpoint.Touchpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is in Elasticsearch, read without any of the code that wrote it, so that the check proves something.
 *
 * <p>Thread-safe.
 */
public final class StoredTouchpoints implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALIAS = "/crm-touchpoints";
    private static final String DEAD_LETTERS = "/crm-dead-letters";
    private static final int PAGE = 2_000;
    private static final int NOT_FOUND = 404;

    /** A refresh waits for the shards of new indices, and old mails make an index for each of a hundred months. */
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(1);
    /** All requests only read, so that one whose answer does not come is sent again. */
    private static final int TRIES = 3;

    private final URI elasticsearch;
    private final HttpClient client;

    /** Reads from an Elasticsearch without security. */
    public StoredTouchpoints(URI elasticsearch) {
        this.elasticsearch = elasticsearch;
        this.client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    }

    /** How many touchpoints there are; 0 as long as nothing was ever written. */
    public long count() throws IOException, InterruptedException {
        return count(ALIAS);
    }

    /** How many dead letters there are. */
    public long countDeadLetters() throws IOException, InterruptedException {
        return count(DEAD_LETTERS);
    }

    /** Every document, also those that are there twice. */
    public List<Touchpoint> all() throws IOException, InterruptedException {
        List<Touchpoint> all = new ArrayList<>();
        for (JsonNode hit : hits(ALIAS)) {
            all.add(read(hit));
        }
        return all;
    }

    /** Every person, as they are stored. */
    public List<JsonNode> people() throws IOException, InterruptedException {
        return everything("/crm-people");
    }

    /** Every idea, as it is stored. */
    public List<JsonNode> ideas() throws IOException, InterruptedException {
        return everything("/crm-ideas");
    }

    private List<JsonNode> everything(String index) throws IOException, InterruptedException {
        refresh(index);
        return hits(index).stream().map(hit -> hit.get("_source")).toList();
    }

    private List<JsonNode> hits(String alias) throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        Optional<JsonNode> after = Optional.empty();
        do {
            List<JsonNode> hits = page(alias, after);
            all.addAll(hits);
            after = hits.isEmpty()
                    ? Optional.empty()
                    : Optional.of(hits.getLast().get("sort"));
        } while (after.isPresent());
        return all;
    }

    /** The reasons of the latest dead letters, for a person who wants to know what went wrong. */
    public List<String> deadLetterReasons(int most) throws IOException, InterruptedException {
        Optional<JsonNode> answer = get(DEAD_LETTERS + "/_search?_source=stage,reason&size=" + most);
        return answer.stream()
                .flatMap(found -> stream(found.at("/hits/hits")))
                .map(hit -> hit.at("/_source/stage").asText() + ": "
                        + hit.at("/_source/reason").asText())
                .toList();
    }

    private long count(String alias) throws IOException, InterruptedException {
        refresh(alias);
        return get(alias + "/_count")
                .map(answer -> answer.get("count").asLong())
                .orElse(0L);
    }

    /** What was written a moment ago shall count, too. */
    private void refresh(String alias) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(elasticsearch.resolve(alias + "/_refresh"))
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    private List<JsonNode> page(String alias, Optional<JsonNode> after) throws IOException, InterruptedException {
        ObjectNode search = JSON.createObjectNode().put("size", PAGE);
        // the index, too, or the second of a pair on the border of two pages would be skipped
        search.putArray("sort").add("id").add("_index");
        after.ifPresent(values -> search.set("search_after", values));
        Optional<JsonNode> answer = send(HttpRequest.newBuilder(elasticsearch.resolve(alias + "/_search"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(search.toString())));
        return answer.stream().flatMap(found -> stream(found.at("/hits/hits"))).toList();
    }

    private static Touchpoint read(JsonNode hit) throws IOException {
        byte[] line = hit.get("_source").toString().getBytes(StandardCharsets.UTF_8);
        Optional<Line<Touchpoint>> read = JsonLinesReader.touchpoints(new ByteArrayInputStream(line), Limits.DEFAULT)
                .next();
        if (read.orElseThrow() instanceof Line.Valid<Touchpoint> valid) {
            return valid.value();
        }
        throw new IOException("What is stored as " + hit.get("_id") + " in " + hit.get("_index") + " is no touchpoint: "
                + read.get());
    }

    private Optional<JsonNode> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(elasticsearch.resolve(path)).GET());
    }

    /** The answer; empty where the alias does not exist yet. */
    private Optional<JsonNode> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = answer(request.timeout(LONGEST_ANSWER).build(), TRIES);
        if (response.statusCode() == NOT_FOUND) {
            return Optional.empty();
        }
        if (response.statusCode() / 100 != 2) {
            throw new IOException("Elasticsearch answered " + response.statusCode() + " to " + response.uri() + ": "
                    + response.body());
        }
        return Optional.of(JSON.readTree(response.body()));
    }

    private HttpResponse<String> answer(HttpRequest request, int tries) throws IOException, InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            if (tries == 1) {
                throw e;
            }
            return answer(request, tries - 1);
        }
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return array.valueStream();
    }

    @Override
    public void close() {
        client.close();
    }
}

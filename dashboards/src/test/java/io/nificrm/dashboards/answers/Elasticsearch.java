package io.nificrm.dashboards.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Talks to Elasticsearch as a user, in JSON. */
public final class Elasticsearch {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;
    private final Optional<String> authorization;

    public Elasticsearch(URI address) {
        this(address, Optional.empty());
    }

    private Elasticsearch(URI address, Optional<String> authorization) {
        this.address = address;
        this.authorization = authorization;
    }

    /** The same, as a user. */
    public Elasticsearch as(String user, String password) {
        String pair = user + ":" + password;
        return new Elasticsearch(
                address,
                Optional.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
    }

    /** An answer, whatever its status. */
    public record Answer(int status, JsonNode body) {}

    /** Sends a request; an empty body sends none. */
    public Answer send(String method, String path, String body) throws IOException, InterruptedException {
        boolean lines = path.startsWith("/_msearch") || path.startsWith("/_bulk");
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", lines ? "application/x-ndjson" : "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        authorization.ifPresent(value -> request.header("Authorization", value));
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    /** Writes documents, and makes them visible to searches. */
    public void bulk(String lines) throws IOException, InterruptedException {
        Answer answer = send("POST", "/_bulk?refresh=true", lines);
        if (answer.status() != 200 || answer.body().path("errors").asBoolean()) {
            throw new IOException("Bulk refused: " + answer.body().toString().substring(0, 2000));
        }
    }

    /** One search, sent as Grafana sends it. */
    public JsonNode search(JsonNode header, JsonNode body) throws IOException, InterruptedException {
        Answer answer = send("POST", "/_msearch?max_concurrent_shard_requests=5", header + "\n" + body + "\n");
        return answer.status() == 200 ? answer.body().path("responses").path(0) : answer.body();
    }
}

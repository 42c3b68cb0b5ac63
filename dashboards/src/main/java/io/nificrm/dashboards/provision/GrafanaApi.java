package io.nificrm.dashboards.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Requests to <a href="https://grafana.com/docs/grafana/latest/developers/http_api/">Grafana's HTTP API</a> as a service
 * account.
 */
final class GrafanaApi implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    private final URI root;
    private final String token;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    GrafanaApi(URI grafana, String token) {
        // a Grafana behind a reverse proxy may live below a path
        this.root = URI.create(grafana.toString().replaceAll("/+$", "") + "/");
        this.token = token;
    }

    /** What is there; empty where nothing is. */
    Optional<JsonNode> find(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = send("GET", path, HttpRequest.BodyPublishers.noBody());
        return response.statusCode() == 404 ? Optional.empty() : Optional.of(read("GET", path, response));
    }

    /** What is there; empty where it is refused, too: for a board's version that is not there Grafana answers 500. */
    Optional<JsonNode> findOrRefused(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = send("GET", path, HttpRequest.BodyPublishers.noBody());
        return response.statusCode() / 100 == 2 ? Optional.of(read("GET", path, response)) : Optional.empty();
    }

    JsonNode send(String method, String path, Object body) throws IOException, InterruptedException {
        HttpRequest.BodyPublisher json = HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        return read(method, path, send(method, path, json));
    }

    @Override
    public void close() {
        client.close();
    }

    private HttpResponse<byte[]> send(String method, String path, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path))
                .timeout(LONGEST_ANSWER)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .method(method, body)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private JsonNode read(String method, String path, HttpResponse<byte[]> response) throws IOException {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return response.body().length == 0 ? MissingNode.getInstance() : JSON.readTree(response.body());
        }
        throw new GrafanaException("Grafana at " + root + " answered " + status + " to " + method + " " + path + ": "
                + new String(response.body(), StandardCharsets.UTF_8).strip() + advice(status));
    }

    private static String advice(int status) {
        return switch (status) {
            case 401 ->
                ". Its token is unknown or expired: make a service account token in Grafana under"
                        + " Administration, Users and access, Service accounts.";
            case 403 -> ". The service account needs the role Admin, for it makes data sources.";
            case 412 -> ". Somebody else saved the board at the same time: try again.";
            default -> ".";
        };
    }
}

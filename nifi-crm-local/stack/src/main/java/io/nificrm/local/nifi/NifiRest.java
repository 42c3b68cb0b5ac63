package io.nificrm.local.nifi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Requests to <a href="https://nifi.apache.org/nifi-docs/rest-api.html">NiFi's REST interface</a>, JSON in and out.
 *
 * <p>Thread-safe.
 */
final class NifiRest implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(150);

    private final URI api;
    private final HttpClient client;
    private final Optional<NifiAccess.Login> login;
    private volatile Optional<String> token = Optional.empty();

    NifiRest(NifiAccess access) {
        // NiFi without TLS speaks HTTP/1.1 alone: offering to upgrade every request gains nothing
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(access.tls().isPresent() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5));
        access.tls().ifPresent(builder::sslContext);
        this.api = access.server().resolve("/nifi-api");
        this.client = builder.build();
        this.login = access.login();
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A revision as a first writer sends it. */
    static ObjectNode firstRevision() {
        return object().set("revision", object().put("version", 0));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(getBytes(path));
    }

    byte[] getBytes(String path) throws IOException, InterruptedException {
        return send("GET", path, request(path).GET());
    }

    JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return JSON.readTree(send("POST", path, withJson(path).POST(publish(body))));
    }

    JsonNode post(String path) throws IOException, InterruptedException {
        return JSON.readTree(send("POST", path, request(path).POST(HttpRequest.BodyPublishers.noBody())));
    }

    JsonNode put(String path, JsonNode body) throws IOException, InterruptedException {
        return JSON.readTree(send("PUT", path, withJson(path).PUT(publish(body))));
    }

    void delete(String path) throws IOException, InterruptedException {
        send("DELETE", path, request(path).DELETE());
    }

    /** Sends a file with form fields beside it, as RFC 7578 has it. */
    JsonNode upload(String path, Map<String, String> fields, String fileName, byte[] file)
            throws IOException, InterruptedException {
        String boundary = UUID.randomUUID().toString();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            body.writeBytes(text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field.getKey()
                    + "\"\r\n\r\n" + field.getValue() + "\r\n"));
        }
        body.writeBytes(text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + fileName + "\"\r\nContent-Type: application/json\r\n\r\n"));
        body.writeBytes(file);
        body.writeBytes(text("\r\n--" + boundary + "--\r\n"));
        return JSON.readTree(send(
                "POST",
                path,
                request(path)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))));
    }

    /** What is waited for. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /**
     * Asks again and again until a condition holds.
     *
     * @param what the condition, as the end of a sentence: "NiFi did not ..."
     */
    void await(String what, Duration longest, Condition condition) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(longest);
        while (!condition.holds()) {
            if (Instant.now().isAfter(deadline)) {
                throw new NifiException("NiFi did not " + what + " within " + longest.toSeconds() + " seconds");
            }
            Thread.sleep(POLL);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private HttpRequest.Builder request(String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = anonymous(path);
        if (login.isPresent()) {
            request.header("Authorization", "Bearer " + token(login.get()));
        }
        return request;
    }

    private HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create(api + path)).timeout(LONGEST_ANSWER);
    }

    /** Signs in at the first request; a token lasts for hours, longer than anything done here. */
    private String token(NifiAccess.Login user) throws IOException, InterruptedException {
        if (token.isEmpty()) {
            String form = "username=" + URLEncoder.encode(user.user(), StandardCharsets.UTF_8) + "&password="
                    + URLEncoder.encode(user.password(), StandardCharsets.UTF_8);
            HttpRequest.Builder request = anonymous("/access/token")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form));
            token = Optional.of(new String(send("POST", "/access/token", request), StandardCharsets.UTF_8).strip());
        }
        return token.get();
    }

    private HttpRequest.Builder withJson(String path) throws IOException, InterruptedException {
        return request(path).header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher publish(JsonNode body) {
        return HttpRequest.BodyPublishers.ofString(body.toString());
    }

    private byte[] send(String method, String path, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response = answer(method, path, request);
        if (response.statusCode() / 100 != 2) {
            throw new NifiException("NiFi answered " + response.statusCode() + " to " + method + " " + path + ": "
                    + new String(response.body(), StandardCharsets.UTF_8).strip());
        }
        return response.body();
    }

    private HttpResponse<byte[]> answer(String method, String path, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (HttpTimeoutException silent) {
            throw new IOException(
                    "NiFi gave no answer to " + method + " " + path + " within " + LONGEST_ANSWER.toSeconds()
                            + " seconds",
                    silent);
        }
    }

    private static byte[] text(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }
}

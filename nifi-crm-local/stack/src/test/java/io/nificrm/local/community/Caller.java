package io.nificrm.local.community;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the community as a client would. */
final class Caller {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;

    Caller(URI base) {
        this.base = base;
    }

    HttpResponse<String> get(String path, String... headers) {
        URI uri = path.startsWith("http") ? URI.create(path) : URI.create(base + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    JsonNode json(String path, String... headers) {
        return tree(get(path, headers).body());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException invalid) {
            throw new UncheckedIOException(json, invalid);
        }
    }

    /** The address of a relation in the Link header. */
    static Optional<String> link(HttpResponse<String> answer, String relation) {
        return answer.headers().firstValue("Link").flatMap(header -> {
            Matcher link =
                    Pattern.compile("<([^>]+)>; rel=\"" + relation + "\"").matcher(header);
            return link.find() ? Optional.of(link.group(1)) : Optional.empty();
        });
    }
}

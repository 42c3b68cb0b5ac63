package io.nificrm.elasticsearch;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;

/** Requests whose bodies are JSON that we have as JSON already, such as templates. */
final class JsonRequests {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Rest5Client http;

    JsonRequests(Rest5Client http) {
        this.http = http;
    }

    /**
     * Sends a request without a body.
     *
     * @throws IOException a {@link RefusedException} when Elasticsearch answers no, another when it doesn't answer
     */
    JsonNode send(String method, String path) throws IOException {
        return send(new Request(method, path));
    }

    /**
     * Sends a request.
     *
     * @throws IOException a {@link RefusedException} when Elasticsearch answers no, another when it doesn't answer
     */
    JsonNode send(String method, String path, JsonNode body) throws IOException {
        Request request = new Request(method, path);
        request.setJsonEntity(body.toString());
        return send(request);
    }

    private JsonNode send(Request request) throws IOException {
        Response response;
        try {
            response = http.performRequest(request);
        } catch (ResponseException refused) {
            response = refused.getResponse();
        }
        // the client throws for some statuses and returns others, such as 400
        if (response.getStatusCode() >= 300) {
            throw refusal(response);
        }
        return json(response);
    }

    private static RefusedException refusal(Response response) throws IOException {
        String reason = "HTTP " + response.getStatusCode();
        String type = "";
        try {
            JsonNode error = json(response).path("error");
            type = error.path("type").asText("");
            reason = error.isTextual() ? error.asText() : error.path("reason").asText(reason);
        } catch (JsonProcessingException aPageOfSomeProxy) {
            reason += " with an answer that is not Elasticsearch's";
        }
        return new RefusedException(response.getStatusCode(), type, reason);
    }

    private static JsonNode json(Response response) throws IOException {
        if (response.getEntity() == null) {
            return MissingNode.getInstance();
        }
        try (InputStream body = response.getEntity().getContent()) {
            return MAPPER.readTree(body);
        }
    }

    /** Elasticsearch answered, and the answer was no. */
    static final class RefusedException extends IOException {
        private final int status;
        private final String type;

        RefusedException(int status, String type, String reason) {
            super(reason);
            this.status = status;
            this.type = type;
        }

        int status() {
            return status;
        }

        String type() {
            return type;
        }

        /** Whether this cluster simply hasn't what was asked for: a distribution without that module. */
        boolean unknownHere() {
            return (status == 400 || status == 405)
                    && String.valueOf(getMessage()).startsWith("no handler found");
        }
    }
}

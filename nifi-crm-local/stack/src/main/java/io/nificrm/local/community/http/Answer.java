package io.nificrm.local.community.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer. */
public record Answer(int status, Map<String, String> headers, Content body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer json(JsonNode content) {
        return json(200, content);
    }

    public static Answer json(int status, JsonNode content) {
        try {
            return of(status, "application/json; charset=utf-8", Content.of(JSON.writeValueAsBytes(content)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", impossible);
        }
    }

    public static Answer text(String contentType, String content) {
        return of(200, contentType, Content.utf8(content));
    }

    public static Answer of(int status, String contentType, Content body) {
        return new Answer(status, Map.of("Content-Type", contentType), body);
    }

    /** An error in the shape most of the platforms share: an object with {@code error}. */
    public static Answer error(int status, String words) {
        return json(status, JsonNodeFactory.instance.objectNode().put("error", words));
    }

    /** Unchanged since the caller last asked. */
    public static Answer notModified() {
        return new Answer(304, Map.of(), Content.EMPTY);
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }
}

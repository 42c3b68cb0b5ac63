package io.nificrm.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The elements of a JSON array, or the values of a JSON object. */
final class StreamOf {

    private StreamOf() {}

    static Stream<JsonNode> of(JsonNode container) {
        return StreamSupport.stream(container.spliterator(), false);
    }
}

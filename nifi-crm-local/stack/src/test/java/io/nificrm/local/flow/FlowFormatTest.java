package io.nificrm.local.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.local.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A flow, kept so that changes can be read. */
class FlowFormatTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final byte[] kept = Files.readAllBytes(Checkout.current().flow());

    FlowFormatTest() throws IOException {}

    @Test
    void whatNifiWritesInAnotherOrderWithOtherIdsIsKeptTheSame() throws IOException {
        Random random = new Random(5);
        JsonNode exported = shuffled(JSON.readTree(kept), random);
        byte[] withOtherIds = ID.matcher(exported.toString())
                .replaceAll(id -> new UUID(id.group().hashCode(), 7).toString())
                .getBytes(StandardCharsets.UTF_8);

        assertThat(new String(FlowFormat.readable(withOtherIds), StandardCharsets.UTF_8))
                .isEqualTo(new String(kept, StandardCharsets.UTF_8));
    }

    @Test
    void whatReferencesSomethingStillDoes() throws IOException {
        JsonNode flow = JSON.readTree(FlowFormat.readable(kept));
        Set<String> ids = new HashSet<>(flow.path("flowContents").findValuesAsText("identifier"));

        Set<String> referenced = new HashSet<>(flow.findValuesAsText("groupIdentifier"));
        flow.findValues("source").forEach(end -> referenced.add(end.path("id").asText()));
        flow.findValues("destination")
                .forEach(end -> referenced.add(end.path("id").asText()));
        flow.findValues("Elasticsearch Connection").stream()
                .filter(JsonNode::isTextual)
                .forEach(service -> referenced.add(service.textValue()));

        assertThat(referenced).hasSizeGreaterThan(50);
        assertThat(ids).containsAll(referenced);
    }

    @Test
    void twoOfOneNameAreRefused() throws IOException {
        ObjectNode flow = (ObjectNode) JSON.readTree(kept);
        ArrayNode services = (ArrayNode) flow.at("/flowContents/controllerServices");
        ObjectNode twin = services.get(0).deepCopy();
        services.add(twin.put("identifier", UUID.randomUUID().toString()));

        assertThatThrownBy(() -> FlowFormat.readable(JSON.writeValueAsBytes(flow)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(twin.path("name").asText());
    }

    private static JsonNode shuffled(JsonNode node, Random random) {
        if (node instanceof ArrayNode array) {
            List<JsonNode> elements = new ArrayList<>();
            array.forEach(element -> elements.add(shuffled(element, random)));
            Collections.shuffle(elements, random);
            return array.removeAll().addAll(elements);
        }
        node.properties().stream()
                // a line's bends are its way
                .filter(field -> !field.getKey().equals("bends"))
                .forEach(field -> shuffled(field.getValue(), random));
        return node;
    }
}

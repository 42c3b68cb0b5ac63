package io.nificrm.local.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a flow definition is kept in the repository, so that a change can be read: indented, keys and components in order,
 * ids made of names. NiFi draws its ids by lot and writes components in no order, so that two exports of one flow have
 * hardly a line in common.
 */
public final class FlowFormat {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    /** Lists whose order says nothing. */
    private static final Set<String> UNORDERED = Set.of(
            "selectedRelationships",
            "autoTerminatedRelationships",
            "retriedRelationships",
            "resourceTypes",
            "controllerServiceApis",
            "parameters");

    private static final Comparator<JsonNode> BY_NAME = Comparator.comparing(FlowFormat::name)
            .thenComparing(
                    node -> node.path("identifier").asText(node.path("type").asText()));

    private FlowFormat() {}

    /**
     * The same definition in that form.
     *
     * @throws IllegalArgumentException when two components of a kind in one group can't be told apart by their names
     */
    public static byte[] readable(byte[] definition) throws IOException {
        JsonNode flow = JSON.readTree(definition);
        Map<String, String> ids = StableIds.of(flow.path("flowContents"));
        return JSON.writeValueAsBytes(JSON.treeToValue(inOrder(flow, "", ids), Object.class));
    }

    private static JsonNode inOrder(JsonNode node, String field, Map<String, String> ids) {
        return switch (node) {
            case ObjectNode object -> {
                // where a component lay in the NiFi that exported it is nothing to those who import it
                object.remove("instanceIdentifier");
                object.properties().forEach(entry -> entry.setValue(inOrder(entry.getValue(), entry.getKey(), ids)));
                yield object;
            }
            case ArrayNode array -> {
                List<JsonNode> elements = new ArrayList<>();
                array.forEach(element -> elements.add(inOrder(element, "", ids)));
                if (UNORDERED.contains(field) || elements.stream().anyMatch(element -> element.has("identifier"))) {
                    elements.sort(BY_NAME);
                }
                yield array.removeAll().addAll(elements);
            }
            case TextNode text -> TextNode.valueOf(ids.getOrDefault(text.textValue(), text.textValue()));
            default -> node;
        };
    }

    private static String name(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        return node.has("destination")
                ? node.at("/source/name").asText() + " > "
                        + node.at("/destination/name").asText()
                : node.path("name").asText(node.path("label").asText());
    }
}

package io.nificrm.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.touchpoint.JsonLinesReader;
import io.nificrm.touchpoint.Limits;
import io.nificrm.touchpoint.Line;
import io.nificrm.touchpoint.Touchpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads {@code examples:} and {@code not:}: a text is what somebody said; a mapping gives any fields of the document,
 * {@code {text: late again, author.followers: 20000, sentiment.label: negative}}.
 */
final class ExampleReader {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Problems problems;

    ExampleReader(Problems problems) {
        this.problems = problems;
    }

    List<Example> read(List<Node> nodes, String entry) {
        List<Example> examples = new ArrayList<>();
        for (Node node : nodes) {
            ObjectNode document = JSON.objectNode();
            if (node instanceof MappingNode mapping) {
                fill(document, mapping, entry);
            } else if (node instanceof ScalarNode text && !text.getTag().equals(Tag.NULL)) {
                document.put("text", text.getValue());
            } else {
                problems.error(YamlSource.place(node), entry, "an example is a text or the fields of a mention");
                continue;
            }
            String shown = document.path("text").asText(document.path("title").asText(document.toString()));
            touchpoint(document, node, entry)
                    .ifPresent(touchpoint -> examples.add(new Example(touchpoint, shown, YamlSource.place(node))));
        }
        return examples;
    }

    private void fill(ObjectNode document, MappingNode mapping, String entry) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.error(YamlSource.place(tuple.getKeyNode()), entry, "a field has a name");
                continue;
            }
            String[] path = key.getValue().split("\\.");
            ObjectNode parent = document;
            for (int i = 0; i < path.length - 1; i++) {
                parent = parent.withObjectProperty(path[i]);
            }
            parent.set(path[path.length - 1], json(tuple.getValueNode(), entry));
        }
    }

    private JsonNode json(Node node, String entry) {
        return switch (node) {
            case MappingNode mapping -> {
                ObjectNode object = JSON.objectNode();
                fill(object, mapping, entry);
                yield object;
            }
            case SequenceNode sequence -> {
                ArrayNode array = JSON.arrayNode();
                sequence.getValue().forEach(item -> array.add(json(item, entry)));
                yield array;
            }
            case ScalarNode scalar -> scalar(scalar);
            default -> JSON.nullNode();
        };
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String value = scalar.getValue();
        if (scalar.getTag().equals(Tag.BOOL)) {
            return JSON.booleanNode(Boolean.parseBoolean(value));
        }
        if ((scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT))
                && value.matches("[+-]?\\d{1,18}(\\.\\d{1,18})?")) {
            return JSON.numberNode(new BigDecimal(value));
        }
        return JSON.textNode(value);
    }

    private Optional<Touchpoint> touchpoint(ObjectNode document, Node node, String entry) {
        Place place = YamlSource.place(node);
        complete(document, "id", "example:" + place.line() + ":" + place.column());
        complete(document, "type", "mention");
        complete(document, "kind", "post");
        complete(document, "platform", "example");
        complete(document, "@timestamp", "2026-01-01T12:00:00Z");
        byte[] line = document.toString().getBytes(StandardCharsets.UTF_8);
        try {
            Optional<Line<Touchpoint>> read = JsonLinesReader.touchpoints(
                            new ByteArrayInputStream(line), Limits.DEFAULT)
                    .next();
            return switch (read.orElseThrow()) {
                case Line.Valid<Touchpoint> valid -> Optional.of(valid.value());
                case Line.Invalid<Touchpoint> invalid -> {
                    problems.error(place, entry, "this example cannot be a mention: " + invalid.reason());
                    yield Optional.empty();
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail to be read", e);
        }
    }

    private static void complete(ObjectNode document, String field, String value) {
        if (!document.has(field)) {
            document.put(field, value);
        }
    }
}

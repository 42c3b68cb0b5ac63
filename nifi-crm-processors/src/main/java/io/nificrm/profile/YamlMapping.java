package io.nificrm.profile;

import io.nificrm.profile.query.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A mapping of a profile, read by name; what does not fit is noted with its place and left out. */
final class YamlMapping {
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Problems problems;
    private final String entry;
    private final Place place;

    /**
     * Reads a mapping.
     *
     * @param entry what messages call it
     * @param known the names it may hold
     */
    YamlMapping(MappingNode node, String entry, Set<String> known, Problems problems) {
        this.problems = problems;
        this.entry = entry;
        this.place = YamlSource.place(node);
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.error(YamlSource.place(tuple.getKeyNode()), entry, "a name is a single word");
            } else if (!known.contains(key.getValue())) {
                String likely = Spelling.nearest(key.getValue(), known)
                        .map(name -> "did you mean '" + name + "'?")
                        .orElse("known here: "
                                + String.join(", ", known.stream().sorted().toList()));
                problems.error(YamlSource.place(key), entry, "'" + key.getValue() + "' is not known here; " + likely);
            } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
                problems.error(YamlSource.place(key), entry, "'" + key.getValue() + "' is given twice");
            }
        }
    }

    /** Where the mapping begins. */
    Place place() {
        return place;
    }

    /** Whether a name is there, whatever its value. */
    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value of a name as it is. */
    Optional<Node> node(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A text that is not empty. */
    Optional<ScalarNode> scalar(String name) {
        return node(name).flatMap(node -> scalar(name, node));
    }

    private Optional<ScalarNode> scalar(String name, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            problems.error(YamlSource.place(node), entry, "'" + name + "' is a text, not a list");
            return Optional.empty();
        }
        if (scalar.getTag().equals(Tag.NULL) || scalar.getValue().isBlank()) {
            problems.error(
                    YamlSource.place(node),
                    entry,
                    "'" + name + "' is empty; a text that begins with # needs quotes round it");
            return Optional.empty();
        }
        return Optional.of(scalar);
    }

    /** A text that is not empty. */
    Optional<String> text(String name) {
        return scalar(name).map(scalar -> scalar.getValue().strip());
    }

    /** A text that must be there. */
    Optional<ScalarNode> required(String name) {
        if (!has(name)) {
            problems.error(place, entry, "'" + name + "' is missing");
        }
        return scalar(name);
    }

    /** One of several values, which must be there. */
    <E> Optional<E> choice(String name, E[] choices, Function<E, String> value) {
        Optional<ScalarNode> node = required(name);
        for (E choice : choices) {
            if (node.isPresent() && value.apply(choice).equals(node.get().getValue())) {
                return Optional.of(choice);
            }
        }
        node.ifPresent(given -> problems.error(
                YamlSource.place(given),
                entry,
                "'" + name + "' is one of "
                        + String.join(", ", Arrays.stream(choices).map(value).toList()) + ", not '"
                        + given.getValue() + "'"));
        return Optional.empty();
    }

    /** The items of a list; one item that is no list counts as a list of it. */
    List<Node> list(String name) {
        return node(name)
                .map(node -> node instanceof SequenceNode sequence
                        ? sequence.getValue()
                        : node.getTag().equals(Tag.NULL) ? List.<Node>of() : List.of(node))
                .orElse(List.of());
    }

    /** The texts of a list. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Node item : list(name)) {
            scalar(name, item).ifPresent(scalar -> texts.add(scalar.getValue().strip()));
        }
        return texts;
    }

    /** A mapping within. */
    Optional<MappingNode> mapping(String name) {
        return node(name).flatMap(node -> {
            if (node instanceof MappingNode mapping) {
                return Optional.of(mapping);
            }
            problems.error(YamlSource.place(node), entry, "'" + name + "' holds names with a colon each");
            return Optional.empty();
        });
    }
}

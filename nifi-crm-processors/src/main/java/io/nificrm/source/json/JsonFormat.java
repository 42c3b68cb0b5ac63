package io.nificrm.source.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.format.Fields;
import io.nificrm.format.Format;
import io.nificrm.format.JsonItems;
import io.nificrm.format.JsonShape;
import io.nificrm.format.Reading;
import io.nificrm.format.Sink;
import io.nificrm.format.UnreadableItemException;
import io.nificrm.html.HtmlText;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Any JSON, by a {@link JsonMapping}. */
public final class JsonFormat implements Format {
    /** The format's name, which alone does not make one: it needs a mapping. */
    public static final String NAME = "json";

    /** What it takes, for lists of formats. */
    public static final String DESCRIPTION = "Any JSON, by a mapping file that says where each field stands";

    private final JsonMapping mapping;
    private final JsonItems items;

    public JsonFormat(JsonMapping mapping) {
        this.mapping = mapping;
        this.items = new JsonItems(mapping.items().map(JsonShape::pages).orElse(JsonShape.ITEMS), this::map);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return DESCRIPTION;
    }

    @Override
    public void read(InputStream in, Reading reading, Sink sink) throws IOException {
        items.read(in, reading, sink);
    }

    private void map(Fields item, Reading reading, JsonItems.Emitter out) throws IOException, UnreadableItemException {
        Map<String, List<String>> values = new HashMap<>();
        mapping.fields().forEach((field, source) -> {
            List<String> found = values(item.node(), source);
            if (!found.isEmpty()) {
                values.put(field, found);
            }
        });
        Touchpoint touchpoint = new MappedItem(mapping.platform(), values).toTouchpoint(item, reading);
        out.touchpoint(touchpoint);
    }

    private static List<String> values(JsonNode item, JsonMapping.Source source) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < source.pointers().size() && found.isEmpty(); i++) {
            collect(item.at(source.pointers().get(i)), found);
        }
        if (found.isEmpty()) {
            source.constant().ifPresent(found::add);
        }
        return found.stream()
                .map(value -> source.html() ? HtmlText.text(value) : value)
                .map(value -> source.words().getOrDefault(value, value))
                .toList();
    }

    /** A value, or the values of an array. */
    private static void collect(JsonNode node, List<String> found) {
        if (node.isArray()) {
            node.forEach(element -> collect(element, found));
        } else if (node.isValueNode() && !node.isNull() && !node.asText().isBlank()) {
            found.add(node.asText().strip());
        }
    }
}

package io.nificrm.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.idea.Idea;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The mapping says what the contract's page says; that the page says what the record says is tested beside the record. */
class MappingTest {
    private static final Path PAGE = Path.of("..", "docs", "touchpoint.md");
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\| ([^|]+?) \\|", Pattern.MULTILINE);

    @Test
    void everyFieldOfTheContractIsMappedAsItSaysAndNoOther() throws IOException {
        String page = Files.readString(PAGE);
        Map<String, String> contract = new TreeMap<>();
        Matcher row = ROW.matcher(page.substring(0, page.indexOf("## Dead letters")));
        while (row.find()) {
            contract.put(row.group(1), row.group(2));
        }

        assertThat(contract).hasSizeGreaterThan(80);
        assertThat(types(IndexDefinitions.mappingOf(IndexFamily.MENTIONS))).isEqualTo(contract);
    }

    @Test
    void aDeadLetterIsMapped() {
        assertThat(types(IndexDefinitions.mappingOf(IndexFamily.DEAD_LETTERS)).keySet())
                .containsExactlyInAnyOrder(
                        "id",
                        "@timestamp",
                        "stage",
                        "reason",
                        "format",
                        "payload",
                        "payload_base64",
                        "truncated",
                        "attributes");
    }

    @Test
    void aMarkerIsMapped() {
        assertThat(types(IndexDefinitions.mappingOf(IndexFamily.MARKERS)).keySet())
                .containsExactlyInAnyOrder("id", "@timestamp", "ended_at", "kind", "title", "topic", "brand", "who");
    }

    /** What is in none of these is stored and not searched. */
    @Test
    void everythingAnIdeaHoldsIsMapped() {
        JsonNode mapped = IndexDefinitions.mappingOf(IndexFamily.IDEAS).path("properties");
        for (RecordComponent component : Idea.class.getRecordComponents()) {
            String field = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            assertThat(mapped.has(field)).as(field).isTrue();
        }
        assertThat(mapped.path("voices").path("properties").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("touchpoint_id", "author", "person", "url", "at");
    }

    @Test
    void nothingIsGuessed() {
        for (IndexFamily family : IndexFamily.values()) {
            assertThat(IndexDefinitions.mappingOf(family).path("dynamic").asText())
                    .isEqualTo("false");
        }
    }

    private static Map<String, String> types(JsonNode mapping) {
        Map<String, String> types = new TreeMap<>();
        collect("", mapping.path("properties"), types);
        return types;
    }

    private static void collect(String prefix, JsonNode properties, Map<String, String> types) {
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            String name = prefix + property.getKey();
            JsonNode definition = property.getValue();
            if (definition.has("properties")) {
                collect(name + ".", definition.path("properties"), types);
            } else if (definition.path("enabled").asBoolean(true)) {
                types.put(name, definition.path("type").asText());
            } else {
                types.put(name, "object, not indexed");
            }
        }
    }
}

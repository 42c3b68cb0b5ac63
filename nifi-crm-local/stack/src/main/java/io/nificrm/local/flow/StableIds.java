package io.nificrm.local.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Ids of a flow's components that are the same in each export: made of the names of the groups around a component, its
 * kind and its name; those of a connection, of what it connects.
 */
final class StableIds {

    private static final String GROUPS = "processGroups";
    private static final String CONNECTIONS = "connections";
    private static final String IDENTIFIER = "identifier";

    private final Map<String, String> byExported = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    private StableIds() {}

    /**
     * Stable ids by those of the export.
     *
     * @param group what the export is of
     */
    static Map<String, String> of(JsonNode group) {
        StableIds ids = new StableIds();
        ids.addComponents(group, "");
        ids.addConnections(group);
        return ids.byExported;
    }

    private void addComponents(JsonNode group, String path) {
        add(group, path + "/" + group.path("name").asText());
        String inside = path + "/" + group.path("name").asText();
        group.properties().forEach(field -> {
            String kind = field.getKey();
            if (!kind.equals(GROUPS) && !kind.equals(CONNECTIONS)) {
                for (JsonNode component : field.getValue()) {
                    if (component.has(IDENTIFIER)) {
                        add(
                                component,
                                inside + "/" + kind + "/"
                                        + component
                                                .path("name")
                                                .asText(component.path("label").asText()));
                    }
                }
            }
        });
        group.path(GROUPS).forEach(child -> addComponents(child, inside));
    }

    private void addConnections(JsonNode group) {
        for (JsonNode connection : group.path(CONNECTIONS)) {
            Set<String> relationships = new TreeSet<>();
            connection.path("selectedRelationships").forEach(relationship -> relationships.add(relationship.asText()));
            add(connection, end(connection, "source") + ">" + end(connection, "destination") + relationships);
        }
        group.path(GROUPS).forEach(this::addConnections);
    }

    private String end(JsonNode connection, String which) {
        return byExported.get(connection.path(which).path("id").asText());
    }

    private void add(JsonNode component, String key) {
        if (!taken.add(key)) {
            throw new IllegalArgumentException("There are two of " + key + ": give one another name");
        }
        byExported.put(
                component.path(IDENTIFIER).asText(),
                UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString());
    }
}

package io.nificrm.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The templates as Elasticsearch wants them: component templates (layout, and one for each mapping with its analyzer),
 * and for each family an index template composed of them. Every template says by {@code _meta} which version of ours it
 * is.
 *
 * <p>An operator's own component template {@code <prefix>-custom}, if there is one, has the last word in all of them.
 */
final class IndexDefinitions {
    /** Raise it with every change of a mapping or a setting: a cluster keeps the newest that it has seen. */
    static final int VERSION = 5;

    private static final JsonMapper MAPPER = new JsonMapper();

    /** Above Elastic's own (100 to 200), so that none of theirs wins. */
    private static final int PRIORITY = 300;

    private final IndexNames names;
    private final IndexOptions options;

    IndexDefinitions(IndexNames names, IndexOptions options) {
        this.names = names;
        this.options = options;
    }

    /** A template, its address and the version it carries. */
    record Definition(String name, JsonNode body) {
        String fingerprint() {
            return body.path("_meta").path("fingerprint").asText();
        }
    }

    /** Shards and replicas: what all indices share. */
    Definition settings() {
        ObjectNode body = MAPPER.createObjectNode();
        ObjectNode index = body.putObject("template").putObject("settings").putObject("index");
        index.put("number_of_shards", options.shards());
        options.replicas()
                .ifPresentOrElse(
                        replicas -> index.put("number_of_replicas", replicas),
                        () -> index.put("auto_expand_replicas", "0-1"));
        return versioned(names.prefix() + "-settings", body);
    }

    /** The mapping of a family, as a component template. */
    Definition mapping(IndexFamily family) {
        ObjectNode body = MAPPER.createObjectNode();
        ObjectNode template = body.putObject("template");
        // Elasticsearch checks each component by itself: the analyzer must be where it is used
        template.putObject("settings").set("analysis", read("analysis"));
        template.set("mappings", mappingOf(family));
        return versioned(names.prefix() + '-' + family.mapping(), body);
    }

    /** One for each mapping. */
    List<IndexFamily> familiesWithDistinctMappings() {
        List<IndexFamily> distinct = new ArrayList<>();
        for (IndexFamily family : IndexFamily.values()) {
            if (distinct.stream().noneMatch(known -> known.mapping().equals(family.mapping()))) {
                distinct.add(family);
            }
        }
        return distinct;
    }

    /** The families that share the mapping of one of them. */
    static List<IndexFamily> sharing(IndexFamily one) {
        return Arrays.stream(IndexFamily.values())
                .filter(family -> family.mapping().equals(one.mapping()))
                .toList();
    }

    /**
     * The index template of a family.
     *
     * @param lifecycle whether the cluster has lifecycle management
     */
    Definition index(IndexFamily family, boolean lifecycle) {
        ObjectNode body = MAPPER.createObjectNode();
        body.putArray("index_patterns").add(names.pattern(family));
        body.put("priority", PRIORITY);
        String custom = names.prefix() + "-custom";
        body.putArray("composed_of")
                .add(names.prefix() + "-settings")
                .add(names.prefix() + '-' + family.mapping())
                .add(custom);
        body.putArray("ignore_missing_component_templates").add(custom);
        ObjectNode template = body.putObject("template");
        if (family.monthly()) {
            if (lifecycle) {
                template.putObject("settings").put("index.lifecycle.name", lifecycleName(family));
            }
            ObjectNode aliases = template.putObject("aliases");
            aliases(family).forEach(aliases::putObject);
        }
        return versioned(names.prefix() + '-' + family.suffix(), body);
    }

    /** All aliases of a monthly family. */
    List<String> aliases(IndexFamily family) {
        List<String> aliases = new ArrayList<>(List.of(names.all(family)));
        if (family.touchpoints()) {
            aliases.add(names.touchpoints());
        }
        return aliases;
    }

    /** The name of a monthly family's lifecycle policy. */
    String lifecycleName(IndexFamily family) {
        return names.all(family) + "-retention";
    }

    /** Deletes indices of a monthly family some time after their month, if they are to be deleted at all. */
    JsonNode lifecyclePolicy(IndexFamily family) {
        ObjectNode root = MAPPER.createObjectNode();
        ObjectNode policy = root.putObject("policy");
        ObjectNode meta = policy.putObject("_meta");
        meta.put("managed_by", "nifi-crm");
        meta.put("retention_months", options.retention().of(family).orElse(0));
        ObjectNode phases = policy.putObject("phases");
        phases.putObject("hot").putObject("actions");
        options.retention().of(family).ifPresent(months -> {
            ObjectNode delete = phases.putObject("delete");
            // an index is made in its month: it is due when the last of its documents is
            delete.put("min_age", 31 * (months + 1) + "d");
            delete.putObject("actions").putObject("delete");
        });
        return root;
    }

    static ObjectNode mappingOf(IndexFamily family) {
        return read(family.mapping());
    }

    private static Definition versioned(String name, ObjectNode body) {
        String fingerprint = sha256(body.toString());
        body.put("version", VERSION);
        ObjectNode meta = body.putObject("_meta");
        meta.put("managed_by", "nifi-crm");
        meta.put("version", VERSION);
        meta.put("fingerprint", fingerprint);
        return new Definition(name, body);
    }

    private static ObjectNode read(String resource) {
        try (InputStream in = IndexDefinitions.class.getResourceAsStream(resource + ".json")) {
            if (in == null) {
                throw new IllegalStateException("The resource " + resource + ".json is missing in this build");
            }
            return (ObjectNode) MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

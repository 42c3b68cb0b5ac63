package io.nificrm.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.elasticsearch.IndexDefinitions.Definition;
import io.nificrm.elasticsearch.JsonRequests.RefusedException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts templates, aliases, the lifecycle policy and this month's indices in place. Doing it twice, or from several
 * nodes at once, is the same as doing it once. A template of a later version than ours is left alone; indices that are
 * there already learn the fields that a new version adds.
 */
final class IndexSetup {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final JsonRequests requests;
    private final IndexNames names;
    private final IndexDefinitions definitions;
    private final Clock clock;

    IndexSetup(JsonRequests requests, IndexNames names, IndexOptions options, Clock clock) {
        this.requests = requests;
        this.names = names;
        this.definitions = new IndexDefinitions(names, options);
        this.clock = clock;
    }

    private record Installed(int version, String fingerprint) {
        static final Installed NOTHING = new Installed(0, "");
    }

    /**
     * Does what is not done yet.
     *
     * @return what was done, a sentence each; empty where all was there
     */
    List<String> install() throws IOException {
        List<String> news = new ArrayList<>();
        boolean lifecycle = lifecycle(news);
        Map<String, Installed> components =
                installed("/_component_template/", "component_templates", "component_template");
        put("/_component_template/", definitions.settings(), components, news);
        for (IndexFamily family : definitions.familiesWithDistinctMappings()) {
            Definition mapping = definitions.mapping(family);
            if (outdated(mapping, components)) {
                // before the template says that it is done: whoever fails in between does it again
                teachExistingIndices(family);
            }
            put("/_component_template/", mapping, components, news);
        }
        Map<String, Installed> templates = installed("/_index_template/", "index_templates", "index_template");
        for (IndexFamily family : IndexFamily.values()) {
            put("/_index_template/", definitions.index(family, lifecycle), templates, news);
        }
        for (IndexFamily family : IndexFamily.values()) {
            makeIndex(names.at(family, clock.instant()), news);
        }
        addMissingAliases(news);
        return news;
    }

    /** The index templates that are not there in our version or a later one. */
    List<String> missing() throws IOException {
        Map<String, Installed> templates = installed("/_index_template/", "index_templates", "index_template");
        List<String> missing = new ArrayList<>();
        for (IndexFamily family : IndexFamily.values()) {
            String name = names.prefix() + '-' + family.suffix();
            if (templates.getOrDefault(name, Installed.NOTHING).version() < IndexDefinitions.VERSION) {
                missing.add(name);
            }
        }
        return missing;
    }

    /** Removes all indices with their documents, and all templates; for measurements in a place of their own. */
    void uninstall() throws IOException {
        for (IndexFamily family : IndexFamily.values()) {
            for (String index : indices(family)) {
                requests.send("DELETE", '/' + index);
            }
            requests.send("DELETE", "/_index_template/" + names.prefix() + '-' + family.suffix());
        }
        requests.send("DELETE", "/_component_template/" + definitions.settings().name());
        for (IndexFamily family : definitions.familiesWithDistinctMappings()) {
            requests.send(
                    "DELETE",
                    "/_component_template/" + definitions.mapping(family).name());
        }
    }

    private List<String> indices(IndexFamily family) throws IOException {
        List<String> indices = new ArrayList<>();
        requests.send("GET", '/' + names.pattern(family) + "/_alias")
                .properties()
                .forEach(index -> indices.add(index.getKey()));
        return indices;
    }

    /** Puts the policies in place; returns whether the cluster has lifecycle management. */
    private boolean lifecycle(List<String> news) throws IOException {
        for (IndexFamily family : IndexFamily.values()) {
            if (family.monthly() && !lifecycle(family, news)) {
                return false;
            }
        }
        return true;
    }

    private boolean lifecycle(IndexFamily family, List<String> news) throws IOException {
        String name = definitions.lifecycleName(family);
        String path = "/_ilm/policy/" + name;
        JsonNode wanted = definitions.lifecyclePolicy(family);
        try {
            JsonNode meta = requests.send("GET", path).path(name).path("policy").path("_meta");
            if (meta.equals(wanted.path("policy").path("_meta"))) {
                return true;
            }
        } catch (RefusedException e) {
            if (e.unknownHere()) {
                news.add("This Elasticsearch has no index lifecycle management: indices are kept until a retention"
                        + " job or a person deletes them");
                return false;
            }
            if (e.status() != 404) {
                throw refused("read the lifecycle policy " + name, e);
            }
        }
        try {
            requests.send("PUT", path, wanted);
        } catch (RefusedException e) {
            throw refused("write the lifecycle policy " + name, e);
        }
        news.add("Lifecycle policy " + name + " written");
        return true;
    }

    private Map<String, Installed> installed(String path, String list, String kind) throws IOException {
        Map<String, Installed> installed = new HashMap<>();
        try {
            for (JsonNode template :
                    requests.send("GET", path + names.prefix() + "-*").path(list)) {
                JsonNode meta = template.path(kind).path("_meta");
                installed.put(
                        template.path("name").asText(),
                        new Installed(
                                meta.path("version").asInt(),
                                meta.path("fingerprint").asText()));
            }
        } catch (RefusedException e) {
            if (e.status() == 404) {
                return installed; // none of that name yet
            }
            throw refused("read the templates " + names.prefix() + "-*", e);
        }
        return installed;
    }

    private static boolean outdated(Definition definition, Map<String, Installed> installed) {
        Installed there = installed.getOrDefault(definition.name(), Installed.NOTHING);
        return there.version() < IndexDefinitions.VERSION
                || (there.version() == IndexDefinitions.VERSION
                        && !there.fingerprint().equals(definition.fingerprint()));
    }

    private void put(String path, Definition definition, Map<String, Installed> installed, List<String> news)
            throws IOException {
        Installed there = installed.getOrDefault(definition.name(), Installed.NOTHING);
        if (there.version() > IndexDefinitions.VERSION) {
            news.add("Template " + definition.name() + " has version " + there.version() + ", this nifi-crm brings "
                    + IndexDefinitions.VERSION + ": left as it is");
        } else if (outdated(definition, installed)) {
            try {
                requests.send("PUT", path + definition.name(), definition.body());
            } catch (RefusedException e) {
                throw refused("write the template " + definition.name(), e);
            }
            news.add("Template " + definition.name() + " written in version " + IndexDefinitions.VERSION);
        }
    }

    private void teachExistingIndices(IndexFamily one) throws IOException {
        for (IndexFamily family : IndexDefinitions.sharing(one)) {
            try {
                requests.send(
                        "PUT",
                        '/' + names.pattern(family) + "/_mapping?ignore_unavailable=true&allow_no_indices=true",
                        IndexDefinitions.mappingOf(family));
            } catch (RefusedException e) {
                if (e.status() != 404) {
                    throw refused("add the new fields to the indices " + names.pattern(family), e);
                }
            }
        }
    }

    private void makeIndex(String index, List<String> news) throws IOException {
        try {
            requests.send("PUT", '/' + index);
            news.add("Index " + index + " made");
        } catch (RefusedException e) {
            if (!e.type().equals("resource_already_exists_exception")) {
                throw refused("make the index " + index, e);
            }
        }
    }

    /** Indices that were made before a family got an alias, or by a restore, have it too. */
    private void addMissingAliases(List<String> news) throws IOException {
        ObjectNode body = MAPPER.createObjectNode();
        ArrayNode actions = body.putArray("actions");
        try {
            for (IndexFamily family : IndexFamily.values()) {
                if (!family.monthly()) {
                    continue;
                }
                JsonNode indices = requests.send("GET", '/' + names.pattern(family) + "/_alias");
                for (String alias : definitions.aliases(family)) {
                    indices.properties().forEach(index -> {
                        if (!index.getValue().path("aliases").has(alias)) {
                            actions.addObject()
                                    .putObject("add")
                                    .put("index", index.getKey())
                                    .put("alias", alias);
                        }
                    });
                }
            }
            if (!actions.isEmpty()) {
                requests.send("POST", "/_aliases", body);
                news.add(actions.size() + " missing aliases added");
            }
        } catch (RefusedException e) {
            throw refused("add the aliases", e);
        }
    }

    private static IOException refused(String what, RefusedException e) {
        return new IOException(
                "Elasticsearch refused to " + what + ": " + e.getMessage() + " (HTTP " + e.status() + ")", e);
    }
}

package io.nificrm.local.nifi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.normalize.NormalizeTouchpoints;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator finds in NiFi: all our components in its dialogs, each with a complete page of documentation. */
class ComponentsIT {

    private static final Path LIBRARY = Path.of("../nifi-home/target/nifi/lib");
    private static final String OURS = "?bundleGroupFilter=io.nificrm";
    private static final Set<String> KINDS =
            Set.of("org.apache.nifi.processor.Processor", "org.apache.nifi.controller.ControllerService");

    @TempDir
    private Path folder;

    @Test
    void everyComponentIsOfferedAndExplainsItself() throws Exception {
        try (NifiServer server = NifiServer.builder(folder, LIBRARY).build().start();
                NifiClient nifi = new NifiClient(server.url())) {
            NifiRest rest = nifi.rest();
            List<JsonNode> processors = NifiClient.stream(
                            rest.get("/flow/processor-types" + OURS).get("processorTypes"))
                    .toList();
            List<JsonNode> services = NifiClient.stream(
                            rest.get("/flow/controller-service-types" + OURS).get("controllerServiceTypes"))
                    .toList();

            Set<String> offered = Stream.concat(processors.stream(), services.stream())
                    .map(type -> type.get("type").asText())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(offered).isEqualTo(listed());

            SoftAssertions complete = new SoftAssertions();
            for (JsonNode type : processors) {
                JsonNode definition = definition(rest, "processor-definition", type);
                checkPage(complete, rest, type, definition);
                checkNamed(complete, type, definition.path("supportedRelationships"));
                complete.assertThat(definition.path("inputRequirement").asText())
                        .as("input requirement of %s", type.get("type"))
                        .isNotEmpty();
            }
            for (JsonNode type : services) {
                checkPage(complete, rest, type, definition(rest, "controller-service-definition", type));
            }
            complete.assertAll();
        }
    }

    /** Description, tags, every property with a sentence, and a page of its own with an example. */
    private static void checkPage(SoftAssertions complete, NifiRest rest, JsonNode type, JsonNode definition)
            throws IOException, InterruptedException {
        complete.assertThat(definition.path("typeDescription").asText())
                .as("description of %s", type.get("type"))
                .hasSizeGreaterThan(40);
        complete.assertThat(definition.path("tags").size())
                .as("tags of %s", type.get("type"))
                .isGreaterThan(1);
        checkNamed(complete, type, definition.path("propertyDescriptors"));
        complete.assertThat(definition.path("additionalDetails").asBoolean())
                .as("additional details of %s", type.get("type"))
                .isTrue();
        if (definition.path("additionalDetails").asBoolean()) {
            complete.assertThat(rest.get("/flow/additional-details/" + path(type))
                            .path("additionalDetails")
                            .asText())
                    .as("worked example of %s", type.get("type"))
                    .containsAnyOf("```", "| ", "example");
        }
    }

    private static void checkNamed(SoftAssertions complete, JsonNode type, JsonNode parts) {
        for (JsonNode part : parts) {
            complete.assertThat(part.path("description").asText())
                    .as("description of %s of %s", part.path("name"), type.get("type"))
                    .hasSizeGreaterThan(15);
        }
    }

    private static JsonNode definition(NifiRest rest, String kind, JsonNode type)
            throws IOException, InterruptedException {
        return rest.get("/flow/" + kind + "/" + path(type));
    }

    private static String path(JsonNode type) {
        JsonNode bundle = type.get("bundle");
        return String.join(
                "/",
                bundle.get("group").asText(),
                bundle.get("artifact").asText(),
                bundle.get("version").asText(),
                type.get("type").asText());
    }

    /** What the jar that the NAR holds says it has. */
    private static Set<String> listed() throws IOException {
        String jar = NormalizeTouchpoints.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();
        Set<String> names = new TreeSet<>();
        for (String kind : KINDS) {
            for (URL file :
                    Collections.list(ComponentsIT.class.getClassLoader().getResources("META-INF/services/" + kind))) {
                if (!file.toString().contains(jar)) {
                    continue;
                }
                try (InputStream content = file.openStream()) {
                    new String(content.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(name -> name.startsWith("io.nificrm."))
                            .forEach(names::add);
                }
            }
        }
        return names;
    }
}

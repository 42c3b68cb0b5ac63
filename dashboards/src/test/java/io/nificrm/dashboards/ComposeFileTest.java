package io.nificrm.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The production-like stack, as far as it can be judged without Docker. */
class ComposeFileTest {

    private static final Path PROJECT = BoardFiles.FOLDER.getParent();
    private static final Path FILE = PROJECT.resolve("docker-compose.yml");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@code ${NAME}}, {@code ${NAME:-default}} and {@code ${NAME:?message}}; {@code $$} is a dollar sign. */
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)(?:(:[-?])([^}]*))?}");

    private final JsonNode compose;
    private final String text;

    ComposeFileTest() throws IOException {
        text = Files.readString(FILE);
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setParseComments(false)
                .build();
        compose = JSON.valueToTree(new MergeKeys(new Load(settings).loadFromString(text)).merged());
    }

    @Test
    void isOfTheShapeThatTheComposeSpecificationAsksFor() throws IOException {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
        try (InputStream in = getClass().getResourceAsStream("/compose-spec/compose-spec.json")) {
            // the schema's own $id is relative
            SchemaLocation base = SchemaLocation.of("https://compose-spec.example/schema/compose-spec.json");
            JsonSchema schema = factory.getSchema(base, JSON.readTree(in));

            assertThat(schema.validate(compose)).isEmpty();
        }
    }

    @Test
    void everySecretIsWantedFromTheEnvironmentAndHasNoDefault() {
        Set<String> secrets = new TreeSet<>();
        for (MatchResult variable : variables()) {
            if (variable.group(1).matches(".*(PASSWORD|KEY|SECRET|TOKEN)")) {
                boolean wanted = variable.group(2).equals(":?");
                if (wanted) {
                    secrets.add(variable.group(1));
                }
                assertThat(wanted || variable.group(3).isEmpty())
                        .as("%s: wanted, or empty where it is not needed", variable.group())
                        .isTrue();
            }
        }
        assertThat(secrets)
                .containsExactlyInAnyOrder(
                        "ELASTIC_PASSWORD",
                        "NIFI_ELASTICSEARCH_PASSWORD",
                        "GRAFANA_ELASTICSEARCH_PASSWORD",
                        "NIFI_PASSWORD",
                        "NIFI_SENSITIVE_PROPS_KEY",
                        "NIFICRM_DESK_SIGNING_KEY",
                        "GRAFANA_PASSWORD");
    }

    @Test
    void theExampleOfTheEnvironmentNamesEveryVariableAndGivesNoSecret() throws IOException {
        List<String> lines = Files.readAllLines(PROJECT.resolve(".env.example"));
        Set<String> named = lines.stream()
                .filter(line -> line.matches("#?[A-Z_]+=.*"))
                .map(line -> line.replaceFirst("^#", "").replaceFirst("=.*", ""))
                .collect(Collectors.toSet());
        Set<String> wanted =
                variables().stream().map(variable -> variable.group(1)).collect(Collectors.toSet());

        assertThat(named).isEqualTo(wanted);
        assertThat(lines).allMatch(line -> !line.matches("[A-Z_]+=.+"), "values are commented out or missing");
    }

    @Test
    void theDemoSetsOnlyWhatTheExampleNames() throws IOException {
        Set<String> known =
                variables().stream().map(variable -> variable.group(1)).collect(Collectors.toSet());

        assertThat(Files.readAllLines(PROJECT.resolve(".env.demo")).stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.replaceFirst("=.*", "")))
                .isNotEmpty()
                .allMatch(known::contains);
    }

    @Test
    void everyParameterOfTheFlowHasAPlaceAndNoOtherIsSet() {
        JsonNode flow = BoardFiles.read(PROJECT.resolve("flows/social-listening.json"));
        Set<String> known = StreamOf.of(flow.path("parameterContexts"))
                .flatMap(context -> StreamOf.of(context.path("parameters")))
                .map(parameter -> parameter.path("name").asText())
                .collect(Collectors.toSet());
        Stream<String> byArgument = StreamOf.of(compose.at("/services/flow/command"))
                .map(JsonNode::asText)
                .filter(argument -> argument.startsWith("--set"))
                .map(argument -> argument.split("=")[1]);
        Stream<String> byEnvironment = names(compose.at("/services/flow/environment")).stream()
                .filter(variable -> !variable.startsWith("NIFI"))
                .map(variable -> variable.toLowerCase(Locale.ROOT).replace('_', '.'));
        // as the flow brings them: a user and a password, for the minimal distribution has no API keys
        Stream<String> left = Stream.of("elasticsearch.authentication", "elasticsearch.api.key");

        assertThat(Stream.of(byArgument, byEnvironment, left).flatMap(each -> each))
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void whatTheFlowsInstallerTakesFromTheEnvironmentIsInItsEnvironment() {
        Set<String> given = names(compose.at("/services/flow/environment"));

        assertThat(StreamOf.of(compose.at("/services/flow/command"))
                        .map(JsonNode::asText)
                        .filter(argument -> argument.matches("--(set-from|user-variable|password-variable)=.*"))
                        .map(argument -> argument.replaceFirst(".*=", "")))
                .hasSizeGreaterThan(2)
                .allMatch(given::contains);
    }

    /** Each user that somebody comes as is made by users.sh, which finds a role of the same name beside it. */
    @Test
    void theUsersOfElasticsearchAreMadeAndHaveTheirRoles() throws IOException {
        Set<String> made = Pattern.compile("(?m)^user ([a-z_]+) ")
                .matcher(Files.readString(PROJECT.resolve("docker/elasticsearch/users.sh")))
                .results()
                .map(user -> user.group(1))
                .collect(Collectors.toSet());
        String ofNifi = StreamOf.of(compose.at("/services/flow/command"))
                .map(JsonNode::asText)
                .filter(argument -> argument.startsWith("--set=elasticsearch.user="))
                .map(argument -> argument.replaceFirst(".*=", ""))
                .findFirst()
                .orElseThrow();
        String ofGrafana = compose.at("/services/grafana/environment/NIFICRM_ELASTICSEARCH_USER")
                .asText();

        assertThat(made).containsExactlyInAnyOrder(ofNifi, ofGrafana);
        assertThat(made)
                .allSatisfy(role -> assertThat(PROJECT.resolve("docker/elasticsearch/roles/" + role + ".json"))
                        .exists());
    }

    @Test
    void everyServiceHasALimitOfItsMemoryAndALogThatEnds() {
        for (var service : compose.path("services").properties()) {
            assertThat(service.getValue().path("mem_limit").asText())
                    .as(service.getKey())
                    .isNotEmpty();
            assertThat(service.getValue().at("/logging/options/max-size").asText())
                    .as(service.getKey())
                    .isNotEmpty();
        }
    }

    @Test
    void whatRunsOnIsWatchedAndWhatRunsOnceIsNotRestarted() {
        for (var service : compose.path("services").properties()) {
            boolean once = service.getValue().path("restart").asText().equals("no");
            assertThat(service.getValue().has("healthcheck"))
                    .as(service.getKey())
                    .isNotEqualTo(once);
        }
    }

    @Test
    void dependenciesExistAndCanBeMet() {
        for (var service : compose.path("services").properties()) {
            for (var other : service.getValue().path("depends_on").properties()) {
                JsonNode awaited = compose.path("services").path(other.getKey());
                String condition = other.getValue().path("condition").asText();
                assertThat(awaited.isObject()).as(other.getKey()).isTrue();
                assertThat(condition)
                        .as(service.getKey() + " waits for " + other.getKey())
                        .isEqualTo(awaited.has("healthcheck") ? "service_healthy" : "service_completed_successfully");
            }
        }
    }

    @Test
    void networksAndVolumesAreDeclared() {
        Set<String> networks = names(compose.path("networks"));
        Set<String> volumes = names(compose.path("volumes"));
        for (JsonNode service : compose.path("services")) {
            service.path("networks")
                    .forEach(network -> assertThat(network.asText()).isIn(networks));
            service.path("volumes").forEach(volume -> {
                String source = volume.asText()
                        .replaceAll("\\$\\{[A-Z_]+:-([^}]*)}", "$1")
                        .split(":")[0];
                assertThat(source.startsWith("./") || volumes.contains(source))
                        .as(source)
                        .isTrue();
            });
        }
    }

    @Test
    void elasticsearchIsOutOfReachFromOutside() {
        JsonNode elasticsearch = compose.at("/services/elasticsearch");

        assertThat(elasticsearch.has("ports")).isFalse();
        assertThat(elasticsearch.path("networks").toString()).isEqualTo("[\"data\"]");
        assertThat(compose.at("/networks/data/internal").asBoolean()).isTrue();
        assertThat(elasticsearch.at("/environment/xpack.security.enabled").asText())
                .isEqualTo("true");
    }

    /** NiFi opens the one address that its host name resolves to, and a container in two networks has two. */
    @Test
    void nifiListensInBothOfItsNetworksAndKnowsItsNames() {
        JsonNode nifi = compose.at("/services/nifi");

        assertThat(nifi.path("networks")).hasSize(2);
        assertThat(nifi.at("/environment/NIFI_WEB_HTTPS_HOST").asText()).isEqualTo("0.0.0.0");
        assertThat(nifi.at("/environment/NIFI_WEB_PROXY_HOST").asText())
                .as("the installer comes by this name, which the certificate has to hold")
                .contains("nifi:8443");
        assertThat(compose.at("/services/flow/command").toString()).contains("https://nifi:8443");
    }

    /** Jetty binds its ports before it loads anything (Server.setOpenEarly): an open port says nothing about the flow. */
    @Test
    void nifiIsHealthyWhenItAnswersByAName() {
        JsonNode nifi = compose.at("/services/nifi");

        assertThat(nifi.at("/healthcheck/test").toString()).contains("curl").contains("https://nifi:8443/");
        assertThat(nifi.at("/environment/NIFI_WEB_PROXY_HOST").asText()).contains("nifi:8443");
        assertThat(nifi.path("hostname").asText()).isEqualTo("nifi");
    }

    @Test
    void portsAreOpenToThisMachineAloneUnlessOtherwiseSaid() {
        for (JsonNode service : compose.path("services")) {
            service.path("ports").forEach(port -> assertThat(port.asText()).startsWith("${NIFICRM_BIND:-127.0.0.1}:"));
        }
    }

    @Test
    void grafanaLetsNobodyInWithoutALogin() {
        JsonNode environment = compose.at("/services/grafana/environment");

        assertThat(environment.path("GF_AUTH_ANONYMOUS_ENABLED").asText()).isEqualTo("false");
        assertThat(environment.path("GF_USERS_ALLOW_SIGN_UP").asText()).isEqualTo("false");
    }

    @Test
    void provisioningFindsEveryVariableInGrafanasEnvironment() throws IOException {
        Set<String> given = names(compose.at("/services/grafana/environment"));
        try (Stream<Path> files = Files.walk(BoardFiles.FOLDER.resolve("provisioning"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)}")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(variable -> assertThat(variable.group(1))
                                .as(file.toString())
                                .isIn(given));
            }
        }
    }

    @Test
    void whatIsMountedFromTheProjectIsThere() {
        for (JsonNode service : compose.path("services")) {
            service.path("volumes").forEach(volume -> {
                String source = volume.asText()
                        .replaceAll("\\$\\{[A-Z_]+:-([^}]*)}", "$1")
                        .split(":")[0];
                if (source.startsWith("./")) {
                    assertThat(PROJECT.resolve(source)).exists();
                }
            });
        }
    }

    private List<MatchResult> variables() {
        return text.lines()
                .filter(line -> !line.strip().startsWith("#"))
                .flatMap(line -> VARIABLE.matcher(line).results())
                .toList();
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(entry -> entry.getKey()).collect(Collectors.toSet());
    }
}

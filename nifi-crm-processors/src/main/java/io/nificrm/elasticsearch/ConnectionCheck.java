package io.nificrm.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.elasticsearch.JsonRequests.RefusedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Looks whether a cluster can be worked with, changing nothing, and says in words what is wrong and what to do. */
public final class ConnectionCheck {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int OLDEST_MAJOR = 9;

    private final ConnectionSettings settings;
    private final IndexNames names;

    /** A check of a cluster that need not be there. */
    public ConnectionCheck(ConnectionSettings settings, IndexNames names) {
        this.settings = settings;
        this.names = names;
    }

    /** How a step went. */
    public enum Outcome {
        PASSED,
        FAILED,
        /** An earlier step has failed, or the cluster has nothing of the kind. */
        SKIPPED
    }

    /** A step, how it went, and an explanation for a person. */
    public record Finding(String step, Outcome outcome, String explanation) {}

    /** Reach every host, sign in, version, privileges, index templates. */
    public List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        boolean reached = false;
        for (URI host : settings.hosts()) {
            Finding finding = reach(host);
            findings.add(finding);
            reached |= finding.outcome() == Outcome.PASSED;
        }
        if (!reached) {
            Stream.of("Sign in", "Version", "Privileges", "Index templates")
                    .map(step -> new Finding(step, Outcome.SKIPPED, "No host could be reached"))
                    .forEach(findings::add);
            return findings;
        }
        try (ElasticsearchCluster cluster = new ElasticsearchCluster(settings, names, IndexOptions.DEFAULT)) {
            Finding signIn = step("Sign in", () -> signIn(cluster.requests()));
            findings.add(signIn);
            if (signIn.outcome() == Outcome.FAILED) {
                Stream.of("Version", "Privileges", "Index templates")
                        .map(step -> new Finding(step, Outcome.SKIPPED, "Not signed in"))
                        .forEach(findings::add);
                return findings;
            }
            findings.add(step("Version", () -> version(cluster.requests())));
            findings.add(step("Privileges", () -> privileges(cluster.requests())));
            findings.add(step("Index templates", () -> templates(cluster.setup())));
        } catch (IOException e) {
            findings.add(new Finding("Close", Outcome.FAILED, String.valueOf(e.getMessage())));
        }
        return findings;
    }

    @FunctionalInterface
    private interface Step {
        Finding look() throws IOException;
    }

    private Finding step(String name, Step step) {
        try {
            return step.look();
        } catch (IOException | RuntimeException e) {
            return new Finding(name, Outcome.FAILED, words(e));
        }
    }

    private Finding reach(URI host) {
        String step = settings.hosts().size() == 1 ? "Reach the cluster" : "Reach " + host.getAuthority();
        ConnectionSettings one = new ConnectionSettings(
                List.of(host),
                settings.credentials(),
                settings.tls(),
                settings.pathPrefix(),
                settings.connectTimeout(),
                settings.responseTimeout(),
                settings.compression());
        try (ElasticsearchCluster cluster = new ElasticsearchCluster(one, names, IndexOptions.DEFAULT)) {
            return new Finding(step, Outcome.PASSED, host + " answers" + name(cluster.requests()));
        } catch (IOException | RuntimeException e) {
            return new Finding(step, Outcome.FAILED, host + ": " + words(e));
        }
    }

    private static String name(JsonRequests requests) throws IOException {
        try {
            String name = requests.send("GET", "/").path("cluster_name").asText();
            return name.isEmpty() ? "" : " as cluster " + name;
        } catch (RefusedException answered) {
            if (answered.status() >= 500) {
                throw answered;
            }
            return "";
        }
    }

    private Finding signIn(JsonRequests requests) throws IOException {
        try {
            JsonNode who = requests.send("GET", "/_security/_authenticate");
            return new Finding(
                    "Sign in",
                    Outcome.PASSED,
                    "Signed in as " + who.path("username").asText());
        } catch (RefusedException e) {
            if (e.unknownHere() || isSecurityOff(e)) {
                return settings.credentials() instanceof Credentials.None
                        ? new Finding("Sign in", Outcome.SKIPPED, "Security is off: everybody may do everything")
                        : new Finding(
                                "Sign in",
                                Outcome.PASSED,
                                "Security is off in this cluster: it ignores the credentials given");
            }
            if (e.status() == 401) {
                return new Finding("Sign in", Outcome.FAILED, unauthorized());
            }
            throw e;
        }
    }

    private String unauthorized() {
        return switch (settings.credentials()) {
            case Credentials.None ignored -> "The cluster asks who we are. Choose basic authentication or an API key";
            case Credentials.Password password ->
                "The cluster refuses user '" + password.user() + "' with this password. Check both";
            case Credentials.ApiKey ignored ->
                "The cluster refuses the API key. It must be the encoded form (base64 of id:key), and neither"
                        + " expired nor invalidated";
        };
    }

    private static boolean isSecurityOff(RefusedException e) {
        return String.valueOf(e.getMessage()).contains("Security must be explicitly enabled");
    }

    private static Finding version(JsonRequests requests) throws IOException {
        String number;
        try {
            number = requests.send("GET", "/").path("version").path("number").asText();
        } catch (RefusedException e) {
            if (e.unknownHere()) {
                return new Finding("Version", Outcome.SKIPPED, "This distribution does not tell its version");
            }
            throw e;
        }
        Optional<Integer> major = Stream.of(number.split("\\.", 2)[0])
                .filter(digits -> digits.matches("\\d{1,4}"))
                .map(Integer::valueOf)
                .findFirst();
        if (major.isEmpty()) {
            return new Finding(
                    "Version", Outcome.FAILED, "What answers there is not Elasticsearch: it tells no version");
        }
        return major.get() >= OLDEST_MAJOR
                ? new Finding("Version", Outcome.PASSED, "Elasticsearch " + number)
                : new Finding(
                        "Version",
                        Outcome.FAILED,
                        "Elasticsearch " + number + " is too old: its client needs " + OLDEST_MAJOR + ".0 or later");
    }

    private Finding privileges(JsonRequests requests) throws IOException {
        ObjectNode question = MAPPER.createObjectNode();
        question.putArray("cluster").add("monitor").add("manage_index_templates");
        ObjectNode index = question.putArray("index").addObject();
        index.putArray("names").add(names.prefix() + "-*");
        index.putArray("privileges")
                .add("create_index")
                .add("read")
                .add("write")
                .add("manage");
        JsonNode answer;
        try {
            answer = requests.send("POST", "/_security/user/_has_privileges", question);
        } catch (RefusedException e) {
            if (e.unknownHere() || isSecurityOff(e)) {
                return new Finding("Privileges", Outcome.SKIPPED, "Security is off: everybody may do everything");
            }
            throw e;
        }
        List<String> missing = new ArrayList<>();
        answer.path("cluster").properties().stream()
                .filter(privilege -> !privilege.getValue().asBoolean())
                .forEach(privilege -> missing.add(privilege.getKey() + " (cluster)"));
        answer.path("index").path(names.prefix() + "-*").properties().stream()
                .filter(privilege -> !privilege.getValue().asBoolean())
                .forEach(privilege -> missing.add(privilege.getKey() + " (" + names.prefix() + "-*)"));
        return missing.isEmpty()
                ? new Finding("Privileges", Outcome.PASSED, "All that is needed on " + names.prefix() + "-*")
                : new Finding("Privileges", Outcome.FAILED, "Missing: " + String.join(", ", missing));
    }

    private Finding templates(IndexSetup setup) throws IOException {
        List<String> missing = setup.missing();
        return missing.isEmpty()
                ? new Finding("Index templates", Outcome.PASSED, "In place in version " + IndexDefinitions.VERSION)
                : new Finding(
                        "Index templates",
                        Outcome.PASSED,
                        "Enabling the service will write " + String.join(", ", missing));
    }

    private static String words(Exception e) {
        return switch (e) {
            case UnknownHostException unknown -> "there is no host of that name";
            case SSLException tls ->
                "TLS failed: " + tls.getMessage()
                        + ". Is it https at all, and does the SSL Context Service trust the cluster's certificate?";
            case ConnectException refused ->
                "nothing listens there (" + refused.getMessage() + "). Is Elasticsearch running, is the port right?";
            case SocketTimeoutException late -> "no answer in time (" + late.getMessage() + ")";
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }
}

package io.nificrm.dashboards.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.nificrm.dashboards.Boards;
import io.nificrm.dashboards.Provisioning;
import io.nificrm.dashboards.Scope;
import io.nificrm.dashboards.Sources;
import io.nificrm.dashboards.grafana.Board;
import io.nificrm.dashboards.grafana.DataSource;
import io.nificrm.dashboards.grafana.Fields;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts our data sources, our folder and our boards into a running Grafana. Doing it again writes only what differs; what
 * else is there, alert rules and policies included, is left alone.
 *
 * <pre>{@code
 * Backend backend = new Backend(URI.create("http://127.0.0.1:9200"), Optional.empty(), URI.create("http://127.0.0.1:9090/desk"));
 * try (var provisioner = new GrafanaProvisioner(URI.create("http://127.0.0.1:3000"), System.getenv("GRAFANA_TOKEN"))) {
 *     provisioner.provision(backend).forEach(System.err::println);
 * }
 * }</pre>
 */
public final class GrafanaProvisioner implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

    private final URI grafana;
    private final GrafanaApi api;

    /**
     * Makes a provisioner.
     *
     * @param grafana its address, with the path below which it lives, if any
     * @param token of a service account with the role Admin
     */
    public GrafanaProvisioner(URI grafana, String token) {
        this.grafana = grafana;
        this.api = new GrafanaApi(grafana, token);
    }

    /**
     * Creates or updates everything.
     *
     * @return the addresses of the boards, each after its title
     * @throws GrafanaException when Grafana is too old or refuses; what was done until then stays done
     */
    public List<String> provision(Backend backend) throws IOException, InterruptedException {
        checkVersion();
        for (DataSource source : Sources.ALL) {
            put(source, backend);
        }
        if (api.find("api/folders/" + Provisioning.FOLDER).isEmpty()) {
            api.send(
                    "POST",
                    "api/folders",
                    new Fields().put("uid", Provisioning.FOLDER).put("title", Provisioning.FOLDER));
        }
        List<String> places = new ArrayList<>();
        for (Board board : Boards.all().values()) {
            places.add(board.title() + ": " + put(board, backend));
        }
        return places;
    }

    private void checkVersion() throws IOException, InterruptedException {
        String version = api.find("api/health")
                .map(health -> health.path("version").asText())
                .orElseThrow(() -> new GrafanaException(grafana + " is no Grafana: it has no api/health"));
        Matcher matcher = VERSION.matcher(version);
        // a Grafana may be told to keep its version to itself
        if (matcher.matches() && isTooOld(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))) {
            throw new GrafanaException(
                    "The boards need Grafana " + Board.OLDEST_GRAFANA + " or later; " + grafana + " has " + version);
        }
    }

    private static boolean isTooOld(int major, int minor) {
        return major < 9 || (major == 9 && minor < 4);
    }

    private void put(DataSource source, Backend backend) throws IOException, InterruptedException {
        Fields wanted = Provisioning.dataSource(source)
                .put("url", backend.elasticsearch().toString())
                .put("basicAuth", backend.login().isPresent());
        backend.login()
                .ifPresent(login -> wanted.put("basicAuthUser", login.user())
                        .put("secureJsonData", new Fields().put("basicAuthPassword", login.password())));
        String path = "api/datasources/uid/" + source.uid();
        Optional<JsonNode> existing = api.find(path);
        if (existing.isEmpty()) {
            api.send("POST", "api/datasources", wanted);
        } else if (existing.get().path("readOnly").asBoolean()) {
            throw new GrafanaException("The data source " + source.uid() + " of " + grafana
                    + " comes from its provisioning files: change it there, or remove it there and try again");
        } else if (backend.login().isPresent() || !holds(existing.get(), JSON.valueToTree(wanted))) {
            // Grafana tells nobody a password, so it can't be compared, and may have changed
            api.send("PUT", path, wanted);
        }
    }

    /** Whether everything wanted is there; Grafana adds fields of its own. */
    private static boolean holds(JsonNode there, JsonNode wanted) {
        if (!wanted.isObject()) {
            return wanted.equals(there);
        }
        return wanted.properties().stream().allMatch(field -> holds(there.path(field.getKey()), field.getValue()));
    }

    private String put(Board board, Backend backend) throws IOException, InterruptedException {
        String desk = backend.desk().toString().replaceAll("/+$", "");
        String json = JSON.writeValueAsString(board.json()).replace(Scope.DESK_PLACEHOLDER, desk);
        String message = "nifi-crm, SHA-256 " + sha256(json);
        String path = "api/dashboards/uid/" + board.uid();
        Optional<JsonNode> meta = api.find(path).map(existing -> existing.path("meta"));
        if (meta.isPresent()
                && meta.get().path("folderUid").asText().equals(Provisioning.FOLDER)
                && isLast(message, path)) {
            return address(meta.get(), board);
        }
        Fields request = new Fields()
                .put("dashboard", JSON.readTree(json))
                .put("folderUid", Provisioning.FOLDER)
                .put("message", message)
                .put("overwrite", true);
        return address(api.send("POST", "api/dashboards/db", request), board);
    }

    private String address(JsonNode told, Board board) {
        return grafana.resolve(told.path("url").asText(board.path())).toString();
    }

    /**
     * Whether this was said when the board was last saved: ours, with the checksum of what we sent, if nobody has changed
     * the board since. The board itself can't be compared, for newer versions of Grafana hand it out in their own schema.
     */
    private boolean isLast(String message, String path) throws IOException, InterruptedException {
        JsonNode answer = api.find(path + "/versions?limit=1").orElseGet(MissingNode::getInstance);
        // a list up to Grafana 11, an object with the list in it after that
        JsonNode versions = answer.has("versions") ? answer.path("versions") : answer;
        JsonNode last = versions.path(0);
        if (isSaid(message, last)) {
            return true;
        }
        // the list calls every first version "Initial save", whatever was said: only the version itself tells
        return last.path("parentVersion").asInt() == 0
                && (isSaid(message, version(path, last.path("version")))
                        // unified storage (Grafana 12 and later) knows versions by their id
                        || isSaid(message, version(path, last.path("id"))));
    }

    private JsonNode version(String path, JsonNode number) throws IOException, InterruptedException {
        return api.findOrRefused(path + "/versions/" + number.asText()).orElseGet(MissingNode::getInstance);
    }

    private static boolean isSaid(String message, JsonNode version) {
        return version.path("message").asText().equals(message);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    @Override
    public void close() {
        api.close();
    }
}

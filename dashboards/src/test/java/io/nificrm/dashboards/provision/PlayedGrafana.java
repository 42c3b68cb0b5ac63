package io.nificrm.dashboards.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The part of Grafana's HTTP API that provisioning uses, with answers in Grafana's shape. */
final class PlayedGrafana implements AutoCloseable {

    static final String TOKEN = "glsa_played";

    private static final ObjectMapper JSON = new ObjectMapper();

    final Map<String, JsonNode> dataSources = new TreeMap<>();
    final Map<String, JsonNode> folders = new TreeMap<>();
    final Map<String, JsonNode> dashboards = new TreeMap<>();
    /** How often each board was saved. */
    final Map<String, Integer> saves = new TreeMap<>();

    final List<String> requests = new ArrayList<>();
    String version = "13.2.0";
    boolean viewerOnly;

    private final HttpServer server;

    PlayedGrafana() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        requests.add(method + " " + path);
        if (path.equals("/api/health")) {
            answer(exchange, 200, JSON.createObjectNode().put("database", "ok").put("version", version));
        } else if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, message("Invalid API key"));
        } else if (viewerOnly && !method.equals("GET")) {
            answer(exchange, 403, message("You'll need additional permissions to perform this action."));
        } else if (path.startsWith("/api/datasources")) {
            dataSource(exchange, method, path.replaceFirst("/api/datasources(/uid/)?", ""), body);
        } else if (path.startsWith("/api/folders")) {
            folder(exchange, method, path.replaceFirst("/api/folders/?", ""), body);
        } else if (path.equals("/api/dashboards/db")) {
            dashboard(exchange, body);
        } else if (path.matches("/api/dashboards/uid/[^/]+/versions(/.*)?")) {
            String[] parts = path.split("/");
            versions(exchange, parts[4], parts.length > 6 ? parts[6] : "");
        } else if (path.startsWith("/api/dashboards/uid/")) {
            saved(exchange, path.replaceFirst("/api/dashboards/uid/", ""));
        } else {
            answer(exchange, 404, message("Not found"));
        }
    }

    private void dataSource(HttpExchange exchange, String method, String uid, JsonNode body) throws IOException {
        switch (method) {
            case "GET" -> found(exchange, dataSources, uid, "Data source not found");
            case "POST" -> {
                String wanted = body.path("uid").asText();
                if (dataSources.putIfAbsent(wanted, body) == null) {
                    answer(exchange, 200, message("Datasource added").set("datasource", body));
                } else {
                    answer(exchange, 409, message("data source with the same name already exists"));
                }
            }
            default -> {
                dataSources.put(uid, body);
                answer(exchange, 200, message("Datasource updated").set("datasource", body));
            }
        }
    }

    private void folder(HttpExchange exchange, String method, String uid, JsonNode body) throws IOException {
        if (method.equals("GET")) {
            found(exchange, folders, uid, "folder not found");
        } else if (folders.putIfAbsent(body.path("uid").asText(), body) == null) {
            answer(exchange, 200, body);
        } else {
            answer(
                    exchange,
                    409,
                    message("a folder or dashboard in the general folder with the same name already exists"));
        }
    }

    private void dashboard(HttpExchange exchange, JsonNode body) throws IOException {
        String uid = body.path("dashboard").path("uid").asText();
        if (dashboards.containsKey(uid) && !body.path("overwrite").asBoolean()) {
            answer(exchange, 412, message("The dashboard has been changed by someone else"));
            return;
        }
        dashboards.put(uid, body);
        saves.merge(uid, 1, Integer::sum);
        answer(
                exchange,
                200,
                JSON.createObjectNode().put("uid", uid).put("url", url(body)).put("status", "success"));
    }

    private void saved(HttpExchange exchange, String uid) throws IOException {
        JsonNode saved = dashboards.get(uid);
        if (saved == null) {
            answer(exchange, 404, message("Dashboard not found"));
            return;
        }
        ObjectNode found = JSON.createObjectNode();
        found.set("dashboard", saved.path("dashboard"));
        found.putObject("meta")
                .put("folderUid", saved.path("folderUid").asText())
                .put("url", url(saved));
        answer(exchange, 200, found);
    }

    /** The list of versions, newest first, or one: by its number in Grafana 9, by its id since unified storage. */
    private void versions(HttpExchange exchange, String uid, String wanted) throws IOException {
        boolean old = version.startsWith("9.");
        int number = saves.get(uid);
        int id = 1_000 + number;
        ObjectNode last = JSON.createObjectNode()
                .put("id", id)
                .put("uid", uid)
                .put("version", number)
                .put("parentVersion", number - 1)
                .put("message", dashboards.get(uid).path("message").asText());
        if (wanted.isEmpty()) {
            // pkg/api/dashboard.go, GetDashboardVersions, from Grafana 5 to 13
            ArrayNode latest = JSON.createArrayNode().add(number == 1 ? last.put("message", "Initial save") : last);
            answer(exchange, 200, old ? latest : listed(latest));
        } else if (wanted.equals(Integer.toString(old ? number : id))) {
            answer(exchange, 200, last);
        } else {
            answer(exchange, 500, message("Dashboard version " + wanted + " not found"));
        }
    }

    private static JsonNode listed(ArrayNode versions) {
        return JSON.createObjectNode().put("continueToken", "").set("versions", versions);
    }

    private static String url(JsonNode saved) {
        JsonNode board = saved.path("dashboard");
        String slug = board.path("title").asText().toLowerCase(Locale.ROOT).replace(' ', '-');
        return "/d/" + board.path("uid").asText() + "/" + slug;
    }

    private static void found(HttpExchange exchange, Map<String, JsonNode> all, String uid, String missing)
            throws IOException {
        if (all.containsKey(uid)) {
            answer(exchange, 200, all.get(uid));
        } else {
            answer(exchange, 404, message(missing));
        }
    }

    private static ObjectNode message(String text) {
        return JSON.createObjectNode().put("message", text);
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}

package io.nificrm.local.triage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.local.Checkout;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The panels of a board of the repository, asked as Grafana asks them, for one queue. */
final class Board {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)(?::raw})?");

    private final URI elasticsearch;
    private final JsonNode board;
    private final Map<String, String> variables = new TreeMap<>();

    Board(String name, String queue, URI elasticsearch) throws IOException {
        this.elasticsearch = elasticsearch;
        this.board = JSON.readTree(Checkout.current()
                .root()
                .resolve("dashboards")
                .resolve(name + ".json")
                .toFile());
        for (JsonNode variable : board.at("/templating/list")) {
            variables.put(
                    variable.path("name").asText(), variable.path("allValue").asText("*"));
        }
        variables.put("search", "*");
        variables.put("queue", queue);
    }

    /** How many documents the query of a panel finds. */
    long count(String panel) throws IOException, InterruptedException {
        String query = board.findParents("targets").stream()
                .filter(each -> each.path("title").asText().equals(panel))
                .map(each -> each.at("/targets/0/query").asText())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The board has no panel " + panel));
        return search(filled(query));
    }

    /** How many documents a query in Lucene's syntax finds. */
    long search(String query) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("query").putObject("query_string").put("query", query).put("analyze_wildcard", true);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(elasticsearch.resolve("/crm-touchpoints/_count"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return JSON.readTree(answer.body()).required("count").asLong();
        }
    }

    private String filled(String query) {
        return VARIABLE.matcher(query).replaceAll(found -> Matcher.quoteReplacement(variables.get(found.group(1))));
    }
}

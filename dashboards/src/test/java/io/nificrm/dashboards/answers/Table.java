package io.nificrm.dashboards.answers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answer to a search as rows: the keys of its groups, from the outermost in, and the first metric. */
public final class Table {

    private final Map<List<String>, Double> rows = new LinkedHashMap<>();
    private final JsonNode groups;
    private final JsonNode metric;

    /** Reads the answer that Elasticsearch gave to a target. */
    public Table(JsonNode target, JsonNode response) {
        this.groups = target.path("bucketAggs");
        this.metric = target.path("metrics").path(0);
        collect(0, response.path("aggregations"), List.of());
    }

    /** Rows that count something. */
    public Map<List<String>, Double> rows() {
        return rows;
    }

    /** All rows added up. */
    public double sum() {
        return rows.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The value of the one row. */
    public double only() {
        if (rows.size() != 1) {
            throw new IllegalStateException("One row wanted, these found: " + rows);
        }
        return rows.values().iterator().next();
    }

    private void collect(int depth, JsonNode aggregations, List<String> keys) {
        JsonNode group = groups.path(depth);
        JsonNode buckets = aggregations.path(group.path("id").asText()).path("buckets");
        for (Map.Entry<String, JsonNode> named : buckets.properties()) {
            descend(depth, named.getValue(), keys, named.getKey());
        }
        if (buckets.isArray()) {
            buckets.forEach(
                    bucket -> descend(depth, bucket, keys, bucket.path("key").asText()));
        }
    }

    private void descend(int depth, JsonNode bucket, List<String> keys, String key) {
        List<String> path = new ArrayList<>(keys);
        path.add(key);
        if (depth < groups.size() - 1) {
            collect(depth + 1, bucket, path);
        } else if (bucket.path("doc_count").asLong() > 0) {
            rows.put(List.copyOf(path), value(bucket));
        }
    }

    private double value(JsonNode bucket) {
        JsonNode answer = bucket.path(metric.path("id").asText());
        return switch (metric.path("type").asText()) {
            case "count" -> bucket.path("doc_count").asDouble();
            case "percentiles" -> answer.path("values").elements().next().asDouble();
            default -> answer.path("value").asDouble();
        };
    }
}

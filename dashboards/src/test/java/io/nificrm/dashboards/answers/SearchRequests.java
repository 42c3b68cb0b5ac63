package io.nificrm.dashboards.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The body of one search of a {@code _msearch}, as Grafana makes it from a target of a panel or alert rule. */
public final class SearchRequests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEFAULT_SIZE = 500;

    private final Form form;

    /** Who translates. */
    public enum Form {
        /** The browser, up to Grafana 9. */
        BROWSER,
        /** The server: boards from Grafana 10 on, alert rules in all versions. */
        SERVER
    }

    public SearchRequests(Form form) {
        this.form = form;
    }

    /** The line that comes before the body. */
    public ObjectNode header(String index) {
        return JSON.createObjectNode()
                .put("search_type", "query_then_fetch")
                .put("ignore_unavailable", true)
                .put("index", index);
    }

    /** The search that a target asks for, its variables already put in. */
    public ObjectNode body(JsonNode target, String timeField, TimeRange range) {
        ObjectNode body = JSON.createObjectNode().put("size", 0);
        ArrayNode filter = body.putObject("query").putObject("bool").putArray("filter");
        filter.addObject()
                .putObject("range")
                .putObject(timeField)
                .put("gte", range.from().toEpochMilli())
                .put("lte", range.to().toEpochMilli())
                .put("format", "epoch_millis");
        String query = target.path("query").asText();
        if (!query.isBlank()) {
            filter.addObject().putObject("query_string").put("query", query).put("analyze_wildcard", true);
        }
        JsonNode first = target.path("metrics").path(0);
        if (first.path("type").asText().equals("raw_data")) {
            return documents(body, first, timeField);
        }
        if (target.path("bucketAggs").isEmpty()) {
            throw new IllegalArgumentException("invalid query, missing metrics and aggregations");
        }
        ObjectNode innermost = body;
        for (JsonNode bucket : target.path("bucketAggs")) {
            ObjectNode aggregation =
                    aggregations(innermost).putObject(bucket.path("id").asText());
            addBucket(aggregation, bucket, target.path("metrics"), timeField, range);
            innermost = aggregation;
        }
        for (JsonNode metric : target.path("metrics")) {
            if (!metric.path("type").asText().equals("count")) {
                addMetric(innermost, metric);
            }
        }
        return body;
    }

    private ObjectNode documents(ObjectNode body, JsonNode metric, String timeField) {
        body.put("size", number(metric.path("settings").path("size"), DEFAULT_SIZE));
        ArrayNode sort = body.putArray("sort");
        sort.addObject().putObject(timeField).put("order", "desc").put("unmapped_type", "boolean");
        sort.addObject().putObject("_doc").put("order", "desc");
        body.putObject("script_fields");
        if (form == Form.SERVER) {
            body.putArray("docvalue_fields").add(timeField);
        }
        return body;
    }

    private void addBucket(
            ObjectNode aggregation, JsonNode bucket, JsonNode metrics, String timeField, TimeRange range) {
        JsonNode settings = bucket.path("settings");
        switch (bucket.path("type").asText()) {
            case "terms" -> addTerms(aggregation, bucket, metrics);
            case "filters" -> {
                ObjectNode filters = aggregation.putObject("filters").putObject("filters");
                for (JsonNode filter : settings.path("filters")) {
                    filters.putObject(filter.path("label").asText())
                            .putObject("query_string")
                            .put("query", filter.path("query").asText())
                            .put("analyze_wildcard", true);
                }
            }
            case "date_histogram" -> {
                String interval = settings.path("interval").asText();
                ObjectNode histogram = aggregation.putObject("date_histogram");
                histogram
                        .put("field", bucket.path("field").asText(timeField))
                        .put("min_doc_count", number(settings.path("min_doc_count"), 0))
                        .put("format", "epoch_millis")
                        .put(
                                "fixed_interval",
                                interval.equals("auto") ? range.interval().toMillis() + "ms" : interval);
                histogram
                        .putObject("extended_bounds")
                        .put("min", range.from().toEpochMilli())
                        .put("max", range.to().toEpochMilli());
            }
            default -> throw new IllegalArgumentException("Bucket " + bucket + " is not played here");
        }
    }

    private static void addTerms(ObjectNode aggregation, JsonNode bucket, JsonNode metrics) {
        JsonNode settings = bucket.path("settings");
        ObjectNode terms = aggregation.putObject("terms");
        terms.put("field", bucket.path("field").asText());
        terms.put("size", number(settings.path("size"), DEFAULT_SIZE));
        String orderBy = settings.path("orderBy").asText();
        terms.putObject("order").put(orderBy, settings.path("order").asText());
        for (JsonNode metric : metrics) {
            if (metric.path("id").asText().equals(orderBy)) {
                // Elasticsearch wants what it orders by beside the bucket
                addMetric(aggregation, metric);
            }
        }
        terms.put("min_doc_count", number(settings.path("min_doc_count"), 0));
        if (settings.has("missing")) {
            terms.put("missing", settings.path("missing").asText());
        }
    }

    private static void addMetric(ObjectNode bucket, JsonNode metric) {
        ObjectNode body = aggregations(bucket)
                .putObject(metric.path("id").asText())
                .putObject(metric.path("type").asText());
        body.put("field", metric.path("field").asText());
        for (Map.Entry<String, JsonNode> setting : metric.path("settings").properties()) {
            body.set(setting.getKey(), setting.getValue());
        }
    }

    private static ObjectNode aggregations(ObjectNode parent) {
        return parent.has("aggs") ? (ObjectNode) parent.get("aggs") : parent.putObject("aggs");
    }

    private static int number(JsonNode setting, int otherwise) {
        int value = setting.asInt(otherwise);
        return value == 0 ? otherwise : value;
    }
}

package io.nificrm.dashboards.answers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Grafana's server makes of Elasticsearch's answers: series by label; and of its own expressions. */
public final class Answers {

    private final Map<String, Values> byRefId = new LinkedHashMap<>();

    /** Takes the answer to a search whose innermost group is the time. */
    public void search(JsonNode target, JsonNode response) {
        List<Values.Labelled> series = new ArrayList<>();
        collect(
                target.path("bucketAggs"),
                0,
                response.path("aggregations"),
                target.path("metrics").path(0),
                Map.of(),
                series);
        byRefId.put(target.path("refId").asText(), new Values(series));
    }

    /** Computes an expression of what was taken or computed before. */
    public void expression(JsonNode model) {
        String input = model.path("expression").asText();
        Values value = switch (model.path("type").asText()) {
            case "reduce" -> get(input).reduced(model.path("reducer").asText());
            case "math" -> new MathExpression(input, byRefId).value();
            case "threshold" ->
                above(get(input), model.path("conditions").path(0).path("evaluator"));
            default -> throw new IllegalArgumentException("Expression " + model + " is not played here");
        };
        byRefId.put(model.path("refId").asText(), value);
    }

    /** The answer of a target. */
    public Values get(String refId) {
        return byRefId.get(refId);
    }

    private static Values above(Values values, JsonNode evaluator) {
        if (!evaluator.path("type").asText().equals("gt")) {
            throw new IllegalArgumentException("Threshold " + evaluator + " is not played here");
        }
        double limit = evaluator.path("params").path(0).asDouble();
        return values.combined(Values.number(limit), (value, most) -> value > most ? 1 : 0);
    }

    private static void collect(
            JsonNode groups,
            int depth,
            JsonNode aggregations,
            JsonNode metric,
            Map<String, String> labels,
            List<Values.Labelled> series) {
        JsonNode group = groups.path(depth);
        JsonNode buckets = aggregations.path(group.path("id").asText()).path("buckets");
        if (depth == groups.size() - 1) {
            List<Double> points = new ArrayList<>();
            buckets.forEach(bucket -> points.add(value(bucket, metric)));
            series.add(new Values.Labelled(labels, points, true));
            return;
        }
        for (JsonNode bucket : buckets) {
            Map<String, String> inner = new LinkedHashMap<>(labels);
            inner.put(group.path("field").asText(), bucket.path("key").asText());
            collect(groups, depth + 1, bucket, metric, inner, series);
        }
    }

    private static double value(JsonNode bucket, JsonNode metric) {
        if (metric.path("type").asText().equals("count")) {
            return bucket.path("doc_count").asDouble();
        }
        return bucket.path(metric.path("id").asText()).path("value").asDouble(Double.NaN);
    }
}

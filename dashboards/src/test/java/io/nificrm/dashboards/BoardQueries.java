package io.nificrm.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.dashboards.answers.Elasticsearch;
import io.nificrm.dashboards.answers.SearchRequests;
import io.nificrm.dashboards.answers.TemplateVariables;
import io.nificrm.dashboards.answers.TimeRange;
import io.nificrm.dashboards.grafana.DataSource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks what a board asks, with the choices made at its top. */
final class BoardQueries {

    private static final Map<String, DataSource> SOURCES =
            Sources.ALL.stream().collect(Collectors.toMap(DataSource::uid, Function.identity()));

    private final Elasticsearch elasticsearch;
    private final SearchRequests requests;
    private final TemplateVariables choices;
    private final TimeRange picked;

    BoardQueries(Elasticsearch elasticsearch, SearchRequests.Form form, TemplateVariables choices, TimeRange picked) {
        this.elasticsearch = elasticsearch;
        this.requests = new SearchRequests(form);
        this.choices = choices;
        this.picked = picked;
    }

    /** The answer to one search of a panel. */
    JsonNode ask(JsonNode panel, JsonNode target) throws IOException, InterruptedException {
        return ask(target, range(panel));
    }

    /** The answer to one search in a time range. */
    JsonNode ask(JsonNode target, TimeRange range) throws IOException, InterruptedException {
        DataSource source = source(target);
        return elasticsearch.search(
                requests.header(source.index()), requests.body(chosen(target, range), source.timeField(), range));
    }

    /** What a variable offers; after getTermsQuery of Grafana's query builder. */
    JsonNode offer(JsonNode variable) throws IOException, InterruptedException {
        JsonNode query = BoardFiles.parse(variable.path("query").asText());
        ObjectNode target = BoardFiles.object();
        target.put("query", query.path("query").asText());
        target.putArray("metrics").addObject().put("type", "count");
        ObjectNode terms = target.putArray("bucketAggs").addObject();
        terms.put("id", "1")
                .put("type", "terms")
                .put("field", query.path("field").asText());
        terms.putObject("settings").put("size", "500").put("orderBy", "_key").put("order", "asc");
        DataSource source = source(variable);
        return elasticsearch.search(
                requests.header(source.index()), requests.body(chosen(target, picked), source.timeField(), picked));
    }

    /** The marks that an annotation finds; after annotationQuery of Grafana's data source. */
    JsonNode marks(JsonNode annotation) throws IOException, InterruptedException {
        ObjectNode body = BoardFiles.object().put("size", 10_000);
        var filter = body.putObject("query").putObject("bool").putArray("filter");
        var dates = filter.addObject().putObject("bool");
        dates.put("minimum_should_match", 1);
        var should = dates.putArray("should");
        for (String field : List.of("timeField", "timeEndField")) {
            should.addObject()
                    .putObject("range")
                    .putObject(annotation.path(field).asText())
                    .put("gte", picked.from().toEpochMilli())
                    .put("lte", picked.to().toEpochMilli())
                    .put("format", "epoch_millis");
        }
        filter.addObject()
                .putObject("query_string")
                .put("query", choices.intoLucene(annotation.path("query").asText()));
        return elasticsearch.search(requests.header(source(annotation).index()), body);
    }

    /** The time that a panel shows: the picked one, or further back, or earlier. */
    TimeRange range(JsonNode panel) {
        TimeRange range = panel.has("timeFrom")
                ? TimeRange.until(picked.to(), panel.path("timeFrom").asText())
                : picked;
        return panel.has("timeShift") ? range.shifted(panel.path("timeShift").asText()) : range;
    }

    private JsonNode chosen(JsonNode target, TimeRange range) {
        TemplateVariables all = choices.during(range);
        ObjectNode chosen = target.deepCopy();
        chosen.put("query", all.intoLucene(target.path("query").asText()));
        chosen.path("bucketAggs")
                .forEach(bucket -> bucket.path("settings")
                        .path("filters")
                        .forEach(filter -> ((ObjectNode) filter)
                                .put(
                                        "query",
                                        all.intoLucene(filter.path("query").asText()))));
        return chosen;
    }

    private static DataSource source(JsonNode asking) {
        return SOURCES.get(asking.path("datasource").path("uid").asText());
    }
}

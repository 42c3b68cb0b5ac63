package io.nificrm.dashboards.grafana;

import java.util.List;

/** What a {@link Search} measures in each of its buckets; the types are those of Grafana's Elasticsearch query editor. */
public record Metric(String type, String field, Fields settings) {

    /** The number of documents. */
    public static Metric count() {
        return new Metric("count", "", new Fields());
    }

    public static Metric sum(String field) {
        return new Metric("sum", field, new Fields());
    }

    /** The mean; of a boolean field, the share of documents in which it is true. */
    public static Metric average(String field) {
        return new Metric("avg", field, new Fields());
    }

    public static Metric minimum(String field) {
        return new Metric("min", field, new Fields());
    }

    public static Metric maximum(String field) {
        return new Metric("max", field, new Fields());
    }

    /** The number of different values, approximate above 3,000 of them. */
    public static Metric distinct(String field) {
        return new Metric("cardinality", field, new Fields());
    }

    /** Percentiles, e.g. 50 and 90. */
    public static Metric percentiles(String field, Integer... percents) {
        List<String> texts = List.of(percents).stream().map(String::valueOf).toList();
        return new Metric("percentiles", field, new Fields().put("percents", texts));
    }

    /** The newest documents themselves, one a row, with their fields as columns. */
    public static Metric documents(int size) {
        return new Metric("raw_data", "", new Fields().put("size", Integer.toString(size)));
    }

    Fields json(String id) {
        Fields json = new Fields().put("id", id).put("type", type);
        if (!field.isEmpty()) {
            json.put("field", field);
        }
        if (!settings.isEmpty()) {
            json.put("settings", settings);
        }
        return json;
    }
}

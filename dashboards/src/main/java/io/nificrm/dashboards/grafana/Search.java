package io.nificrm.dashboards.grafana;

import java.util.ArrayList;
import java.util.List;

/**
 * A query to Elasticsearch: documents in the time range that match a Lucene query, grouped and measured.
 *
 * <p>The target of Grafana's Elasticsearch data source as Grafana 9.4 and later read it.
 *
 * @param alias how a time series is named, e.g. {@code {{term platform}}}; empty for Grafana's own name
 * @param hidden true for what only an {@link Expression} reads
 */
public record Search(
        String refId,
        DataSource dataSource,
        String lucene,
        List<Bucket> buckets,
        List<Metric> metrics,
        String alias,
        boolean hidden)
        implements Target {

    public Search {
        buckets = List.copyOf(buckets);
        metrics = List.copyOf(metrics);
    }

    /** Counts what matches a Lucene query, ungrouped as yet. */
    public static Search of(String refId, DataSource dataSource, String lucene) {
        return new Search(refId, dataSource, lucene, List.of(), List.of(Metric.count()), "", false);
    }

    /** Adds groups below those that it has. */
    public Search by(Bucket... inner) {
        List<Bucket> all = new ArrayList<>(buckets);
        all.addAll(List.of(inner));
        return new Search(refId, dataSource, lucene, all, metrics, alias, hidden);
    }

    /** Adds the time as the innermost group, with the interval that suits the panel's width. */
    public Search overTime() {
        return overTime("auto");
    }

    /** Adds the time as the innermost group, with a fixed interval such as {@code 1d}. */
    public Search overTime(String interval) {
        return by(new Bucket.OverTime(dataSource.timeField(), interval));
    }

    /** Measures this instead of counting. */
    public Search measure(Metric... instead) {
        return new Search(refId, dataSource, lucene, buckets, List.of(instead), alias, hidden);
    }

    public Search named(String seriesName) {
        return new Search(refId, dataSource, lucene, buckets, metrics, seriesName, hidden);
    }

    public Search hide() {
        return new Search(refId, dataSource, lucene, buckets, metrics, alias, true);
    }

    @Override
    public Fields json() {
        List<Fields> measured = new ArrayList<>();
        for (Metric metric : metrics) {
            measured.add(metric.json(Integer.toString(measured.size() + 1)));
        }
        List<Fields> grouped = new ArrayList<>();
        for (Bucket bucket : buckets) {
            grouped.add(bucket.json(Integer.toString(metrics.size() + grouped.size() + 1)));
        }
        Fields json = new Fields()
                .put("refId", refId)
                .put("datasource", dataSource.reference())
                .put("query", lucene)
                .put("alias", alias)
                .put("metrics", measured)
                .put("bucketAggs", grouped)
                .put("timeField", dataSource.timeField());
        if (hidden) {
            json.put("hide", true);
        }
        return json;
    }
}

package io.nificrm.dashboards;

import static io.nificrm.dashboards.grafana.Bucket.sorted;
import static io.nificrm.dashboards.grafana.Bucket.terms;

import io.nificrm.dashboards.grafana.DataSource;
import io.nificrm.dashboards.grafana.Expression;
import io.nificrm.dashboards.grafana.Metric;
import io.nificrm.dashboards.grafana.Panel;
import io.nificrm.dashboards.grafana.Search;
import io.nificrm.dashboards.grafana.Transformation;
import io.nificrm.dashboards.grafana.Visualization;

/** Panels that several boards have in the same form. */
public final class Parts {

    /** How Grafana names the column of a count. */
    public static final String COUNT = "Count";

    private Parts() {}

    /** One number: how many documents match. */
    public static Panel howMany(String title, String description, DataSource source, String lucene) {
        return Panel.of(title, description, Visualization.number("sum"))
                .ask(Search.of("A", source, lucene).overTime())
                .color("text")
                .whenEmpty("0")
                .unit("locale")
                .decimals(0);
    }

    /** One number: the share that some documents have of others. */
    public static Panel share(String title, String description, Search part, Search whole) {
        return Panel.of(title, description, Visualization.signal("lastNotNull"))
                .ask(
                        part.overTime().hide(),
                        whole.overTime().hide(),
                        Expression.reduce("C", part.refId(), "sum").hide(),
                        Expression.reduce("D", whole.refId(), "sum").hide(),
                        Expression.math("E", "$C / $D"))
                .unit("percentunit")
                .decimals(0)
                .whenEmpty("Nothing to judge yet");
    }

    /** One number over all documents, which can't be summed up from the intervals of a time series. */
    public static Panel overall(String title, String description, DataSource source, String lucene, Metric metric) {
        return Panel.of(title, description, Visualization.number("lastNotNull"))
                .ask(Search.of("A", source, lucene).by(terms("type", 1)).measure(metric))
                .color("text")
                .unit("short")
                .whenEmpty("Nothing to measure yet");
    }

    /** How many there were and in what mood, over time. */
    public static Panel moodOverTime(String title, String description, String lucene) {
        return Panel.of(title, description, Visualization.stackedOverTime())
                .ask(Search.of("A", Sources.TOUCHPOINTS, lucene)
                        .by(sorted("sentiment.label", 4).orMissing(Palette.NO_MOOD))
                        .overTime()
                        .named("{{term sentiment.label}}"))
                .override(Palette.colors(Palette.moods()))
                .unit("short")
                .decimals(0)
                .whenEmpty("Nobody said anything in this time");
    }

    /** The most frequent values of a field, each as a bar of moods; a click narrows the board to the value. */
    public static Panel moodBy(String title, String description, Grouping grouping, String lucene) {
        return twoWays(title, description, Visualization.stackedBars(), lucene, grouping, "sentiment.label", 4)
                .override(Palette.colors(Palette.moods()));
    }

    /**
     * The rows of a chart or table of two ways.
     *
     * @param name how the column is called that holds the values
     * @param size at most so many values, the most frequent
     */
    public record Grouping(String field, String name, int size) {}

    /** The most frequent values of a field, each as a bar of parts by another field; what lacks that is unknown. */
    public static Panel twoWays(
            String title,
            String description,
            Visualization visualization,
            String lucene,
            Grouping rows,
            String columns,
            int columnCount) {
        return Panel.of(title, description, visualization)
                .ask(Search.of("A", Sources.TOUCHPOINTS, lucene)
                        .by(
                                terms(rows.field(), rows.size()),
                                sorted(columns, columnCount).orMissing(Palette.NO_MOOD)))
                .transform(Transformation.matrix(rows.field(), columns, COUNT, rows.name()))
                .option("xField", rows.name())
                .unit("short")
                .decimals(0)
                .whenEmpty("Nothing to count in this time");
    }

    /** The most frequent values of a field with their counts. */
    public static Panel ranking(
            String title, String description, DataSource source, String lucene, String field, int size) {
        return Panel.of(title, description, Visualization.ranking())
                .ask(Search.of("A", source, lucene).by(terms(field, size)))
                .color(Palette.PLAIN)
                .unit("short")
                .decimals(0)
                .whenEmpty("Nothing to count in this time");
    }
}

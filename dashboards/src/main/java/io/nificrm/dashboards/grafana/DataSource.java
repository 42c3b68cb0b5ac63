package io.nificrm.dashboards.grafana;

/**
 * One Elasticsearch data source: Grafana binds index and time field to the data source, not to the query.
 *
 * @param uid by which panels and alert rules refer to it, the same in every Grafana
 * @param index an alias or pattern
 * @param timeField the date field that the time picker filters
 */
public record DataSource(String uid, String name, String index, String timeField) {

    /** The type by which Grafana knows the plugin. */
    public static final String TYPE = "elasticsearch";

    /** What a panel names that asks several: with any other name, Grafana asks that one everything. */
    static Fields mixed() {
        return new Fields().put("type", "datasource").put("uid", "-- Mixed --");
    }

    /** How panels, targets, variables and annotations name it. */
    public Fields reference() {
        return new Fields().put("type", TYPE).put("uid", uid);
    }
}

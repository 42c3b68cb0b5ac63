package io.nificrm.dashboards;

import io.nificrm.dashboards.grafana.DataSource;
import io.nificrm.dashboards.grafana.Fields;
import java.util.List;

/**
 * The files by which a Grafana finds its data sources and boards at its start.
 *
 * <p>{@code ${NAME}} is filled by Grafana from its own environment.
 *
 * @see <a href="https://grafana.com/docs/grafana/latest/administration/provisioning/">provisioning</a>
 */
public final class Provisioning {

    /** The folder of the boards and alert rules. */
    public static final String FOLDER = "nifi-crm";

    private Provisioning() {}

    /** The data sources; address, user and password come from the environment. */
    public static Fields dataSources() {
        return new Fields()
                .put("apiVersion", 1)
                .put(
                        "datasources",
                        Sources.ALL.stream().map(Provisioning::fromEnvironment).toList());
    }

    /** Where the boards lie in Grafana's file system. */
    public static Fields boards() {
        Fields provider = new Fields()
                .put("name", FOLDER)
                .put("orgId", 1)
                .put("folder", FOLDER)
                .put("folderUid", FOLDER)
                .put("type", "file")
                .put("disableDeletion", false)
                .put("updateIntervalSeconds", 30)
                .put("allowUiUpdates", false)
                .put("options", new Fields().put("path", "/var/lib/grafana/dashboards"));
        return new Fields().put("apiVersion", 1).put("providers", List.of(provider));
    }

    /**
     * A data source as Grafana's provisioning and its HTTP API both take it, without address and credentials.
     *
     * <p>Grafana up to 9 reads the index from {@code database}, Grafana 10 and later from {@code jsonData.index}.
     */
    public static Fields dataSource(DataSource source) {
        return new Fields()
                .put("uid", source.uid())
                .put("name", source.name())
                .put("type", DataSource.TYPE)
                .put("access", "proxy")
                .put("database", source.index())
                .put(
                        "jsonData",
                        new Fields()
                                .put("index", source.index())
                                .put("timeField", source.timeField())
                                .put("esVersion", "8.0.0")
                                .put("maxConcurrentShardRequests", 5)
                                .put("logMessageField", "text"));
    }

    private static Fields fromEnvironment(DataSource source) {
        return dataSource(source)
                .put("orgId", 1)
                .put("url", "${NIFICRM_ELASTICSEARCH_URL}")
                .put("basicAuth", true)
                .put("basicAuthUser", "${NIFICRM_ELASTICSEARCH_USER}")
                .put("secureJsonData", new Fields().put("basicAuthPassword", "${NIFICRM_ELASTICSEARCH_PASSWORD}"))
                .put("isDefault", source.equals(Sources.TOUCHPOINTS))
                .put("editable", false);
    }
}

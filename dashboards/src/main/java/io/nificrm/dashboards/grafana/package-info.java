/**
 * A small model of Grafana's dashboard JSON (schema version 37, Grafana 9.4 and later): what the boards need, no more.
 * It knows nothing of touchpoints.
 *
 * @see <a href="https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/">the JSON
 *     model</a>
 */
package io.nificrm.dashboards.grafana;

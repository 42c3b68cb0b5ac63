/**
 * The alert rules, and the files by which Grafana's unified alerting takes them, with contact points and messages.
 *
 * @see <a
 *     href="https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/file-provisioning/">file
 *     provisioning of alerting resources</a>
 */
package io.nificrm.dashboards.alerting;

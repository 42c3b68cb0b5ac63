/**
 * What Grafana does between a dashboard and Elasticsearch, written anew from its documentation and public source, so that
 * tests ask a real Elasticsearch exactly what a Grafana would ask.
 *
 * <p>Two forms: up to Grafana 9 the browser translates a panel's queries (QueryBuilder.ts), from Grafana 10 on the
 * server does (pkg/tsdb/elasticsearch), which also serves all alert rules.
 *
 * @see <a href="https://github.com/grafana/grafana/tree/v9.4.0/public/app/plugins/datasource/elasticsearch">browser</a>
 * @see <a href="https://github.com/grafana/grafana/tree/v10.0.0/pkg/tsdb/elasticsearch">server</a>
 */
package io.nificrm.dashboards.answers;

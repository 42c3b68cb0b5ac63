/** Brings data sources and boards into a Grafana that somebody already runs, through its HTTP API. */
package io.nificrm.dashboards.provision;

/**
 * The Grafana boards and alert rules of nifi-crm, written in Java so that a colour, a query or a phrase is said once.
 *
 * <p>{@link io.nificrm.dashboards.GenerateBoards} writes the JSON and YAML that lie beside this module's pom; a test
 * holds the files against the generator, so edit the Java, never the JSON.
 */
package io.nificrm.dashboards;

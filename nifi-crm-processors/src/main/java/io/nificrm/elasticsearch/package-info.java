/**
 * Where touchpoints are kept: the connection to Elasticsearch, its index templates, and what writes into them.
 *
 * <p>The doors are {@link io.nificrm.elasticsearch.ElasticsearchCluster} (plain Java) and
 * {@link io.nificrm.elasticsearch.ElasticsearchConnection} (the same as a NiFi controller service).
 */
package io.nificrm.elasticsearch;

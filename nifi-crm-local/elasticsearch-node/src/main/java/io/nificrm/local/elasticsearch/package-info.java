/** A real Elasticsearch node in a process of its own, from the distribution that Maven Central holds. */
package io.nificrm.local.elasticsearch;

/** What runs inside Elasticsearch as a module of ours; packed into a jar of its own below the distribution's {@code modules/}. */
package io.nificrm.local.elasticsearch.endpoint;

/** The main class of the Elasticsearch process; packed into a jar of its own, since its classpath is the distribution's. */
package io.nificrm.local.elasticsearch.launcher;

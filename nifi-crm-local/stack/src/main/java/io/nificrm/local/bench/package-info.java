/** How fast the steps of the flow are on this machine, beside what Elasticsearch itself can take. */
package io.nificrm.local.bench;

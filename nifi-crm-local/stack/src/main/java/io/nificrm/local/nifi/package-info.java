/** A real NiFi in a process of its own, and a client of its REST API. */
package io.nificrm.local.nifi;

/** Brings the flow into a NiFi that others run: the one of the Compose file, or any with a login. */
package io.nificrm.local.install;

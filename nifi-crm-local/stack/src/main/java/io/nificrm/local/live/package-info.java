/** The flow on real sources that need no credentials. */
package io.nificrm.local.live;

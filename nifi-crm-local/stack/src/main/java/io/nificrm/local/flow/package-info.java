/** Builds, imports and exports the flow. */
package io.nificrm.local.flow;

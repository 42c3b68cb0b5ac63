/** The touchpoint, the one document that every component reads and writes, and its JSON Lines codec. */
package io.nificrm.touchpoint;

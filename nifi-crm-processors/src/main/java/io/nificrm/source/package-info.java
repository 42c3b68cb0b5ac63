/**
 * What every source shares: polling targets in turn, cursors that survive a restart, rate limits, back-off, errors a person
 * can act on, and the thin layer that hands pages to NiFi. A new platform is a {@link io.nificrm.source.SourceClient}, its
 * targets, and a processor that reads properties.
 */
package io.nificrm.source;

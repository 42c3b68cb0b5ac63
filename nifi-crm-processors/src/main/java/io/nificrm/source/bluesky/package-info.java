/** Listening on Bluesky: searches and the feeds of accounts. */
package io.nificrm.source.bluesky;

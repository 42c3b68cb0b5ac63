/** Bluesky's public firehose by Jetstream: one lasting connection instead of polling. */
package io.nificrm.source.jetstream;

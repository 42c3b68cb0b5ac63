/** Listening on Reddit: subreddits, searches, accounts, mentions. */
package io.nificrm.source.reddit;

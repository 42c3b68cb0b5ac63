/** Listening on Mastodon and the servers that speak its API: timelines, hashtags, accounts, search. */
package io.nificrm.source.mastodon;

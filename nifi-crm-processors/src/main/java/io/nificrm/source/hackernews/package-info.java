/** Listening to Hacker News by its public search. */
package io.nificrm.source.hackernews;

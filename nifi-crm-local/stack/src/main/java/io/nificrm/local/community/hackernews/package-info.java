/**
 * Algolia's search over Hacker News.
 *
 * @see <a href="https://hn.algolia.com/api">HN Search API</a>
 */
package io.nificrm.local.community.hackernews;

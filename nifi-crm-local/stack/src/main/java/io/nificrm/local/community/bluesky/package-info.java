/**
 * Bluesky's AppView by XRPC.
 *
 * @see <a href="https://docs.bsky.app/docs/api/app-bsky-feed-search-posts">app.bsky.feed.searchPosts</a>
 */
package io.nificrm.local.community.bluesky;

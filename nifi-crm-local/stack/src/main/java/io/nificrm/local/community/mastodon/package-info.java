/**
 * The Mastodon API as servers speak it.
 *
 * @see <a href="https://docs.joinmastodon.org/client/intro/">Mastodon API documentation</a>
 */
package io.nificrm.local.community.mastodon;

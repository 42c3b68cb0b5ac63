/**
 * Reddit's OAuth API.
 *
 * @see <a href="https://www.reddit.com/dev/api/">Reddit API documentation</a>
 */
package io.nificrm.local.community.reddit;

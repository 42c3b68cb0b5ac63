/**
 * The demo community: an HTTP service that speaks the APIs of real platforms and behind which invented people talk
 * about the invented brand Acme Coffee. The same seed and the same start give the same community.
 *
 * <p>{@link io.nificrm.local.community.CommunityServer} is the door. {@code story} invents who says what and when,
 * and knows nothing of HTTP; each platform package turns utterances into what that platform's API returns.
 */
package io.nificrm.local.community;

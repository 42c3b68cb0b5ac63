/**
 * The listening profile: what a marketer wants to hear of, in one file. {@link io.nificrm.profile.ProfileReader} reads
 * it, {@link io.nificrm.profile.ListeningProfile} tags touchpoints by it.
 */
package io.nificrm.profile;

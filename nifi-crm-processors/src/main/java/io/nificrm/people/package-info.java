/**
 * The people behind the handles: who they are, what is known of them, and their rights to see it and to have it erased.
 *
 * <p>A person is computed from their touchpoints, never counted up, so a replay or two writers at once can't make it
 * wrong. {@link io.nificrm.people.PeopleStore} computes and keeps them.
 */
package io.nificrm.people;

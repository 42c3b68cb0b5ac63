package io.nificrm.format;

import java.time.Instant;

/**
 * The circumstances under which items are read.
 *
 * @param fetchedAt when we got the items; becomes {@code fetched_at}, and the time of the few items that carry none
 * @param keepRaw whether the native item is kept in {@code raw}
 * @param limits what is accepted
 */
public record Reading(Instant fetchedAt, boolean keepRaw, ItemLimits limits) {
    /** Reading with default limits and without raw items. */
    public static Reading at(Instant fetchedAt) {
        return new Reading(fetchedAt, false, ItemLimits.DEFAULT);
    }
}

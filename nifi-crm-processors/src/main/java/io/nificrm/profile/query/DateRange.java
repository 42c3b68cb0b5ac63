package io.nificrm.profile.query;

import java.time.Instant;
import java.util.Optional;

/**
 * The time between two moments, both ends in it unless excluded; an absent end is open.
 *
 * @param fromExcluded whether the range begins after all of {@code from}
 * @param toExcluded whether the range ends before any of {@code to}
 */
record DateRange(Optional<DateText> from, boolean fromExcluded, Optional<DateText> to, boolean toExcluded) {
    boolean isRelative() {
        return from.filter(DateText::isRelative).isPresent()
                || to.filter(DateText::isRelative).isPresent();
    }

    /** The first millisecond in the range. */
    long first(Instant now) {
        return from.map(date -> fromExcluded ? date.last(now) + 1 : date.first(now))
                .orElse(Long.MIN_VALUE);
    }

    /** The last millisecond in the range. */
    long last(Instant now) {
        return to.map(date -> toExcluded ? date.first(now) - 1 : date.last(now)).orElse(Long.MAX_VALUE);
    }
}

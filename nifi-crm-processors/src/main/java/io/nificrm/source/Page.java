package io.nificrm.source;

import java.util.List;
import java.util.Optional;

/**
 * What one fetch brought.
 *
 * @param items the new items; absent when there are none
 * @param cursor where to go on, once the items are handed over
 * @param more whether fetching again at once may bring more
 * @param notices what the operator should know although nothing failed, each naming the next step
 */
public record Page(Optional<RawItems> items, String cursor, boolean more, List<String> notices) {

    public Page {
        notices = List.copyOf(notices);
    }

    public static Page of(RawItems items, String cursor, boolean more) {
        return new Page(Optional.of(items), cursor, more, List.of());
    }

    /** Nothing new, although the cursor may have moved. */
    public static Page empty(String cursor, boolean more) {
        return new Page(Optional.empty(), cursor, more, List.of());
    }
}

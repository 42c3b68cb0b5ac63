package io.nificrm.source.trustpilot;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nificrm.source.CursorJson;
import io.nificrm.source.GapCursor;
import io.nificrm.source.PlatformException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far the reviews of a business are read. Reviews come by the time of writing alone; answers and changes come later, so
 * the newest page is watched for them.
 *
 * @param place the place in the list
 * @param changes of the newest page, the reviews that were answered or changed, by id, and when last; absent before it was
 *     read for the first time
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ReviewCursor(GapCursor place, Optional<Map<String, String>> changes) {
    ReviewCursor {
        changes = changes.map(known -> Collections.unmodifiableMap(new LinkedHashMap<>(known)));
    }

    /** The saved one; without one, the start at {@code floor}. */
    static ReviewCursor of(Optional<String> saved, Instant floor) throws PlatformException {
        return saved.isPresent()
                ? CursorJson.read(saved.get(), ReviewCursor.class)
                : new ReviewCursor(GapCursor.startingAt(floor), Optional.empty());
    }

    /** Whether a review of the newest page, which was delivered, has been answered or changed since. */
    boolean isChanged(String id, Optional<String> change) {
        return changes.isPresent()
                && change.isPresent()
                && !change.get().equals(changes.get().get(id));
    }

    /** The form in which it is kept in state. */
    String text() {
        return CursorJson.write(this);
    }
}

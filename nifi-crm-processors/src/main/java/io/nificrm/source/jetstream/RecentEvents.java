package io.nificrm.source.jetstream;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The events that were handed over lately, so that those which an overlap or another instance brings once more are known.
 * Bounded in time and number. Not thread-safe.
 */
final class RecentEvents {

    /** As many as fit into the state of a component with room to spare: 11 bytes each. */
    private static final int MOST = 20_000;

    private final Map<String, Long> seen = new LinkedHashMap<>();

    /** Forgets everything, and takes up what was saved; the time of each is that of the cursor. */
    void restore(JetstreamCursor cursor) {
        seen.clear();
        cursor.recent().forEach(key -> seen.put(key, cursor.micros()));
    }

    /** Notes an event; false if it was noted before. */
    boolean add(String key, long micros) {
        boolean isNew = seen.putIfAbsent(key, micros) == null;
        if (seen.size() > MOST) {
            Iterator<String> oldest = seen.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        return isNew;
    }

    /** Forgets those from before a moment. */
    void forgetBefore(long micros) {
        seen.values().removeIf(time -> time < micros);
    }

    List<String> keys() {
        return new ArrayList<>(seen.keySet());
    }
}

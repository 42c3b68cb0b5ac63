package io.nificrm.triage.alert;

import io.nificrm.format.Digests;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The keys of the last alerts, so that a mention that is fetched again, or that comes again after a restart, is not told
 * twice. Kept as 60 bits of their SHA-256: of ten thousand, two that differ look the same once in ten billion books.
 */
final class ToldAlerts {
    static final int MOST = 10_000;

    private static final String PART = "told.";
    private static final int DIGITS = 15;

    /** Some state stores keep no value of 64 KiB. */
    private static final int KEYS_IN_PART = 2_000;

    private final Set<String> keys = new LinkedHashSet<>();

    ToldAlerts(Map<String, String> state) {
        Map<String, String> parts = new TreeMap<>();
        state.forEach((name, value) -> {
            if (name.startsWith(PART)) {
                parts.put(name, value);
            }
        });
        for (String part : parts.values()) {
            for (int from = 0; from + DIGITS <= part.length(); from += DIGITS) {
                keys.add(part.substring(from, from + DIGITS));
            }
        }
    }

    /** Returns whether it is new. */
    boolean add(String key) {
        boolean added = keys.add(Digests.sha256(key).substring(0, DIGITS));
        if (keys.size() > MOST) {
            keys.remove(keys.iterator().next());
        }
        return added;
    }

    Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        List<String> all = new ArrayList<>(keys);
        for (int from = 0; from < all.size(); from += KEYS_IN_PART) {
            List<String> part = all.subList(from, Math.min(all.size(), from + KEYS_IN_PART));
            state.put(PART + (char) ('a' + from / KEYS_IN_PART), String.join("", part));
        }
        return state;
    }
}

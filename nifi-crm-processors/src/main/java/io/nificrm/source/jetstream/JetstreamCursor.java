package io.nificrm.source.jetstream;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place in the firehose, as it is kept in state.
 *
 * @param micros microseconds since 1970: everything an instance saw before is done
 * @param recent the events that were handed over shortly before that place ({@link RecentEvents}), oldest first
 */
record JetstreamCursor(long micros, List<String> recent) {

    private static final String POSITION = "cursor";
    private static final String RECENT = "recent";

    JetstreamCursor {
        recent = List.copyOf(recent);
    }

    static JetstreamCursor at(Instant time) {
        return new JetstreamCursor(micros(time), List.of());
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Reads what {@link #state} wrote; absent if there is none, or none that can be read. */
    static Optional<JetstreamCursor> parse(Map<String, String> state) {
        String position = state.getOrDefault(POSITION, "");
        if (!position.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        String keys = state.getOrDefault(RECENT, "");
        List<String> recent = new ArrayList<>();
        for (int start = 0; start + EventKey.LENGTH <= keys.length(); start += EventKey.LENGTH) {
            recent.add(keys.substring(start, start + EventKey.LENGTH));
        }
        return Optional.of(new JetstreamCursor(Long.parseLong(position), recent));
    }

    Map<String, String> state() {
        return Map.of(POSITION, Long.toString(micros), RECENT, String.join("", recent));
    }
}

package io.nificrm.source;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The position of an item on a platform that pages by time: the moment and the id, so that items of one moment have an order
 * too. Its {@link #text} sorts as the positions do.
 */
public record TimePosition(Instant time, String id) {

    private static final DateTimeFormatter SORTABLE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int TIME_LENGTH = "2026-03-01T12:00:00.000Z".length();

    /** The form in which it stands in a {@link GapCursor}. */
    public String text() {
        return SORTABLE.format(time) + " " + id;
    }

    /** Reads the moment of what {@link #text} wrote. */
    public static Instant time(String text) {
        return Instant.parse(text.substring(0, TIME_LENGTH));
    }
}

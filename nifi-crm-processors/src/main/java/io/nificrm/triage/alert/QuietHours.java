package io.nificrm.triage.alert;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hours of the day in which people want to be left alone, by the wall clock of a time zone; they may go past
 * midnight.
 *
 * @param from inclusive
 * @param until exclusive
 * @param through the least urgent priority that is told nevertheless, e.g. {@code p1}; empty: none
 */
record QuietHours(LocalTime from, LocalTime until, ZoneId zone, String through) {
    private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,2}:\\d{2})\\s*[-–]\\s*(\\d{1,2}:\\d{2})\\s*");

    /**
     * Reads {@code 22:00-07:00}.
     *
     * @throws IllegalArgumentException when it is no such range; the message says what is expected
     */
    static QuietHours parse(String range, ZoneId zone, String through) {
        Matcher parts = FORM.matcher(range);
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected two times of day such as 22:00-07:00");
        }
        LocalTime from = time(parts.group(1));
        LocalTime until = time(parts.group(2));
        if (from.equals(until)) {
            throw new IllegalArgumentException("from and until are the same time");
        }
        return new QuietHours(from, until, zone, through);
    }

    /** Whether an alert of this urgency has to wait at a time. */
    boolean holds(String urgency, Instant now) {
        return quiet(now) && (through.isEmpty() || urgency.compareTo(through) > 0);
    }

    private boolean quiet(Instant now) {
        LocalTime time = now.atZone(zone).toLocalTime();
        boolean afterFrom = !time.isBefore(from);
        boolean beforeUntil = time.isBefore(until);
        return from.isBefore(until) ? afterFrom && beforeUntil : afterFrom || beforeUntil;
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text.length() == 4 ? "0" + text : text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(text + " is no time of day", e);
        }
    }
}

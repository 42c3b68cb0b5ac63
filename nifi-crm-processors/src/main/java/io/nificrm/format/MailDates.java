package io.nificrm.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates of RFC 5322 and RFC 822 as mail systems and feeds really write them: a wrong or missing day of the week, two
 * digits of a year, names of zones, comments.
 */
final class MailDates {
    private static final Pattern DATE = Pattern.compile(
            "(?:[\\p{L}]{2,12}\\.?,?\\s+)?(\\d{1,2})[\\s-]+(\\p{Alpha}{3,9}|\\d{1,2})[\\s-]+(\\d{2,4}),?"
                    + "(?:[\\sT]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?)?\\s*([+-]\\d{2}:?\\d{2}|\\p{Alpha}{1,5})?\\b.*",
            Pattern.DOTALL);

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /** RFC 5322, section 4.3, and the names that are still met. */
    private static final Map<String, Integer> ZONES = Map.ofEntries(
            Map.entry("UT", 0),
            Map.entry("UTC", 0),
            Map.entry("GMT", 0),
            Map.entry("Z", 0),
            Map.entry("EST", -5),
            Map.entry("EDT", -4),
            Map.entry("CST", -6),
            Map.entry("CDT", -5),
            Map.entry("MST", -7),
            Map.entry("MDT", -6),
            Map.entry("PST", -8),
            Map.entry("PDT", -7),
            Map.entry("BST", 1),
            Map.entry("CET", 1),
            Map.entry("CEST", 2),
            Map.entry("EET", 2),
            Map.entry("EEST", 3),
            Map.entry("MSK", 3),
            Map.entry("JST", 9));

    private MailDates() {}

    static Optional<Instant> parse(String text) {
        Matcher date = DATE.matcher(text);
        if (!date.matches()) {
            return Optional.empty();
        }
        int month = month(date.group(2));
        if (month == 0) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    year(date.group(3)),
                    month,
                    Integer.parseInt(date.group(1)),
                    number(date.group(4)),
                    number(date.group(5)),
                    Math.min(59, number(date.group(6)))); // a leap second is written 60
            return Optional.of(local.toInstant(zone(date.group(7))));
        } catch (DateTimeException noSuchDate) {
            return Optional.empty();
        }
    }

    private static int month(String written) {
        if (Character.isDigit(written.charAt(0))) {
            return Integer.parseInt(written);
        }
        return MONTHS.indexOf(written.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
    }

    private static int year(String written) {
        int year = Integer.parseInt(written);
        if (written.length() == 2) { // RFC 5322, section 4.3
            return year < 50 ? 2000 + year : 1900 + year;
        }
        return written.length() == 3 ? 1900 + year : year;
    }

    private static int number(String written) {
        return written == null ? 0 : Integer.parseInt(written);
    }

    private static ZoneOffset zone(String written) {
        if (written == null) {
            return ZoneOffset.UTC;
        }
        if (Character.isLetter(written.charAt(0))) {
            return ZoneOffset.ofHours(ZONES.getOrDefault(written.toUpperCase(Locale.ROOT), 0));
        }
        String digits = written.replace(":", "");
        int hours = Integer.parseInt(digits.substring(1, 3));
        int minutes = Integer.parseInt(digits.substring(3, 5));
        int seconds = (hours * 60 + minutes) * 60;
        return ZoneOffset.ofTotalSeconds(written.charAt(0) == '-' ? -seconds : seconds);
    }
}

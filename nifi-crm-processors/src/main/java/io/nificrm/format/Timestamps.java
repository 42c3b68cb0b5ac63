package io.nificrm.format;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** The ways in which platforms write a time. Times without a zone are UTC. */
public final class Timestamps {
    /** Epoch numbers from here on are milliseconds: as seconds this would be the year 5138. */
    private static final BigDecimal MILLISECONDS_FROM = BigDecimal.valueOf(100_000_000_000L);

    private static final BigDecimal MICROSECONDS_FROM = MILLISECONDS_FROM.movePointRight(3);

    /** ISO 8601 with a blank for the T, a zone with or without colon or none, and any number of digits of a second. */
    private static final DateTimeFormatter ISO_LIKE = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("[' ']['T']['t']")
            .appendPattern("HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalStart()
            .appendPattern("[' '][XXX][XX][X]['UTC']['GMT']['z']")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private Timestamps() {}

    /** Reads ISO 8601 and its relatives, RFC 5322 dates, and epoch numbers in a string; empty for anything else. */
    public static Optional<Instant> parse(String written) {
        String text = written.strip();
        if (text.isEmpty() || text.length() > 100) {
            return Optional.empty();
        }
        if (Character.isLetter(text.charAt(0))) {
            // a day's name: what ISO 8601 cannot be is not tried as such
            Optional<Instant> mail = MailDates.parse(text);
            if (mail.isPresent()) {
                return mail;
            }
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException notQuite) {
            // the common case is done; now the rest
        }
        if (text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.')) {
            return number(text);
        }
        Optional<Instant> iso = isoLike(text);
        return iso.isPresent() ? iso : MailDates.parse(text);
    }

    /** Seconds, milliseconds or microseconds since 1970, by their size. */
    public static Optional<Instant> epoch(BigDecimal number) {
        BigDecimal seconds = number;
        if (number.compareTo(MICROSECONDS_FROM) >= 0) {
            seconds = number.movePointLeft(6);
        } else if (number.compareTo(MILLISECONDS_FROM) >= 0) {
            seconds = number.movePointLeft(3);
        }
        if (seconds.signum() <= 0 || seconds.compareTo(MILLISECONDS_FROM) >= 0) {
            return Optional.empty();
        }
        long whole = seconds.longValue();
        long nanos =
                seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue();
        // a fraction that came through a binary floating point number is only good to the millisecond
        return Optional.of(Instant.ofEpochSecond(whole, nanos / 1_000_000 * 1_000_000));
    }

    private static Optional<Instant> number(String text) {
        try {
            return epoch(new BigDecimal(text));
        } catch (NumberFormatException severalPoints) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> isoLike(String text) {
        try {
            TemporalAccessor parsed =
                    ISO_LIKE.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return Optional.of(
                    switch (parsed) {
                        case OffsetDateTime time -> time.toInstant();
                        case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
                        default ->
                            LocalDate.from(parsed).atStartOfDay(ZoneOffset.UTC).toInstant();
                    });
        } catch (DateTimeException notIso) {
            return Optional.empty();
        }
    }
}

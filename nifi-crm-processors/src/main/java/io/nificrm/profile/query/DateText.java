package io.nificrm.profile.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment as people write it in queries: {@code 2026}, {@code 2026-11}, {@code 2026-11-22},
 * {@code 2026-11-22T08:30Z}, or relative, in Elasticsearch's date mathematics: {@code now}, {@code now-30d},
 * {@code now-1M/M}. All in UTC. A moment given only to the day is the whole day.
 *
 * <p>{@code now} is the time at which the touchpoint was fetched, so that the same touchpoint gets the same answer
 * whenever it is processed again.
 *
 * @param absolute the moment, empty for {@code now}
 * @param steps added to it in turn
 * @param unit how exactly it is given: the unit that it fills
 */
record DateText(Optional<Instant> absolute, List<Step> steps, ChronoUnit unit) {
    private static final Pattern RELATIVE = Pattern.compile("now((?:[+-]\\d{1,6}[yMwdhms])*)(?:/([yMwdhms]))?");
    private static final Pattern STEP = Pattern.compile("([+-]\\d{1,6})([yMwdhms])");
    private static final Pattern ABSOLUTE = Pattern.compile(
            "(\\d{4})(?:-(\\d{2})(?:-(\\d{2})(?:[Tt](\\d{2}):(\\d{2})(?::(\\d{2})(\\.\\d{1,9})?)?(Z|z|[+-]\\d{2}:\\d{2})?)?)?)?");

    /** One addition: so many of a unit. */
    record Step(long amount, ChronoUnit unit) {}

    DateText {
        steps = List.copyOf(steps);
    }

    /** @throws IllegalArgumentException when it is no date */
    static DateText parse(String field, String text) {
        String date = text.strip();
        Matcher relative = RELATIVE.matcher(date);
        if (relative.matches()) {
            List<Step> steps = new ArrayList<>();
            Matcher step = STEP.matcher(relative.group(1));
            while (step.find()) {
                steps.add(new Step(Long.parseLong(step.group(1)), unit(step.group(2))));
            }
            return new DateText(
                    Optional.empty(), steps, relative.group(2) == null ? ChronoUnit.MILLIS : unit(relative.group(2)));
        }
        Matcher absolute = ABSOLUTE.matcher(date);
        if (absolute.matches()) {
            try {
                return absolute(absolute);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("'" + text + "' is not in the calendar", e);
            }
        }
        throw new IllegalArgumentException(
                "'" + field + "' needs a date such as 2026-11-22, 2026-11-22T08:30Z or now-30d, not '" + text + "'");
    }

    private static DateText absolute(Matcher parts) {
        ChronoUnit unit = parts.group(2) == null
                ? ChronoUnit.YEARS
                : parts.group(3) == null
                        ? ChronoUnit.MONTHS
                        : parts.group(4) == null
                                ? ChronoUnit.DAYS
                                : parts.group(6) == null
                                        ? ChronoUnit.MINUTES
                                        : parts.group(7) == null ? ChronoUnit.SECONDS : ChronoUnit.MILLIS;
        String zone = parts.group(8) == null ? "Z" : parts.group(8).toUpperCase(java.util.Locale.ROOT);
        String iso = part(parts, 1, "")
                + "-" + part(parts, 2, "01")
                + "-" + part(parts, 3, "01")
                + "T" + part(parts, 4, "00")
                + ":" + part(parts, 5, "00")
                + ":" + part(parts, 6, "00")
                + part(parts, 7, "")
                + zone;
        return new DateText(Optional.of(OffsetDateTime.parse(iso).toInstant()), List.of(), unit);
    }

    private static String part(Matcher parts, int group, String otherwise) {
        return parts.group(group) == null ? otherwise : parts.group(group);
    }

    private static ChronoUnit unit(String letter) {
        return switch (letter) {
            case "y" -> ChronoUnit.YEARS;
            case "M" -> ChronoUnit.MONTHS;
            case "w" -> ChronoUnit.WEEKS;
            case "d" -> ChronoUnit.DAYS;
            case "h" -> ChronoUnit.HOURS;
            case "m" -> ChronoUnit.MINUTES;
            default -> ChronoUnit.SECONDS;
        };
    }

    /** Whether it depends on when the touchpoint was fetched. */
    boolean isRelative() {
        return absolute.isEmpty();
    }

    /** The first millisecond of it. */
    long first(Instant now) {
        return start(now).toInstant().toEpochMilli();
    }

    /** The last millisecond of it. */
    long last(Instant now) {
        return start(now).plus(1, unit).toInstant().toEpochMilli() - 1;
    }

    private ZonedDateTime start(Instant now) {
        ZonedDateTime moment = absolute.orElse(now).atZone(ZoneOffset.UTC);
        for (Step step : steps) {
            moment = moment.plus(step.amount, step.unit);
        }
        return switch (unit) {
            case YEARS -> moment.withDayOfYear(1).truncatedTo(ChronoUnit.DAYS);
            case MONTHS -> moment.withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS);
            case WEEKS ->
                moment.minusDays(moment.getDayOfWeek().getValue() - 1L).truncatedTo(ChronoUnit.DAYS);
            default -> moment.truncatedTo(unit);
        };
    }
}

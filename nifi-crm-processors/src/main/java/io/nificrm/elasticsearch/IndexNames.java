package io.nificrm.elasticsearch;

import io.nificrm.touchpoint.Touchpoint;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of indices and aliases, all with one prefix, so that several brands or a test can live in one cluster.
 *
 * @param prefix {@code crm} unless the operator wants another
 */
public record IndexNames(String prefix) {
    /** The prefix that everything has by default. */
    public static final String DEFAULT_PREFIX = "crm";

    /** The first month that has an index of its own. */
    public static final YearMonth FIRST_MONTH = YearMonth.of(2015, 1);

    private static final String OLDER = "older";

    private static final Pattern PREFIX = Pattern.compile("[a-z0-9][a-z0-9_-]{0,60}");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu.MM", Locale.ROOT);

    public IndexNames {
        if (!isPrefix(prefix)) {
            throw new IllegalArgumentException("'" + prefix + "' can't begin the name of an index: lower-case letters,"
                    + " digits, - and _, 61 at most, e.g. crm");
        }
    }

    /** Whether names of indices can begin so. */
    public static boolean isPrefix(String text) {
        return PREFIX.matcher(text).matches();
    }

    /** The name to read by: the alias of a monthly family, the index of any other. */
    public String all(IndexFamily family) {
        return prefix + '-' + family.suffix();
    }

    /** The alias over mentions and email events. */
    public String touchpoints() {
        return prefix + "-touchpoints";
    }

    /**
     * The index to write to, for something that happened at a time: that of its month, or, of an archive's or a wrong
     * clock's, one for all times before {@link #FIRST_MONTH}. The boundary never moves, so that an id always lands in
     * the same index.
     */
    public String at(IndexFamily family, Instant time) {
        if (!family.monthly()) {
            return all(family);
        }
        OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
        boolean old = YearMonth.from(utc).isBefore(FIRST_MONTH);
        return all(family) + '-' + (old ? OLDER : MONTH.format(utc));
    }

    /**
     * The index of a touchpoint: by its type and the month of its {@code @timestamp}. It is always the same, but of one
     * whose {@code @timestamp} is not the time when it was said ({@link Touchpoint#timestampOf}): that one lies where
     * its first version was written.
     */
    public String of(Touchpoint touchpoint) {
        return at(family(touchpoint), touchpoint.timestamp());
    }

    /** The family of a touchpoint. */
    static IndexFamily family(Touchpoint touchpoint) {
        return switch (touchpoint.type()) {
            case MENTION -> IndexFamily.MENTIONS;
            case EMAIL_EVENT -> IndexFamily.EMAIL_EVENTS;
        };
    }

    /** The month whose documents an index of a monthly family holds; empty where it is none of them. */
    public Optional<YearMonth> month(IndexFamily family, String index) {
        String start = all(family) + '-';
        if (!family.monthly() || !index.startsWith(start)) {
            return Optional.empty();
        }
        try {
            return Optional.of(YearMonth.parse(index.substring(start.length()), MONTH));
        } catch (DateTimeParseException anotherIndex) {
            return Optional.empty();
        }
    }

    /**
     * The month of the newest document that an index of a monthly family can hold: its own, or of the one for all times
     * before {@link #FIRST_MONTH} the month before that. Empty where the index is none of the family.
     */
    public Optional<YearMonth> lastMonth(IndexFamily family, String index) {
        return family.monthly() && index.equals(all(family) + '-' + OLDER)
                ? Optional.of(FIRST_MONTH.minusMonths(1))
                : month(family, index);
    }

    /** The pattern that all indices of a family match, and no others of ours. */
    String pattern(IndexFamily family) {
        return family.monthly() ? all(family) + "-*" : all(family);
    }
}

package io.nificrm.source;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * How much a platform may be asked for in a day or a month, where it counts or charges. What is spent is kept in state, so
 * that a restart does not begin anew. Not thread-safe.
 */
public final class Budget {

    /** How long a budget lasts. */
    public enum Period {
        DAY,
        MONTH
    }

    private static final String KEY = "budget";

    private final long limit;
    private final Period period;
    private final ZoneId zone;
    private final Clock clock;
    private LocalDate since;
    private long spent;

    /**
     * A budget of which nothing is spent.
     *
     * @param zone whose midnight begins a period
     */
    public Budget(long limit, Period period, ZoneId zone, Clock clock) {
        this.limit = limit;
        this.period = period;
        this.zone = zone;
        this.clock = clock;
        this.since = begin();
    }

    public void spend(long amount) {
        renew();
        spent += amount;
    }

    /** The platform says that nothing is left of this period, whatever was counted. */
    public void exhaust() {
        renew();
        spent = Math.max(spent, limit);
    }

    /** What is left in this period, at least 0. */
    public long left() {
        renew();
        return Math.max(0, limit - spent);
    }

    /** When the next period begins, if nothing is left of this one; long past otherwise. */
    public Instant notBefore() {
        if (left() > 0) {
            return Instant.MIN;
        }
        return since.plus(1, period == Period.DAY ? ChronoUnit.DAYS : ChronoUnit.MONTHS)
                .atStartOfDay(zone)
                .toInstant();
    }

    /** The entry for the state: the first day of the period and what is spent. */
    public Map<String, String> ledger() {
        renew();
        return Map.of(KEY, since + " " + spent);
    }

    /** Takes up an entry of {@link #ledger}; one of an earlier period has no meaning any more. */
    public void restore(Map<String, String> state) {
        String[] entry = state.getOrDefault(KEY, "").split(" ", 2);
        if (entry.length == 2 && entry[0].equals(begin().toString()) && entry[1].matches("\\d{1,18}")) {
            since = begin();
            spent = Math.max(spent, Long.parseLong(entry[1]));
        }
    }

    private void renew() {
        LocalDate now = begin();
        if (!now.equals(since)) {
            since = now;
            spent = 0;
        }
    }

    private LocalDate begin() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        return period == Period.DAY ? today : today.withDayOfMonth(1);
    }
}

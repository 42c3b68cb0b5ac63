package io.nificrm.elasticsearch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The times that are believed. Sources do send the year 1 or 9999. Every month ahead would be an index with shards of
 * its own: without a limit a handful of absurd dates fills a cluster (Elasticsearch refuses new indices at 1,000 shards
 * a node). Far back there is no such danger, for {@link IndexNames#at} keeps all that is old in one index.
 *
 * @param months how many months before this one are accepted
 * @param ahead how far a source's clock may be ahead of ours
 */
public record MonthWindow(int months, Duration ahead) {
    /** A hundred years back, two days ahead. */
    public static final MonthWindow DEFAULT = new MonthWindow(1200, Duration.ofDays(2));

    public MonthWindow {
        if (months < 0 || ahead.isNegative()) {
            throw new IllegalArgumentException("months and the time ahead are not negative");
        }
    }

    /** Why a time is refused; empty where it is accepted. */
    public Optional<String> refusal(Instant time, Clock clock) {
        Instant now = clock.instant();
        if (time.isAfter(now.plus(ahead))) {
            return Optional.of("@timestamp " + time + " is in the future");
        }
        YearMonth oldest = YearMonth.from(now.atOffset(ZoneOffset.UTC)).minusMonths(months);
        if (time.isBefore(oldest.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC))) {
            return Optional.of("@timestamp " + time + " is before " + oldest
                    + ", the oldest month accepted (property History Months)");
        }
        return Optional.empty();
    }
}

package io.nificrm.dashboards.answers;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the time picker says, and what a panel makes of it. */
public record TimeRange(Instant from, Instant to) {

    private static final Pattern PERIOD = Pattern.compile("(\\d+)([smhdw])");

    /** So long until a moment. */
    public static TimeRange until(Instant to, String period) {
        return new TimeRange(to.minus(duration(period)), to);
    }

    /** Both ends this much earlier, as a panel's time shift does. */
    public TimeRange shifted(String period) {
        return new TimeRange(from.minus(duration(period)), to.minus(duration(period)));
    }

    public boolean contains(Instant time) {
        return !time.isBefore(from) && !time.isAfter(to);
    }

    /** The width of a bucket: what Grafana finds for a panel of 500 points, at least a minute. */
    public Duration interval() {
        long milliseconds = Duration.between(from, to).toMillis() / 500;
        long minutes = Math.max(1, milliseconds / 60_000);
        return Duration.ofMinutes(minutes);
    }

    /** Grafana's short form of a period: 15m, 24h, 7d, 2w. */
    public static Duration duration(String period) {
        Matcher matcher = PERIOD.matcher(period);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("No period: " + period);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofDays(7 * amount);
        };
    }
}

package io.nificrm.source;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * What an answer says about how often one may ask.
 *
 * <p>{@code Retry-After} comes in seconds or as an HTTP date (RFC 9110, section 10.2.3). The other headers go by three
 * spellings: {@code X-RateLimit-*} (Mastodon, Reddit), {@code X-Rate-Limit-*} (X) and {@code RateLimit-*} (Bluesky, IETF
 * draft). The reset is an ISO-8601 time (Mastodon), seconds since 1970 (X, Bluesky) or seconds from now (Reddit, IETF).
 *
 * @param retryAt when {@code Retry-After} allows the next request
 * @param remaining requests left until the reset, rounded down
 * @param resetsAt when the count starts anew
 */
record RateLimitHeaders(Optional<Instant> retryAt, Optional<Long> remaining, Optional<Instant> resetsAt) {

    private static final List<String> FAMILIES = List.of("x-ratelimit-", "x-rate-limit-", "ratelimit-");

    /** A number of seconds beyond this is a moment since 1970, not a pause: as a pause it would last thirty years. */
    private static final double EPOCH_SECONDS = 1_000_000_000;

    static RateLimitHeaders read(HttpHeaders headers, Instant now) {
        return new RateLimitHeaders(
                headers.firstValue("retry-after").flatMap(value -> moment(value, now)),
                first(headers, "remaining").flatMap(RateLimitHeaders::number).map(number -> (long) Math.floor(number)),
                first(headers, "reset").flatMap(value -> moment(value, now)));
    }

    private static Optional<String> first(HttpHeaders headers, String name) {
        return FAMILIES.stream()
                .flatMap(family -> headers.firstValue(family + name).stream())
                .findFirst();
    }

    private static Optional<Instant> moment(String value, Instant now) {
        Optional<Double> seconds = number(value);
        if (seconds.isPresent()) {
            long millis = Math.round(Math.ceil(seconds.get() * 1000));
            return Optional.of(
                    seconds.get() > EPOCH_SECONDS ? Instant.ofEpochMilli(millis) : now.plus(Duration.ofMillis(millis)));
        }
        return time(value, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                .or(() -> time(value, DateTimeFormatter.RFC_1123_DATE_TIME));
    }

    private static Optional<Instant> time(String value, DateTimeFormatter format) {
        try {
            return Optional.of(format.parse(value.trim(), Instant::from));
        } catch (DateTimeException notThisFormat) {
            return Optional.empty();
        }
    }

    private static Optional<Double> number(String value) {
        try {
            double number = Double.parseDouble(value.trim());
            return number >= 0 && number < 1e12 ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}

package io.nificrm.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitTest {

    private final MovableClock clock = new MovableClock();
    private final RateLimit limit = new RateLimit(clock, new Random(3));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Retry-After | 30 | PT30S",
                "Retry-After | Sun, 01 Mar 2026 12:01:00 GMT | PT1M",
                "X-RateLimit-Reset | 2026-03-01T12:04:00.000000Z | PT4M",
                "x-rate-limit-reset | 1772366580 | PT3M",
                "x-ratelimit-reset | 421 | PT7M1S",
                "RateLimit-Reset | 90 | PT1M30S"
            })
    void tooManyRequestsWaitsAsLongAsThePlatformSays(String header, String value, Duration pause) {
        limit.observe(429, headers(Map.of(header, value)));

        assertThat(limit.notBefore()).isEqualTo(clock.instant().plus(pause));
    }

    @Test
    void theLastAllowedRequestWaitsForTheReset() {
        limit.observe(200, headers(Map.of("X-Ratelimit-Remaining", "0.0", "X-Ratelimit-Reset", "100")));

        assertThat(limit.notBefore()).isEqualTo(clock.instant().plusSeconds(100));
    }

    @Test
    void requestsLeftMeansNoWaiting() {
        limit.observe(200, headers(Map.of("X-Ratelimit-Remaining", "12", "X-Ratelimit-Reset", "100")));

        assertThat(limit.notBefore()).isBefore(clock.instant());
    }

    @Test
    void withoutAWordThePausesGrowAndShrinkAgainAfterSuccess() {
        assertThat(pauseAfterTooManyRequests()).isBetween(Duration.ofMillis(7_500), Duration.ofSeconds(15));
        assertThat(pauseAfterTooManyRequests()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
        assertThat(pauseAfterTooManyRequests()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
        limit.observe(200, headers(Map.of()));
        assertThat(pauseAfterTooManyRequests()).isLessThanOrEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void nonsenseInHeadersIsNotBelieved() {
        limit.observe(429, headers(Map.of("Retry-After", "soon", "X-RateLimit-Reset", "-5")));
        assertThat(limit.notBefore()).isBetween(clock.instant(), clock.instant().plusSeconds(15));

        limit.observe(429, headers(Map.of("Retry-After", "99999999")));
        assertThat(limit.notBefore()).isEqualTo(clock.instant().plus(Duration.ofDays(1)));
    }

    @Test
    void aResetInThePastFallsBackToAPause() {
        limit.observe(429, headers(Map.of("X-RateLimit-Reset", "2020-01-01T00:00:00Z")));

        assertThat(limit.notBefore()).isAfter(clock.instant());
    }

    @Property(tries = 200)
    void backoffStaysWithinItsBounds(@ForAll @IntRange(min = 1, max = 100) int attempts, @ForAll long seed) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), new Random(seed));
        for (int attempt = 0; attempt < attempts; attempt++) {
            long ceiling = Math.min(300_000L, 1_000L << Math.min(attempt, 30));
            assertThat(backoff.next().toMillis()).isBetween(ceiling / 2, ceiling);
        }
    }

    private Duration pauseAfterTooManyRequests() {
        limit.observe(429, headers(Map.of()));
        Instant until = limit.notBefore();
        Duration pause = Duration.between(clock.instant(), until);
        clock.advance(pause);
        return pause;
    }

    private static HttpHeaders headers(Map<String, String> values) {
        Map<String, List<String>> lists = new HashMap<>();
        values.forEach((name, value) -> lists.put(name, List.of(value)));
        return HttpHeaders.of(lists, (name, value) -> true);
    }
}

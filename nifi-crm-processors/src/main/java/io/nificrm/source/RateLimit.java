package io.nificrm.source;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * When the owner of a limit (an access token, an address, a host) may be asked again, learnt from its answers. Nothing waits
 * in here: who wants to ask looks at {@link #notBefore} first and does something else until then. Thread-safe.
 */
public final class RateLimit {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVICE_UNAVAILABLE = 503;

    /** No platform's window is longer than a day, and a mistaken header must not silence a source for a year. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Clock clock;
    private final Backoff backoff;
    private Instant notBefore = Instant.MIN;

    public RateLimit(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.backoff = new Backoff(Duration.ofSeconds(15), Duration.ofMinutes(15), random);
    }

    /** Takes note of an answer. */
    public synchronized void observe(int status, HttpHeaders headers) {
        Instant now = clock.instant();
        RateLimitHeaders said = RateLimitHeaders.read(headers, now);
        boolean usedUp = said.remaining().map(left -> left < 1).orElse(false);
        if (status == TOO_MANY_REQUESTS) {
            Optional<Instant> named = latest(said.retryAt(), said.resetsAt());
            pauseUntil(named.filter(now::isBefore).orElseGet(() -> now.plus(backoff.next())), now);
        } else if (status == SERVICE_UNAVAILABLE) {
            said.retryAt().ifPresent(moment -> pauseUntil(moment, now));
        } else {
            backoff.reset();
            if (usedUp) {
                said.resetsAt().ifPresent(moment -> pauseUntil(moment, now));
            }
        }
    }

    /** The moment from which the next request is welcome; long past if there is nothing to wait for. */
    public synchronized Instant notBefore() {
        return notBefore;
    }

    private void pauseUntil(Instant moment, Instant now) {
        Instant latestAllowed = now.plus(LONGEST);
        Instant capped = moment.isAfter(latestAllowed) ? latestAllowed : moment;
        notBefore = capped.isAfter(notBefore) ? capped : notBefore;
    }

    private static Optional<Instant> latest(Optional<Instant> one, Optional<Instant> other) {
        return Stream.concat(one.stream(), other.stream()).max(Instant::compareTo);
    }
}

package io.nificrm.local.community.mastodon;

import io.nificrm.local.community.http.Answer;
import io.nificrm.local.community.http.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts requests per caller in windows of five minutes and tells it in headers, as rack-attack does for Mastodon.
 *
 * @see <a href="https://docs.joinmastodon.org/api/rate-limits/">Rate limits</a>
 */
public final class RateLimits {
    private static final Duration PERIOD = Duration.ofMinutes(5);

    private final Clock clock;
    private final int withoutToken;
    private final int withToken;
    private final Map<String, Integer> used = new HashMap<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private Instant reset = Instant.MIN;

    /**
     * Limits per five minutes.
     *
     * @param withoutToken 300 on a real server
     * @param withToken 1500 on a real server
     */
    public RateLimits(Clock clock, int withoutToken, int withToken) {
        this.clock = clock;
        this.withoutToken = withoutToken;
        this.withToken = withToken;
    }

    /** Refuses the next requests whatever their number, so that a client can be tried. */
    public void refuseNext(int requests) {
        refusals.set(requests);
    }

    /** Counts a request. */
    synchronized Allowance take(Request request) {
        Instant now = clock.instant();
        if (!now.isBefore(reset)) {
            used.clear();
            long period = PERIOD.toSeconds();
            reset = Instant.ofEpochSecond((now.getEpochSecond() / period + 1) * period);
        }
        int limit = request.token().isPresent() ? withToken : withoutToken;
        int count = used.merge(request.token().orElse(""), 1, Integer::sum);
        boolean refused = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0 || count > limit;
        return new Allowance(limit, refused ? 0 : limit - count, reset, refused);
    }

    /** What a caller has left. */
    record Allowance(int limit, int remaining, Instant reset, boolean refused) {
        Optional<Answer> refusal() {
            return refused ? Optional.of(Answer.error(429, "Too many requests")) : Optional.empty();
        }

        Answer stamp(Answer answer) {
            return answer.with("X-RateLimit-Limit", Integer.toString(limit))
                    .with("X-RateLimit-Remaining", Integer.toString(remaining))
                    .with(
                            "X-RateLimit-Reset",
                            reset.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000000Z"));
        }
    }
}

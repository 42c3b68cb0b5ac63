package io.nificrm.source.youtube;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A look through threads that are no longer watched, for replies that came late: once a day, a page after each pass, so
 * that what is new never waits for it.
 *
 * @param since replies older than this were looked for by the last one, ISO 8601
 * @param began when this one began, ISO 8601; absent between two
 * @param threads how many it has gone through
 * @param token the way to its next page
 * @param turn whether its next page is to be read now
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record LookBack(String since, Optional<String> began, int threads, Optional<String> token, boolean turn) {
    static final Duration INTERVAL = Duration.ofDays(1);

    /** The first one, which begins after a day. */
    static LookBack startingAt(Instant now) {
        return between(now.toString());
    }

    private static LookBack between(String since) {
        return new LookBack(since, Optional.empty(), 0, Optional.empty(), false);
    }

    /** After a pass through the newest threads: its next page has a turn, if it is under way or due. */
    LookBack afterPass(Instant now) {
        if (began.isPresent()) {
            return new LookBack(since, began, threads, token, true);
        }
        return Instant.parse(since).plus(INTERVAL).isAfter(now)
                ? this
                : new LookBack(since, Optional.of(now.toString()), 0, Optional.empty(), true);
    }

    /**
     * After a page.
     *
     * @param seen how many threads it had
     * @param next the way to the page after it
     * @param most how many threads to go through
     */
    LookBack afterPage(int seen, Optional<String> next, int most) {
        int all = threads + seen;
        return next.isPresent() && all < most
                ? new LookBack(since, began, all, next, false)
                : between(began.orElse(since));
    }

    /** What was not looked at this time is looked at the next time. */
    LookBack abandoned() {
        return new LookBack(since, began, 0, Optional.empty(), false);
    }
}

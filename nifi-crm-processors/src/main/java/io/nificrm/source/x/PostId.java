package io.nificrm.source.x;

import java.time.Instant;
import java.util.Comparator;

/**
 * Ids of posts: <a href="https://docs.x.com/fundamentals/x-ids">numbers that grow</a>, their upper bits milliseconds since
 * 4 November 2010, 01:42:54.657 UTC.
 */
final class PostId {

    /** Older first. */
    static final Comparator<String> BY_AGE =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private static final long FIRST_MILLISECOND = 1_288_834_974_657L;
    private static final int TIME_SHIFT = 22;

    private PostId() {}

    /** The smallest id that X gives at a moment. */
    static String first(Instant moment) {
        return Long.toString((moment.toEpochMilli() - FIRST_MILLISECOND) << TIME_SHIFT);
    }

    static Instant time(String id) {
        return Instant.ofEpochMilli((Long.parseLong(id) >> TIME_SHIFT) + FIRST_MILLISECOND);
    }
}

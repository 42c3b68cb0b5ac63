package io.nificrm.source.mastodon;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Ids of posts: opaque texts of which the API promises that younger ones are greater. Mastodon's are decimal numbers whose
 * upper bits are milliseconds since 1970 (<a
 * href="https://github.com/mastodon/mastodon/blob/main/lib/mastodon/snowflake.rb">Snowflake</a>); those of other servers
 * (ULIDs, flakes) are of one length and ordered as texts.
 */
final class StatusId {

    /** Older first. */
    static final Comparator<String> BY_AGE =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private static final Pattern SNOWFLAKE = Pattern.compile("\\d{15,19}");
    private static final int TIME_SHIFT = 16;

    private StatusId() {}

    /** The smallest id that a Mastodon server would give in the second after that of {@code id}. */
    static Optional<String> firstOfNextSecond(String id) {
        if (!SNOWFLAKE.matcher(id).matches()) {
            return Optional.empty();
        }
        Instant second = Instant.ofEpochSecond((Long.parseLong(id) >> TIME_SHIFT) / 1000 + 1);
        return Optional.of(Long.toString(second.toEpochMilli() << TIME_SHIFT));
    }
}

package io.nificrm.touchpoint;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * A source got nothing from its platform, or may not ask for a while: which, why, and when it asks again.
 *
 * @param id source, target and time
 * @param timestamp when it happened
 * @param source the format of its items, e.g. {@code mastodon}
 * @param target what it asked for: a hashtag, an account, a feed's URL
 * @param kind {@code rate_limited}, {@code unavailable}, {@code credentials_refused}, {@code not_found}, …
 * @param reason in words
 * @param until when it asks again
 * @param waitSeconds from {@code timestamp} to {@code until}, 0 or more
 */
public record SourceEvent(
        String id,
        @JsonProperty("@timestamp") Instant timestamp,
        String source,
        String target,
        String kind,
        String reason,
        Instant until,
        long waitSeconds) {

    public SourceEvent {
        Absent.require("id", id);
        Absent.require("@timestamp", timestamp);
        Absent.require("source", source);
        Absent.require("target", target);
        Absent.require("kind", kind);
        Absent.require("reason", reason);
        Absent.require("until", until);
    }

    /** An event of a moment. */
    public static SourceEvent of(String source, String target, String kind, String reason, Instant at, Instant until) {
        // an id of Elasticsearch has at most 512 bytes, a target can be longer
        String id =
                source + ':' + TouchpointId.sha256((target + '#' + kind + '#' + at).getBytes(StandardCharsets.UTF_8));
        long seconds = Math.max(0, Duration.between(at, until).toSeconds());
        return new SourceEvent(id, at, source, target, kind, reason, until, seconds);
    }
}

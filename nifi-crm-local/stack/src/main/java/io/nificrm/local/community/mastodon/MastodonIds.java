package io.nificrm.local.community.mastodon;

import io.nificrm.local.community.story.Cast;
import io.nificrm.local.community.story.Person;
import io.nificrm.local.community.story.Utterance;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Ids and addresses as a Mastodon server makes them.
 *
 * @see <a href="https://github.com/mastodon/mastodon/blob/main/lib/mastodon/snowflake.rb">Mastodon's snowflake ids:
 *     milliseconds in the upper 48 bits, a sequence in the lower 16</a>
 */
public final class MastodonIds {
    private MastodonIds() {}

    static long status(Utterance utterance) {
        return snowflake(utterance.at(), utterance.number());
    }

    static long account(Person person) {
        return snowflake(person.joined().atStartOfDay(ZoneOffset.UTC).toInstant(), person.number());
    }

    private static long snowflake(Instant at, long sequence) {
        return (at.toEpochMilli() << 16) | (sequence & 0xffff);
    }

    static Instant time(long id) {
        return Instant.ofEpochMilli(id >>> 16);
    }

    /** The ActivityPub id, the same on every server that has the status. */
    public static String uri(Utterance utterance) {
        String status = actor(utterance.author()) + "/statuses/" + nativeId(utterance);
        return utterance.relation().repostOf().isPresent() ? status + "/activity" : status;
    }

    static String url(Utterance utterance) {
        return utterance.relation().repostOf().isPresent()
                ? uri(utterance)
                : profile(utterance.author()) + "/" + nativeId(utterance);
    }

    /** The id on the server where it was written; elsewhere the same status has another one. */
    private static long nativeId(Utterance utterance) {
        return utterance.author().server().equals(Cast.HOME)
                ? status(utterance)
                : snowflake(utterance.at().minusMillis(731), utterance.number() * 31);
    }

    static String actor(Person person) {
        return "https://" + person.server() + "/users/" + person.handle();
    }

    static String profile(Person person) {
        return "https://" + person.server() + "/@" + person.handle();
    }
}

package io.nificrm.touchpoint;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One touchpoint: a mention (somebody said something in public or to us) or an email event (something happened to a
 * mail). The contract between processors, indices, boards and the command line; {@code docs/touchpoint.md} describes
 * every field.
 *
 * <p>Absent means unknown: an empty {@link Optional} or an empty collection, never an empty string, a null or a guess.
 * Immutable; change a copy through {@link TouchpointBuilder#builder(Touchpoint)}.
 *
 * @param id deterministic, see {@link TouchpointId}; the same thing fetched twice has the same id
 * @param timestamp when it happened at the source
 * @param timestampOf what {@code timestamp} is the time of, where the source does not tell when it was said
 * @param fetchedAt when we got it
 * @param indexedAt when it was first written
 * @param lagSeconds from {@code timestamp} to {@code indexedAt}, in seconds; absent where the source's clock is ahead of ours
 * @param handlingSeconds from {@code fetchedAt} to {@code indexedAt}, in seconds: our own share of the lag
 * @param platform where it was said: mastodon, reddit, feed, email, …
 * @param text plain text: no HTML, entities decoded, paragraphs kept
 * @param lang BCP 47
 * @param hashtags lower case, without {@code #}
 * @param mentions lower-case handles, without the leading {@code @}
 * @param threadId id of the conversation's first touchpoint
 * @param duplicateOf id of the first touchpoint that said the same; absent where it is the first, or was not compared
 * @param outlet what carried it: a feed's title, a channel's, a store
 * @param community the group within the platform in which it was said: a subreddit, a Mastodon server
 * @param rating of a review, 1 (worst) to 5 (best) stars
 * @param availability what the platform says of an item that is not, or no longer, there for everybody, e.g. deleted; absent
 *     where it is
 * @param reach people who could have seen it, estimated; the formula is documented per platform
 * @param matches why the profile matched: {@code list/id} → the words that matched
 * @param raw the native item, kept only where the operator asks for it
 * @param extra fields of the JSON object that this version does not know; carried through unchanged
 */
@RecordBuilder
@RecordBuilder.Options(
        emptyDefaultForOptional = true,
        addConcreteSettersForOptional = RecordBuilder.ConcreteSettersForOptionalMode.ENABLED,
        useImmutableCollections = true,
        enableWither = false)
public record Touchpoint(
        String id,
        Type type,
        @JsonProperty("@timestamp") Instant timestamp,
        Optional<TimestampOf> timestampOf,
        Optional<Instant> fetchedAt,
        Optional<Instant> indexedAt,
        OptionalDouble lagSeconds,
        OptionalDouble handlingSeconds,
        String platform,
        Optional<Channel> channel,
        Kind kind,
        Optional<String> url,
        Optional<String> title,
        Optional<String> text,
        Optional<String> lang,
        List<String> hashtags,
        List<String> mentions,
        List<Link> links,
        List<Media> media,
        Optional<String> threadId,
        Optional<String> inReplyTo,
        Optional<String> repostOf,
        Optional<String> duplicateOf,
        Optional<String> outlet,
        Optional<String> community,
        OptionalDouble rating,
        Optional<String> availability,
        Optional<Author> author,
        Optional<Engagement> engagement,
        OptionalLong reach,
        List<String> brands,
        List<String> competitors,
        List<String> topics,
        List<String> personas,
        List<String> needs,
        List<String> intents,
        List<String> keyMessages,
        List<String> words,
        Map<String, List<String>> matches,
        Optional<Sentiment> sentiment,
        Optional<Emotion> emotion,
        Optional<Spam> spam,
        Optional<Campaign> campaign,
        Optional<Person> person,
        Optional<EmailDetails> email,
        Optional<Triage> triage,
        Optional<JsonNode> raw,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** What a touchpoint is. */
    public enum Type {
        MENTION,
        EMAIL_EVENT;

        @JsonValue
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What {@code @timestamp} is the time of, where the source does not tell when it was said. Such a time can be another one
     * when the same thing is fetched again.
     */
    public enum TimestampOf {
        /** When it was last changed. */
        LAST_CHANGE,
        /** When it was fetched: the source tells no time at all. */
        FETCH;

        @JsonValue
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The sort of place it happened in. */
    public enum Channel {
        SOCIAL,
        FORUM,
        VIDEO,
        BLOG,
        NEWS,
        REVIEW,
        EMAIL;

        @JsonValue
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What was said (mentions), or what happened to a mail (email events). */
    public enum Kind {
        POST(Type.MENTION),
        REPLY(Type.MENTION),
        REPOST(Type.MENTION),
        COMMENT(Type.MENTION),
        REVIEW(Type.MENTION),
        ARTICLE(Type.MENTION),
        MESSAGE(Type.MENTION),
        SENT(Type.EMAIL_EVENT),
        DELIVERED(Type.EMAIL_EVENT),
        DEFERRED(Type.EMAIL_EVENT),
        OPENED(Type.EMAIL_EVENT),
        CLICKED(Type.EMAIL_EVENT),
        REPLIED(Type.EMAIL_EVENT),
        AUTO_REPLIED(Type.EMAIL_EVENT),
        BOUNCED(Type.EMAIL_EVENT),
        COMPLAINED(Type.EMAIL_EVENT),
        UNSUBSCRIBED(Type.EMAIL_EVENT),
        SUBSCRIBED(Type.EMAIL_EVENT),
        REJECTED(Type.EMAIL_EVENT);

        private final Type type;

        Kind(Type type) {
            this.type = type;
        }

        /** The type of touchpoint that can be of this kind. */
        public Type type() {
            return type;
        }

        @JsonValue
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Fills what is absent with its empty value and refuses what cannot be a touchpoint.
     *
     * @throws IllegalArgumentException when id, type, {@code @timestamp}, platform or kind is missing, or when the kind
     *     does not belong to the type
     */
    public Touchpoint {
        Absent.require("id", id);
        Absent.require("type", type);
        Absent.require("@timestamp", timestamp);
        Absent.require("platform", platform);
        Absent.require("kind", kind);
        if (kind.type() != type) {
            throw new IllegalArgumentException(
                    "kind '" + kind.value() + "' does not belong to type '" + type.value() + "'");
        }
        timestampOf = Absent.ifNull(timestampOf);
        fetchedAt = Absent.ifNull(fetchedAt);
        indexedAt = Absent.ifNull(indexedAt);
        lagSeconds = Absent.ifNull(lagSeconds);
        handlingSeconds = Absent.ifNull(handlingSeconds);
        channel = Absent.ifNull(channel);
        url = Absent.ifBlank(url);
        title = Absent.ifBlank(title);
        text = Absent.ifBlank(text);
        lang = Absent.ifBlank(lang);
        hashtags = Absent.list(hashtags);
        mentions = Absent.list(mentions);
        links = Absent.list(links);
        media = Absent.list(media);
        threadId = Absent.ifBlank(threadId);
        inReplyTo = Absent.ifBlank(inReplyTo);
        repostOf = Absent.ifBlank(repostOf);
        duplicateOf = Absent.ifBlank(duplicateOf);
        outlet = Absent.ifBlank(outlet);
        community = Absent.ifBlank(community);
        rating = Absent.ifNull(rating);
        availability = Absent.ifBlank(availability);
        author = Absent.ifNull(author);
        engagement = Absent.ifNull(engagement);
        reach = Absent.ifNull(reach);
        brands = Absent.list(brands);
        competitors = Absent.list(competitors);
        topics = Absent.list(topics);
        personas = Absent.list(personas);
        needs = Absent.list(needs);
        intents = Absent.list(intents);
        keyMessages = Absent.list(keyMessages);
        words = Absent.list(words);
        matches = Absent.map(matches);
        sentiment = Absent.ifNull(sentiment);
        emotion = Absent.ifNull(emotion);
        spam = Absent.ifNull(spam);
        campaign = Absent.ifNull(campaign);
        person = Absent.ifNull(person);
        email = Absent.ifNull(email);
        triage = Absent.ifNull(triage);
        raw = Absent.ifNull(raw).filter(node -> !node.isNull());
        extra = Absent.map(extra);
    }
}

package io.nificrm.local.community.story;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One thing said, on one platform.
 *
 * @param number from 1, in the order of {@code at}
 * @param at when; whole seconds on platforms whose API knows no milliseconds
 */
public record Utterance(
        long number,
        Place place,
        Instant at,
        Person author,
        Words words,
        Relation relation,
        Attention attention,
        Facts facts) {

    /** What sort of utterance it is; the names are the {@code kind} of the touchpoint document in upper case. */
    public enum Kind {
        POST,
        REPLY,
        REPOST,
        COMMENT,
        REVIEW,
        ARTICLE
    }

    /**
     * Where it is said.
     *
     * @param venue the feed, the subreddit, or empty where a platform is one place
     */
    public record Place(Platform platform, Kind kind, String venue) {}

    /**
     * What is said.
     *
     * @param text plain, paragraphs separated by an empty line
     * @param stars of a review, 1 to 5
     */
    public record Words(
            String language,
            Optional<String> title,
            String text,
            Optional<String> contentWarning,
            List<Picture> pictures,
            Optional<Poll> poll,
            OptionalInt stars) {
        public Words {
            pictures = List.copyOf(pictures);
        }

        /** Only text, as most utterances are. */
        public static Words plain(String language, String text) {
            return new Words(
                    language,
                    Optional.empty(),
                    text,
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    OptionalInt.empty());
        }
    }

    /** An attached picture and the words for those who don't see it. */
    public record Picture(String name, String altText) {}

    /** A question with answers to choose from. */
    public record Poll(List<Choice> choices, Instant expiresAt) {
        public Poll {
            choices = List.copyOf(choices);
        }

        /** @param votes when the poll is over */
        public record Choice(String title, int votes) {}
    }

    /** What it refers to. */
    public record Relation(Optional<Utterance> inReplyTo, Optional<Utterance> repostOf) {
        public static final Relation NONE = new Relation(Optional.empty(), Optional.empty());

        static Relation replyTo(Utterance parent) {
            return new Relation(Optional.of(parent), Optional.empty());
        }

        static Relation repostOf(Utterance original) {
            return new Relation(Optional.empty(), Optional.of(original));
        }
    }

    /** What it will have gathered in the end, beside the replies and reposts that are utterances themselves. */
    public record Attention(int likes, int reposts) {}

    /** The first utterance of the thread, this one if it started it. */
    public Utterance root() {
        Utterance current = this;
        while (current.relation.inReplyTo().isPresent()) {
            current = current.relation.inReplyTo().get();
        }
        return current;
    }

    /** Whether the brand itself speaks. */
    public boolean ours() {
        return author.belongsTo() == Person.Role.OURS;
    }
}

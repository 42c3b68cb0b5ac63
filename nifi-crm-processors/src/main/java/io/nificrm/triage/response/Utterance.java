package io.nificrm.triage.response;

import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.Sentiment;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Triage;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a conversation needs to know of a mention; small, so that many of them fit into memory.
 *
 * @param ours said by one of our own accounts
 * @param authorId the author's id on the platform
 * @param authorHandle the author's handle; one of both is enough to know somebody again
 * @param answering whether it can answer something: a reply, a comment or a mail, not a post or a repost
 * @param mood −1 … 1; empty: unknown
 * @param thankful whether it says thanks, in one of the languages of {@link Gratitude}
 */
record Utterance(
        String id,
        Instant at,
        boolean ours,
        Optional<String> authorId,
        Optional<String> authorHandle,
        boolean answering,
        Optional<String> threadId,
        Optional<String> inReplyTo,
        OptionalDouble mood,
        boolean thankful,
        Optional<String> url,
        Optional<Triage> triage) {

    /** The fields of a document that {@link #of} reads. */
    static final List<String> FIELDS = List.of(
            "id",
            "type",
            "@timestamp",
            "platform",
            "kind",
            "url",
            "text",
            "thread_id",
            "in_reply_to",
            "author.id",
            "author.handle",
            "author.ours",
            "intents",
            "sentiment",
            "triage");

    private static final Set<Touchpoint.Kind> ANSWERING =
            EnumSet.of(Touchpoint.Kind.REPLY, Touchpoint.Kind.COMMENT, Touchpoint.Kind.MESSAGE, Touchpoint.Kind.POST);

    static Utterance of(Touchpoint mention) {
        Optional<Author> author = mention.author();
        return new Utterance(
                mention.id(),
                mention.timestamp(),
                author.flatMap(Author::ours).orElse(false),
                author.flatMap(Author::id),
                author.flatMap(Author::handle),
                ANSWERING.contains(mention.kind())
                        && (mention.inReplyTo().isPresent() || mention.kind() == Touchpoint.Kind.MESSAGE),
                mention.threadId(),
                mention.inReplyTo(),
                mention.sentiment().map(Utterance::mood).orElse(OptionalDouble.empty()),
                mention.text().map(Gratitude::in).orElse(false),
                mention.url(),
                mention.triage());
    }

    private static OptionalDouble mood(Sentiment sentiment) {
        if (sentiment.score().isPresent()) {
            return sentiment.score();
        }
        return OptionalDouble.of(
                switch (sentiment.label()) {
                    case NEGATIVE -> -0.5;
                    case NEUTRAL -> 0;
                    case POSITIVE -> 0.5;
                });
    }

    /** Whether both were said by the same person, as far as the platform tells. */
    boolean sameAuthor(Utterance other) {
        if (authorId.isPresent() && other.authorId.isPresent()) {
            return authorId.equals(other.authorId);
        }
        return authorHandle.isPresent() && authorHandle.equals(other.authorHandle);
    }

    /** One of our accounts answering somebody. */
    boolean ourAnswer() {
        return ours && answering;
    }

    /** The name of the account, for events. */
    String account() {
        return authorHandle.map(handle -> "@" + handle).or(() -> authorId).orElse("one of our accounts");
    }
}

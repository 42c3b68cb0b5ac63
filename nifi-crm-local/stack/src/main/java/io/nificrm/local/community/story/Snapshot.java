package io.nificrm.local.community.story;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What has been said by a moment, with the counts that platforms show. Immutable.
 */
public final class Snapshot {
    private static final double SECONDS_OF_INTEREST = Duration.ofHours(5).toSeconds();

    private final Instant at;
    private final List<Utterance> said;
    private final Map<Long, Integer> replies = new HashMap<>();
    private final Map<Long, Integer> reposts = new HashMap<>();
    private final Map<Integer, Integer> byAuthor = new HashMap<>();
    private final Map<Integer, Instant> lastByAuthor = new HashMap<>();

    public Snapshot(Instant at, List<Utterance> said) {
        this.at = at;
        this.said = List.copyOf(said);
        for (Utterance utterance : said) {
            utterance.relation().inReplyTo().ifPresent(parent -> replies.merge(parent.number(), 1, Integer::sum));
            utterance.relation().repostOf().ifPresent(original -> reposts.merge(original.number(), 1, Integer::sum));
            byAuthor.merge(utterance.author().number(), 1, Integer::sum);
            lastByAuthor.put(utterance.author().number(), utterance.at());
        }
    }

    public Instant at() {
        return at;
    }

    /** Oldest first. */
    public List<Utterance> said() {
        return said;
    }

    /** On one platform, oldest first. */
    public List<Utterance> on(Platform platform) {
        return said.stream()
                .filter(utterance -> utterance.place().platform() == platform)
                .toList();
    }

    public int replies(Utterance utterance) {
        return replies.getOrDefault(utterance.number(), 0);
    }

    /** Reposts by the cast and by people outside it. */
    public int reposts(Utterance utterance) {
        return reposts.getOrDefault(utterance.number(), 0)
                + grown(utterance, utterance.attention().reposts());
    }

    /** Likes so far: most come in the first hours. */
    public int likes(Utterance utterance) {
        return grown(utterance, utterance.attention().likes());
    }

    public int utterancesOf(Person author) {
        return byAuthor.getOrDefault(author.number(), 0);
    }

    /** When this person spoke last, or when they joined. */
    public Instant lastSeen(Person author) {
        return lastByAuthor.getOrDefault(
                author.number(),
                author.joined().atStartOfDay(java.time.ZoneOffset.UTC).toInstant());
    }

    private int grown(Utterance utterance, int finallyCounted) {
        double age = Math.max(0, Duration.between(utterance.at(), at).toSeconds());
        return (int) (finallyCounted * (1 - StrictMath.exp(-age / SECONDS_OF_INTEREST)));
    }
}

package io.nificrm.idea;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.RecentTouchpoints;
import io.nificrm.elasticsearch.RecentTouchpoints.Position;
import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.Spam;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointId;
import io.nificrm.touchpoint.Triage;
import java.io.IOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Gathers mentions with the intent {@code idea} into ideas. A mention that is a voice already stays where it is; a new
 * one goes to the idea it is most like, or founds one under an id made of its own. So a replay changes nothing, and where
 * two writers place the same mention at once, both see it afterwards and the idea that is older keeps it.
 */
public final class IdeaClustering {
    /** The intent of the listening profile that makes a mention a wish. */
    public static final String INTENT = "idea";

    private static final int PAGE = 200;
    private static final int CANDIDATES = 20;
    private static final double SPAM = 0.7;

    private final ElasticsearchCluster cluster;
    private final IdeaStore ideas;
    private final RecentTouchpoints recent;

    /** Gathers in a cluster. */
    public IdeaClustering(ElasticsearchCluster cluster, Clock clock) {
        this.cluster = cluster;
        this.ideas = new IdeaStore(cluster, clock);
        this.recent = new RecentTouchpoints(cluster, clock, PAGE);
    }

    /** Mentions written, and corrections made, before these times are done. */
    public record Cursor(Position written, Position decided) {
        /** Nothing is done. */
        public static final Cursor START = new Cursor(Position.START, Position.START);
    }

    /**
     * What was done.
     *
     * @param voices mentions that became voices
     * @param more whether there is more to do now
     */
    public record Step(Cursor cursor, int voices, boolean more) {}

    /** Goes on from a cursor. */
    public Step run(Cursor from, BooleanSupplier enough) throws IOException {
        cluster.prepare();
        int[] voices = {0};
        Query wishes =
                Query.of(query -> query.term(term -> term.field("intents").value(INTENT)));
        RecentTouchpoints.Progress written = recent.read(
                "indexed_at",
                from.written(),
                wishes,
                page -> {
                    for (Touchpoint mention : page) {
                        voices[0] += add(mention) ? 1 : 0;
                    }
                },
                enough);
        Query corrected = Query.of(
                query -> query.term(term -> term.field("triage.corrected").value("intents")));
        RecentTouchpoints.Progress decided = recent.read(
                "triage.changed_at",
                from.decided(),
                corrected,
                page -> {
                    for (Touchpoint mention : page) {
                        voices[0] += follow(mention) ? 1 : 0;
                    }
                },
                enough);
        return new Step(new Cursor(written.until(), decided.until()), voices[0], written.more() || decided.more());
    }

    /** Somebody corrected the intents: it has become a wish, or is none. */
    private boolean follow(Touchpoint mention) throws IOException {
        if (mention.intents().contains(INTENT)) {
            return add(mention);
        }
        for (Idea idea : ideas.withVoice(mention.id())) {
            ideas.silence(idea.id(), voice -> voice.touchpointId().equals(mention.id()));
        }
        return false;
    }

    /** Makes a mention a voice; returns whether it was none before. Our own posts, machines and spam are none. */
    boolean add(Touchpoint mention) throws IOException {
        Optional<Voice> voice = isWish(mention) ? Voice.of(mention) : Optional.empty();
        if (voice.isEmpty() || !ideas.withVoice(mention.id()).isEmpty()) {
            return false;
        }
        place(voice.get());
        settle(mention.id());
        return true;
    }

    private static boolean isWish(Touchpoint mention) {
        boolean ours = mention.author().flatMap(Author::ours).orElse(false);
        double spam = mention.spam().map(Spam::score).orElse(0.0);
        boolean dismissed =
                mention.triage().flatMap(Triage::outcome).filter("spam"::equals).isPresent();
        return mention.intents().contains(INTENT) && !ours && spam < SPAM && !dismissed;
    }

    private void place(Voice voice) throws IOException {
        Set<String> wish = WishWords.of(voice.text(), voice.lang());
        for (String id : mostAlike(voice, wish)) {
            Optional<Idea> joined = ideas.change(
                    id,
                    idea -> Optional.of(
                            idea.voices().size() < Idea.MOST_VOICES || idea.heard(voice.touchpointId())
                                    ? idea.with(voice)
                                    : idea));
            if (joined.isPresent()) {
                return;
            }
        }
        Idea founded = Idea.of(id(voice), voice);
        if (!ideas.create(founded)) {
            ideas.change(founded.id(), idea -> Optional.of(idea.with(voice)));
        }
    }

    private static String id(Voice voice) {
        return TouchpointId.of("idea", voice.touchpointId());
    }

    private record Candidate(Idea idea, double likeness) {}

    /** The ideas it is like, the likest first; of equals the older. */
    private List<String> mostAlike(Voice voice, Set<String> wish) throws IOException {
        if (wish.isEmpty()) {
            return List.of();
        }
        List<Idea> sharingWords = sharingWords(wish);
        Likeness likeness = likeness(wish, sharingWords);
        return sharingWords.stream()
                .map(idea -> new Candidate(idea, likeness.of(wish, idea)))
                .filter(candidate -> likeness.same(voice, wish, candidate.idea(), candidate.likeness()))
                .sorted(Comparator.comparingDouble(Candidate::likeness)
                        .reversed()
                        .thenComparing(candidate -> candidate.idea().firstSeen())
                        .thenComparing(candidate -> candidate.idea().id()))
                .map(candidate -> candidate.idea().id())
                .toList();
    }

    /** Scored by Elasticsearch: rare words in common count more. */
    private List<Idea> sharingWords(Set<String> wish) throws IOException {
        List<Query> each = wish.stream()
                .map(word ->
                        Query.of(query -> query.term(term -> term.field("terms").value(word))))
                .toList();
        return ideas.search(
                Query.of(query -> query.bool(bool -> bool.should(each).minimumShouldMatch("1"))),
                CANDIDATES,
                List.of());
    }

    /** In how many ideas each word is that is to be compared. */
    private Likeness likeness(Set<String> wish, List<Idea> candidates) throws IOException {
        Set<String> words = new TreeSet<>(wish);
        candidates.forEach(idea -> words.addAll(idea.terms()));
        var found = cluster.client()
                .search(
                        search -> search.index(ideas.index())
                                .ignoreUnavailable(true)
                                .size(0)
                                .trackTotalHits(total -> total.enabled(true))
                                .aggregations(
                                        "ideas_with",
                                        Aggregation.of(a -> a.terms(counted -> counted.field("terms")
                                                .size(words.size())
                                                .include(include -> include.terms(List.copyOf(words)))))),
                        Void.class);
        Map<String, Long> ideasWith = new HashMap<>();
        Optional.ofNullable(found.aggregations().get("ideas_with"))
                .ifPresent(answer -> answer.sterms()
                        .buckets()
                        .array()
                        .forEach(bucket -> ideasWith.put(bucket.key().stringValue(), bucket.docCount())));
        long all = Optional.ofNullable(found.hits().total())
                .map(total -> total.value())
                .orElse(0L);
        return new Likeness(ideasWith, all);
    }

    /** Where two writers placed it at once, the older idea keeps it. */
    private void settle(String touchpointId) throws IOException {
        List<Idea> claims = ideas.withVoice(touchpointId);
        for (Idea later : claims.subList(Math.min(1, claims.size()), claims.size())) {
            ideas.silence(later.id(), voice -> voice.touchpointId().equals(touchpointId));
        }
    }
}

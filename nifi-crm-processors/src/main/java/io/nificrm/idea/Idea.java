package io.nificrm.idea;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What several people wish for, as it is kept in {@code crm-ideas}. All figures are computed from the voices, never
 * counted up. Immutable.
 *
 * @param title the first voice's words, shortened to a line
 * @param text the first voice's words
 * @param history every decision, the first first; the number of them is the idea's revision
 * @param voices who wished for it, by time; at most {@value #MOST_VOICES}
 * @param terms the words that make it out, for finding it again
 * @param weights how many voices used each of the words
 * @param people how many different people
 * @param reach of all voices together
 * @param mood mean {@code sentiment.score} of the voices, −1 … 1
 * @param rank 0 … 100, see {@link IdeaRank}
 */
public record Idea(
        String id,
        String title,
        String text,
        Optional<String> lang,
        String status,
        Optional<Instant> statusAt,
        Optional<String> actor,
        Optional<String> note,
        List<IdeaDecision> history,
        List<String> brands,
        List<String> topics,
        List<String> personas,
        List<String> needs,
        List<String> platforms,
        List<Voice> voices,
        List<String> terms,
        Map<String, Integer> weights,
        long people,
        long mentions,
        long reach,
        OptionalDouble mood,
        double rank,
        Instant firstSeen,
        Instant lastSeen) {
    /** A document of Elasticsearch has bounds; what more voices say is known by then. */
    public static final int MOST_VOICES = 5_000;

    private static final int LONGEST_TITLE = 120;
    private static final int MOST_TERMS = 60;
    private static final Comparator<Voice> BY_TIME =
            Comparator.comparing(Voice::at).thenComparing(Voice::touchpointId);

    public Idea {
        lang = Objects.requireNonNullElse(lang, Optional.empty());
        status = Objects.requireNonNullElse(status, IdeaStatus.NEW.value());
        statusAt = Objects.requireNonNullElse(statusAt, Optional.empty());
        actor = Objects.requireNonNullElse(actor, Optional.empty());
        note = Objects.requireNonNullElse(note, Optional.empty());
        history = history == null ? List.of() : List.copyOf(history);
        brands = brands == null ? List.of() : List.copyOf(brands);
        topics = topics == null ? List.of() : List.copyOf(topics);
        personas = personas == null ? List.of() : List.copyOf(personas);
        needs = needs == null ? List.of() : List.copyOf(needs);
        platforms = platforms == null ? List.of() : List.copyOf(platforms);
        voices = voices == null ? List.of() : List.copyOf(voices);
        terms = terms == null ? List.of() : List.copyOf(terms);
        weights = weights == null ? Map.of() : Map.copyOf(weights);
        mood = Objects.requireNonNullElse(mood, OptionalDouble.empty());
    }

    /** An idea that one voice wishes for. */
    static Idea of(String id, Voice first) {
        return of(id, List.of(), List.of(first));
    }

    private static Idea of(String id, List<IdeaDecision> history, Collection<Voice> voices) {
        List<Voice> ordered = voices.stream().sorted(BY_TIME).limit(MOST_VOICES).toList();
        Voice first = ordered.getFirst();
        Map<String, Integer> weights = weights(ordered);
        Optional<IdeaDecision> last = history.isEmpty() ? Optional.empty() : Optional.of(history.getLast());
        long people = ordered.stream().map(Voice::who).distinct().count();
        long reach =
                ordered.stream().mapToLong(voice -> voice.reach().orElse(0)).sum();
        OptionalDouble mood =
                ordered.stream().flatMapToDouble(voice -> voice.mood().stream()).average();
        return new Idea(
                id,
                title(first.text()),
                first.text(),
                first.lang(),
                last.map(IdeaDecision::status).orElse(IdeaStatus.NEW.value()),
                last.map(IdeaDecision::at),
                last.map(IdeaDecision::actor),
                last.flatMap(IdeaDecision::note),
                history,
                union(ordered, Voice::brands),
                union(ordered, Voice::topics),
                union(ordered, Voice::personas),
                union(ordered, Voice::needs),
                union(ordered, voice -> List.of(voice.platform())),
                ordered,
                weights.keySet().stream().sorted().toList(),
                weights,
                people,
                ordered.size(),
                reach,
                mood,
                IdeaRank.of(people, reach, mood),
                first.at(),
                ordered.getLast().at());
    }

    /** The same idea with a voice more, or with what the voice says now. */
    Idea with(Voice voice) {
        Map<String, Voice> all = new LinkedHashMap<>();
        voices.forEach(known -> all.put(known.touchpointId(), known));
        all.put(voice.touchpointId(), voice);
        return of(id, history, all.values());
    }

    /** The idea without some voices; empty where none is left. */
    public Optional<Idea> without(Predicate<Voice> gone) {
        List<Voice> left = voices.stream().filter(gone.negate()).toList();
        return left.isEmpty() ? Optional.empty() : Optional.of(of(id, history, left));
    }

    /** The idea after a decision. */
    Idea decided(IdeaDecision decision) {
        List<IdeaDecision> longer = new ArrayList<>(history);
        longer.add(decision);
        return of(id, longer, voices);
    }

    /** How many decisions were taken. */
    public int revision() {
        return history.size();
    }

    /** Whether a mention is one of its voices. */
    boolean heard(String touchpointId) {
        return voices.stream().anyMatch(voice -> voice.touchpointId().equals(touchpointId));
    }

    /** Everybody who wished for it, once, by what they said last: whom to tell, and where. */
    public List<Voice> toTell() {
        Map<String, Voice> latest = new LinkedHashMap<>();
        voices.forEach(voice -> latest.put(voice.who(), voice));
        return latest.values().stream()
                .sorted(Comparator.comparing(Voice::at).reversed())
                .toList();
    }

    private static String title(String text) {
        String line = text.strip().lines().findFirst().orElse(text).strip();
        return Voice.shortened(line, LONGEST_TITLE);
    }

    private static Map<String, Integer> weights(List<Voice> voices) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Voice voice : voices) {
            WishWords.of(voice.text(), voice.lang()).forEach(term -> counts.merge(term, 1, Integer::sum));
        }
        Map<String, Integer> heaviest = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_TERMS)
                .forEach(entry -> heaviest.put(entry.getKey(), entry.getValue()));
        return heaviest;
    }

    private static List<String> union(List<Voice> voices, Function<Voice, List<String>> field) {
        TreeSet<String> all = new TreeSet<>();
        voices.forEach(voice -> all.addAll(field.apply(voice)));
        return List.copyOf(all);
    }
}

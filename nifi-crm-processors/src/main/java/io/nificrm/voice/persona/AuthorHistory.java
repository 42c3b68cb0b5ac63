package io.nificrm.voice.persona;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * What is remembered of one author: the weight of each persona at one moment, and which touchpoints were counted last. Bounded in
 * personas and touchpoints, so that its size is. Immutable.
 *
 * <p>Evidence may come in any order: what was said earlier is added with the weight it still has.
 *
 * @param asOf the moment of which the weights are: the newest evidence
 * @param weights persona → weight
 * @param counted hashes of the ids of the touchpoints counted last, the oldest first
 */
public record AuthorHistory(Instant asOf, Map<String, Double> weights, List<Long> counted) {
    /** Nothing known. */
    public static final AuthorHistory NONE = new AuthorHistory(Instant.EPOCH, Map.of(), List.of());

    static final int MOST_PERSONAS = 16;
    static final int MOST_COUNTED = 32;
    static final int LONGEST_PERSONA = 200;

    /** Evidence of less weight than this is forgotten: it cannot change what stands. */
    private static final double FORGOTTEN = 0.01;

    public AuthorHistory {
        weights = Map.copyOf(weights);
        counted = List.copyOf(counted);
    }

    /** Whether a touchpoint is among those counted last. */
    public boolean hasCounted(String touchpoint) {
        return counted.contains(hash(touchpoint));
    }

    /**
     * With the evidence of one more touchpoint; the same history where that touchpoint is among those counted last.
     *
     * @param touchpoint its id
     * @param said when it was said
     * @param personas what the profile found on it; none is no evidence, neither for nor against
     */
    public AuthorHistory with(String touchpoint, Instant said, Collection<String> personas, PersonaRules rules) {
        if (personas.isEmpty() || hasCounted(touchpoint)) {
            return this;
        }
        Instant now = weights.isEmpty() || said.isAfter(asOf) ? said : asOf;
        Map<String, Double> updated = new TreeMap<>();
        weights.forEach((persona, weight) -> updated.put(persona, weight * rules.decay(asOf, now)));
        personas.stream()
                .distinct()
                .filter(persona -> persona.length() <= LONGEST_PERSONA)
                .forEach(persona -> updated.merge(persona, rules.decay(said, now), Double::sum));
        return new AuthorHistory(now, strongest(updated), withCounted(hash(touchpoint)));
    }

    /** The personas that stand at a moment, the strongest first. */
    public List<String> standing(Instant moment, PersonaRules rules) {
        // of a time before the last evidence the weights then are not known: those at that evidence are taken
        double decay = moment.isAfter(asOf) ? rules.decay(asOf, moment) : 1;
        return weights.entrySet().stream()
                .filter(entry -> entry.getValue() * decay >= rules.weightToStand())
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, Double> strongest(Map<String, Double> weights) {
        Map<String, Double> kept = new TreeMap<>();
        weights.entrySet().stream()
                .filter(entry -> entry.getValue() >= FORGOTTEN)
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_PERSONAS)
                .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
        return kept;
    }

    private List<Long> withCounted(long touchpoint) {
        return LongStream.concat(counted.stream().mapToLong(Long::longValue), LongStream.of(touchpoint))
                .skip(Math.max(0, counted.size() + 1 - MOST_COUNTED))
                .boxed()
                .toList();
    }

    /** FNV-1a, 64 bits: stable across Java versions, as the history is stored. */
    private static long hash(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}

package io.nificrm.profile.query;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Which queries are worth trying: a query is woken by any of a few patterns without one of which it cannot match; one
 * that has none (a range, a NOT) is always tried. Immutable.
 */
final class Candidates {
    private static final int[] NONE = {};

    private final int[][] wakes;
    private final BitSet always = new BitSet();

    /** The patterns of which one must be there, and how common they are together. */
    private record Keys(List<Integer> patterns, double commonness) {}

    Candidates(List<Condition> conditions, QueryCompiler compiler) {
        List<List<Integer>> woken = new ArrayList<>();
        for (int i = 0; i < compiler.patternCount(); i++) {
            woken.add(new ArrayList<>());
        }
        for (int query = 0; query < conditions.size(); query++) {
            Optional<Keys> keys = keys(conditions.get(query), compiler);
            if (keys.isEmpty()) {
                always.set(query);
            } else {
                for (int pattern : keys.get().patterns) {
                    woken.get(pattern).add(query);
                }
            }
        }
        wakes = new int[woken.size()][];
        for (int i = 0; i < wakes.length; i++) {
            List<Integer> queries = woken.get(i);
            wakes[i] = queries.isEmpty()
                    ? NONE
                    : queries.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /** Makes the set hold the queries that are always tried. */
    void begin(BitSet queries) {
        queries.clear();
        queries.or(always);
    }

    /** Adds the queries that a pattern wakes. */
    void wake(int pattern, BitSet queries) {
        for (int query : wakes[pattern]) {
            queries.set(query);
        }
    }

    private static Optional<Keys> keys(Condition condition, QueryCompiler compiler) {
        return switch (condition) {
            case Condition.Occurs occurs -> Optional.of(rarest(List.of(occurs.pattern()), compiler));
            case Condition.Phrase phrase -> Optional.of(rarest(phrase.patterns(), compiler));
            case Condition.LuceneDecides lucene ->
                lucene.words().isEmpty() ? Optional.empty() : Optional.of(rarest(lucene.words(), compiler));
            case Condition.Combined combined -> keys(combined, compiler);
            case Condition.Between between -> Optional.empty();
            case Condition.Around around -> Optional.empty();
            case Condition.Everything everything -> Optional.empty();
        };
    }

    private static Keys rarest(List<Integer> patterns, QueryCompiler compiler) {
        int best = patterns.getFirst();
        for (int pattern : patterns) {
            if (compiler.commonness(pattern) < compiler.commonness(best)) {
                best = pattern;
            }
        }
        return new Keys(List.of(best), compiler.commonness(best));
    }

    private static Optional<Keys> keys(Condition.Combined combined, QueryCompiler compiler) {
        if (!combined.must().isEmpty()) {
            Optional<Keys> best = Optional.empty();
            for (Condition required : combined.must()) {
                Optional<Keys> keys = keys(required, compiler);
                if (keys.isPresent() && (best.isEmpty() || keys.get().commonness < best.get().commonness)) {
                    best = keys;
                }
            }
            return best;
        }
        List<Integer> patterns = new ArrayList<>();
        double commonness = 0;
        for (Condition alternative : combined.any()) {
            Optional<Keys> keys = keys(alternative, compiler);
            if (keys.isEmpty()) {
                return Optional.empty();
            }
            patterns.addAll(keys.get().patterns);
            commonness += keys.get().commonness;
        }
        return Optional.of(new Keys(List.copyOf(new java.util.LinkedHashSet<>(patterns)), commonness));
    }
}

package io.nificrm.profile.query;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;

/**
 * Orders queries so that each comes after those whose findings it reads: {@code topics:delivery} after the query of the
 * topic delivery, {@code topics:*} after those of all topics. Queries that do not depend on each other keep their order.
 */
final class Strata {
    private final List<Query> queries;
    private final Map<String, Map<String, Integer>> producers = new HashMap<>();
    private final int[] state;
    private final List<Integer> order = new ArrayList<>();
    private final Deque<Integer> path = new ArrayDeque<>();

    /** Queries that read each other's findings in a circle, by their numbers; the last reads the first. */
    static final class CycleException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient List<Integer> cycle;

        CycleException(List<Integer> cycle) {
            super("queries read each other in a circle: " + cycle);
            this.cycle = cycle;
        }

        List<Integer> cycle() {
            return cycle;
        }
    }

    private Strata(List<Query> queries, List<Optional<Term>> produces) {
        this.queries = queries;
        this.state = new int[queries.size()];
        for (int i = 0; i < queries.size(); i++) {
            int number = i;
            produces.get(i)
                    .ifPresent(term -> producers
                            .computeIfAbsent(term.field(), f -> new HashMap<>())
                            .put(term.text(), number));
        }
    }

    /** The numbers of the queries in the order in which they are to be tried. */
    static List<Integer> order(List<Query> queries, List<Optional<Term>> produces) throws CycleException {
        Strata strata = new Strata(queries, produces);
        for (int i = 0; i < queries.size(); i++) {
            strata.visit(i);
        }
        return strata.order;
    }

    private void visit(int query) throws CycleException {
        if (state[query] == 2) {
            return;
        }
        if (state[query] == 1) {
            List<Integer> cycle = new ArrayList<>(path.reversed());
            throw new CycleException(cycle.subList(cycle.indexOf(query), cycle.size()));
        }
        state[query] = 1;
        path.push(query);
        for (int needed : reads(queries.get(query))) {
            visit(needed);
        }
        path.pop();
        state[query] = 2;
        order.add(query);
    }

    private List<Integer> reads(Query query) {
        return switch (query) {
            case TermQuery term ->
                producing(
                        term.getTerm().field(),
                        value -> value.equals(term.getTerm().text()));
            case PrefixQuery prefix ->
                producing(
                        prefix.getField(),
                        value -> value.startsWith(prefix.getPrefix().text()));
            case WildcardQuery wildcard -> {
                if (!producers.containsKey(wildcard.getField())) {
                    yield List.of();
                }
                CharacterRunAutomaton automaton = new CharacterRunAutomaton(wildcard.getAutomaton());
                yield producing(wildcard.getField(), automaton::run);
            }
            case BooleanQuery all -> {
                List<Integer> needed = new ArrayList<>();
                for (BooleanClause clause : all) {
                    needed.addAll(reads(clause.query()));
                }
                yield needed;
            }
            default -> List.of();
        };
    }

    private List<Integer> producing(String field, Predicate<String> value) {
        return producers.getOrDefault(field, Map.of()).entrySet().stream()
                .filter(producer -> value.test(producer.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }
}

package io.nificrm.profile.query;

import io.nificrm.touchpoint.Touchpoint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;

/**
 * Many queries, compiled together, matched against one touchpoint at a time.
 *
 * <p>A query may read what others of the set find ({@code topics:delivery}): it is tried after them. Such fields are
 * not read from the touchpoint, whatever it holds, so that matching again gives the same.
 *
 * <p>Cost: the words of a touchpoint are looked up once each, whatever the number of queries; only queries woken by one
 * of their rare words are tried. Immutable and thread-safe; threads borrow working memory of a few hundred kilobytes,
 * which is kept for the next touchpoint.
 *
 * @param <K> what a query belongs to
 */
public final class QuerySet<K> {
    private final List<Member<K>> members;
    private final List<Condition> conditions;
    private final List<int[]> producedPatterns;
    private final Candidates candidates;
    private final Map<String, Vocabulary> vocabularies;
    private final int patternCount;
    private final Map<String, Integer> numbers;
    private final Set<String> produced;
    private final ConcurrentLinkedQueue<Workspace> workspaces = new ConcurrentLinkedQueue<>();

    /**
     * A query of a set.
     *
     * @param key whose it is; unique in the set
     * @param query as {@link QuerySyntax} read it
     * @param finding the field that a match fills and the value it adds, if any
     */
    public record Member<K>(K key, Query query, Optional<Finding> finding) {}

    /** What a match adds to a field. */
    public record Finding(String field, String value) {}

    private QuerySet(List<Member<K>> members, List<Integer> order) {
        this.members = order.stream().map(members::get).toList();
        this.produced = this.members.stream()
                .flatMap(member -> member.finding.stream())
                .map(Finding::field)
                .collect(Collectors.toUnmodifiableSet());
        QueryCompiler compiler = new QueryCompiler();
        this.conditions = this.members.stream()
                .map(member -> compiler.compile(member.query))
                .toList();
        this.candidates = new Candidates(conditions, compiler);
        this.vocabularies = compiler.vocabularies();
        this.patternCount = compiler.patternCount();
        this.numbers = compiler.numbers();
        this.producedPatterns = this.members.stream().map(this::patternsOf).toList();
    }

    /**
     * Compiles queries.
     *
     * @throws QueryCycleException when queries read each other's findings in a circle
     */
    public static <K> QuerySet<K> of(List<Member<K>> members) throws QueryCycleException {
        try {
            List<Integer> order = Strata.order(
                    members.stream().map(Member::query).toList(),
                    members.stream()
                            .map(member -> member.finding.map(finding -> new Term(finding.field, finding.value)))
                            .toList());
            return new QuerySet<>(members, order);
        } catch (Strata.CycleException e) {
            throw new QueryCycleException(e.cycle().stream()
                    .map(number -> (Object) members.get(number).key)
                    .toList());
        }
    }

    private int[] patternsOf(Member<K> member) {
        return member.finding
                .filter(finding -> vocabularies.containsKey(finding.field))
                .map(finding -> vocabularies.get(finding.field).patterns(Keywords.normal(finding.value)))
                .orElseGet(() -> new int[0]);
    }

    /** The keys in the order in which their queries are tried. */
    public List<K> order() {
        return members.stream().map(Member::key).toList();
    }

    /** The queries that match, in order, each with the words that made it match. */
    public List<Match<K>> match(Touchpoint touchpoint) {
        return match(touchpoint, Detail.WORDS);
    }

    /** The queries that match, with the words and the places of the words. */
    public List<Match<K>> matchWithSpans(Touchpoint touchpoint) {
        return match(touchpoint, Detail.SPANS);
    }

    /** The keys of the queries that match, without reasons. */
    public List<K> matchingKeys(Touchpoint touchpoint) {
        return match(touchpoint, Detail.NONE).stream().map(Match::key).toList();
    }

    private enum Detail {
        NONE,
        WORDS,
        SPANS
    }

    private List<Match<K>> match(Touchpoint touchpoint, Detail detail) {
        Workspace pooled = workspaces.poll();
        Workspace workspace = pooled == null ? new Workspace() : pooled;
        List<Match<K>> matches = workspace.match(touchpoint, detail);
        workspaces.add(workspace); // one that failed is not used again
        return matches;
    }

    /** The working memory of one thread. */
    private final class Workspace {
        private final MentionView view = new MentionView(vocabularies, patternCount, numbers, produced);
        private final BitSet queries = new BitSet(members.size());
        private final Evidence evidence = new Evidence();

        private void wake(int pattern) {
            candidates.wake(pattern, queries);
        }

        List<Match<K>> match(Touchpoint touchpoint, Detail detail) {
            candidates.begin(queries);
            view.load(touchpoint, this::wake);
            List<Match<K>> matches = new ArrayList<>();
            // a finding only wakes queries behind its own, so that one walk sees them all
            for (int i = queries.nextSetBit(0); i >= 0; i = queries.nextSetBit(i + 1)) {
                Condition condition = conditions.get(i);
                if (condition.test(view)) {
                    Member<K> member = members.get(i);
                    matches.add(explained(member.key, condition, detail));
                    int[] patterns = producedPatterns.get(i);
                    if (patterns.length > 0) {
                        Finding finding = member.finding.orElseThrow();
                        view.produce(finding.field, finding.value, patterns, this::wake);
                    }
                }
            }
            return matches;
        }

        private Match<K> explained(K key, Condition condition, Detail detail) {
            if (detail == Detail.NONE) {
                return new Match<>(key, List.of(), List.of());
            }
            evidence.clear();
            condition.explain(view, evidence);
            return new Match<>(key, evidence.words(view), detail == Detail.SPANS ? evidence.spans(view) : List.of());
        }
    }
}

package io.nificrm.profile.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;

/**
 * The clauses between two parentheses, combined as people read them. AND binds tighter than OR (Lucene's own parser
 * reads {@code a OR b AND c} as {@code a +b +c}); words side by side mean OR; {@code -x} or {@code NOT x} without an
 * operator before it excludes from all of them; {@code +x} is required of all of them; a NOT alone means everything
 * but.
 */
final class BooleanClauses {
    // the values of Lucene's package-private constants, as its grammar passes them to addClause
    private static final int NO_CONJUNCTION = 0;
    private static final int AND = 1;
    private static final int NOT = 10;
    private static final int REQUIRED = 11;

    private record Clause(int conjunction, int modifier, Query query) {}

    private final List<Clause> clauses = new ArrayList<>();

    void add(int conjunction, int modifier, Query query) {
        clauses.add(new Clause(conjunction, modifier, query));
    }

    Query combine() {
        List<List<BooleanClause>> alternatives = new ArrayList<>();
        List<Query> required = new ArrayList<>();
        List<Query> excluded = new ArrayList<>();
        for (int i = 0; i < clauses.size(); i++) {
            Clause clause = clauses.get(i);
            BooleanClause part = new BooleanClause(clause.query, clause.modifier == NOT ? Occur.MUST_NOT : Occur.MUST);
            boolean joinsNext = i + 1 < clauses.size() && clauses.get(i + 1).conjunction == AND;
            if (clause.conjunction == AND && !alternatives.isEmpty()) {
                alternatives.getLast().add(part);
            } else if (clause.conjunction == NO_CONJUNCTION && clause.modifier == NOT && !joinsNext) {
                excluded.add(clause.query);
            } else if (clause.conjunction == NO_CONJUNCTION && clause.modifier == REQUIRED && !joinsNext) {
                required.add(clause.query);
            } else {
                alternatives.add(new ArrayList<>(List.of(part)));
            }
        }
        return combine(alternatives, required, excluded);
    }

    private static Query combine(List<List<BooleanClause>> alternatives, List<Query> required, List<Query> excluded) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        if (required.isEmpty() && alternatives.size() == 1) {
            alternatives.getFirst().forEach(all::add);
            excluded.forEach(query -> all.add(query, Occur.MUST_NOT));
            return positive(all.build());
        }
        required.forEach(query -> all.add(query, Occur.MUST));
        alternatives.forEach(group -> all.add(group(group), Occur.SHOULD));
        excluded.forEach(query -> all.add(query, Occur.MUST_NOT));
        return positive(all.build());
    }

    private static Query group(List<BooleanClause> group) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        group.forEach(all::add);
        return positive(all.build());
    }

    /** A query of exclusions alone gets everything to exclude from; one of a single clause becomes that clause. */
    private static Query positive(BooleanQuery query) {
        List<BooleanClause> clauses = query.clauses();
        if (clauses.size() == 1 && !clauses.getFirst().isProhibited()) {
            return clauses.getFirst().query();
        }
        if (clauses.stream().allMatch(BooleanClause::isProhibited)) {
            BooleanQuery.Builder all = new BooleanQuery.Builder().add(MatchAllDocsQuery.INSTANCE, Occur.MUST);
            clauses.forEach(all::add);
            return all.build();
        }
        return query;
    }
}

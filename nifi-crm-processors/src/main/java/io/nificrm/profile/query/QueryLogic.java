package io.nificrm.profile.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PointRangeQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * What follows from the form of queries alone, whatever is said. Both answers are sure when they are yes; neither finds
 * everything.
 */
public final class QueryLogic {
    private QueryLogic() {}

    /** Why no touchpoint can satisfy a query; empty where one may. */
    public static Optional<String> contradiction(Query query) {
        return switch (query) {
            case BoostQuery boost -> contradiction(boost.getQuery());
            case BooleanQuery all -> contradiction(all);
            default -> Optional.empty();
        };
    }

    private static Optional<String> contradiction(BooleanQuery query) {
        List<Query> required = new ArrayList<>();
        List<Query> any = new ArrayList<>();
        List<Query> excluded = new ArrayList<>();
        for (BooleanClause clause : query) {
            (clause.isRequired() ? required : clause.isProhibited() ? excluded : any).add(clause.query());
        }
        for (Query part : required) {
            Optional<String> reason = contradiction(part);
            if (reason.isPresent()) {
                return reason;
            }
            for (Query not : excluded) {
                if (implies(part, not)) {
                    return Optional.of("it wants '" + part + "' and excludes '" + not + "'");
                }
            }
        }
        if (required.isEmpty() && !any.isEmpty()) {
            List<Optional<String>> reasons =
                    any.stream().map(QueryLogic::contradiction).toList();
            if (reasons.stream().allMatch(Optional::isPresent)) {
                return reasons.getFirst();
            }
            if (any.stream().allMatch(part -> excluded.stream().anyMatch(not -> implies(part, not)))) {
                return Optional.of("everything that it wants, it excludes");
            }
        }
        return twoValues(required);
    }

    private static Optional<String> twoValues(List<Query> required) {
        Map<String, String> values = new HashMap<>();
        Map<String, long[]> ranges = new HashMap<>();
        for (Query part : required) {
            if (part instanceof TermQuery term) {
                String field = term.getTerm().field();
                String value = term.getTerm().text();
                String other = MentionFields.get(field).single() ? values.putIfAbsent(field, value) : null;
                if (other != null && !other.equals(value)) {
                    return Optional.of("'" + field + "' cannot be '" + other + "' and '" + value + "' at once");
                }
            } else if (part instanceof PointRangeQuery range) {
                long[] both =
                        ranges.computeIfAbsent(range.getField(), f -> new long[] {Long.MIN_VALUE, Long.MAX_VALUE});
                both[0] = Math.max(both[0], LongPoint.decodeDimension(range.getLowerPoint(), 0));
                both[1] = Math.min(both[1], LongPoint.decodeDimension(range.getUpperPoint(), 0));
                if (both[0] > both[1]) {
                    return Optional.of("no '" + range.getField() + "' lies in both of its ranges");
                }
            }
        }
        return Optional.empty();
    }

    /** Whether everything that satisfies one query satisfies the other. */
    public static boolean implies(Query one, Query other) {
        if (one.equals(other) || other instanceof MatchAllDocsQuery) {
            return true;
        }
        if (one instanceof BooleanQuery all && impliesFrom(all, other)) {
            return true;
        }
        return switch (other) {
            case BooleanQuery all -> impliesTo(one, all);
            case PrefixQuery prefix ->
                switch (one) {
                    case TermQuery term ->
                        term.getTerm().field().equals(prefix.getField())
                                && term.getTerm()
                                        .text()
                                        .startsWith(prefix.getPrefix().text());
                    case PrefixQuery longer ->
                        longer.getField().equals(prefix.getField())
                                && longer.getPrefix()
                                        .text()
                                        .startsWith(prefix.getPrefix().text());
                    case PhraseQuery phrase -> anyTerm(phrase, prefix);
                    default -> false;
                };
            case TermQuery term -> one instanceof PhraseQuery phrase && anyTerm(phrase, term);
            default -> false;
        };
    }

    private static boolean anyTerm(PhraseQuery phrase, Query other) {
        for (var term : phrase.getTerms()) {
            if (implies(new TermQuery(term), other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean impliesFrom(BooleanQuery one, Query other) {
        boolean requires = false;
        boolean allAlternatives = true;
        for (BooleanClause clause : one) {
            if (clause.isRequired()) {
                requires = true;
                if (implies(clause.query(), other)) {
                    return true;
                }
            } else if (!clause.isProhibited()) {
                allAlternatives &= implies(clause.query(), other);
            }
        }
        return !requires && allAlternatives;
    }

    private static boolean impliesTo(Query one, BooleanQuery other) {
        boolean requires = false;
        boolean anyAlternative = false;
        for (BooleanClause clause : other) {
            if (clause.isProhibited()) {
                return false;
            } else if (clause.isRequired()) {
                requires = true;
                if (!implies(one, clause.query())) {
                    return false;
                }
            } else {
                anyAlternative |= implies(one, clause.query());
            }
        }
        return requires || anyAlternative;
    }
}

package io.nificrm.profile.query;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.queryparser.charstream.FastCharStream;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.search.Query;

/**
 * Reads queries: Lucene's classic syntax over the fields of a touchpoint, with the habits of people in mind. AND binds
 * tighter than OR; words side by side mean OR; {@code reach:>10k} and {@code author.account_created_at:>now-30d} work;
 * what cannot be meant is refused with line and column. Immutable, thread-safe.
 */
public final class QuerySyntax {
    private static final Set<String> AUTHOR_SIDE = Set.of("platform", "channel", "lang", "hour", "weekday");

    private final FieldRules rules;

    private QuerySyntax(FieldRules rules) {
        this.rules = rules;
    }

    /** Queries over what was said and everything known of it; words that name no field are looked for in title and text. */
    public static QuerySyntax ofMentions() {
        return new QuerySyntax(new FieldRules(MentionFields.SAID, field -> true, ""));
    }

    /** Queries over who said it; words that name no field are looked for in {@code author.bio}. */
    public static QuerySyntax ofAuthors() {
        return new QuerySyntax(new FieldRules(
                "author.bio",
                field -> field.startsWith("author.") || field.startsWith("person.") || AUTHOR_SIDE.contains(field),
                "is not about the author: an author_query reads author.*, person.*, platform, channel, lang,"
                        + " hour and weekday"));
    }

    /**
     * Reads one query.
     *
     * @throws InvalidQueryException where and why it cannot be read
     */
    public ParsedQuery parse(String source) throws InvalidQueryException {
        if (source.isBlank()) {
            throw new InvalidQueryException(new QueryProblem(1, 1, "the query is empty"));
        }
        QueryTokens tokens = QueryTokens.of(source);
        tokens.checkFields(rules);
        MentionQueryParser parser = new MentionQueryParser(rules.defaultField());
        parser.ReInit(new FastCharStream(new StringReader(source)));
        try {
            Query query = parser.TopLevelQuery(rules.defaultField());
            List<QueryProblem> warnings = new ArrayList<>(tokens.warnings());
            return new ParsedQuery(source, query, warnings);
        } catch (ParseException e) {
            throw new InvalidQueryException(problem(source, tokens, parser, e));
        } catch (RuntimeException e) { // Lucene's: too many clauses, an automaton too large
            throw new InvalidQueryException(
                    QueryProblem.at(source, tokens.clauseStart(parser.token), "Lucene refuses it: " + e.getMessage()));
        }
    }

    private static QueryProblem problem(
            String source, QueryTokens tokens, MentionQueryParser parser, ParseException e) {
        if (e.currentToken == null || e.currentToken.next == null) { // refused by MentionQueryParser
            return QueryProblem.at(source, tokens.clauseStart(parser.token), e.getMessage());
        }
        var unexpected = e.currentToken.next;
        if (unexpected.kind == MentionQueryParser.EOF) {
            return QueryProblem.at(
                    source,
                    source.stripTrailing().length(),
                    "the query ends too early: a word or a bracket is missing");
        }
        return QueryProblem.at(
                source,
                unexpected.beginColumn,
                "'" + unexpected.image + "' cannot stand here; put quotes round it if it is meant as text");
    }
}

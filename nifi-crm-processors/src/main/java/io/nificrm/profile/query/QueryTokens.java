package io.nificrm.profile.query;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.queryparser.charstream.FastCharStream;
import org.apache.lucene.queryparser.classic.QueryParserConstants;
import org.apache.lucene.queryparser.classic.QueryParserTokenManager;
import org.apache.lucene.queryparser.classic.Token;
import org.apache.lucene.queryparser.classic.TokenMgrError;

/** The tokens of a query before it is parsed: they know their places, which the parser's own errors often do not. */
final class QueryTokens {
    static final int LONGEST_QUERY = 50_000;
    static final int DEEPEST_NESTING = 50;

    private static final Set<Integer> WORDS = Set.of(
            QueryParserConstants.TERM,
            QueryParserConstants.NUMBER,
            QueryParserConstants.PREFIXTERM,
            QueryParserConstants.WILDTERM,
            QueryParserConstants.QUOTED);
    private static final Set<Integer> AFTER_COLON = Set.of(
            QueryParserConstants.RANGEIN_START,
            QueryParserConstants.RANGEEX_START,
            QueryParserConstants.RANGE_GOOP,
            QueryParserConstants.RANGE_QUOTED,
            QueryParserConstants.RANGE_TO,
            QueryParserConstants.RANGEIN_END,
            QueryParserConstants.RANGEEX_END,
            QueryParserConstants.FUZZY_SLOP,
            QueryParserConstants.CARAT);

    private final String query;
    private final List<Token> tokens;

    private QueryTokens(String query, List<Token> tokens) {
        this.query = query;
        this.tokens = tokens;
    }

    static QueryTokens of(String query) throws InvalidQueryException {
        if (query.length() > LONGEST_QUERY) {
            throw new InvalidQueryException(QueryProblem.at(
                    query, LONGEST_QUERY, "the query is longer than " + LONGEST_QUERY + " characters: split it"));
        }
        QueryParserTokenManager source = new QueryParserTokenManager(new FastCharStream(new StringReader(query)));
        List<Token> tokens = new ArrayList<>();
        try {
            for (Token t = source.getNextToken(); t.kind != QueryParserConstants.EOF; t = source.getNextToken()) {
                tokens.add(t);
            }
        } catch (TokenMgrError e) {
            throw new InvalidQueryException(unreadable(query, tokens));
        }
        QueryTokens result = new QueryTokens(query, tokens);
        result.checkNesting();
        return result;
    }

    private static QueryProblem unreadable(String query, List<Token> before) {
        int at = before.isEmpty() ? 0 : before.getLast().endColumn;
        while (at < query.length() && Character.isWhitespace(query.charAt(at))) {
            at++;
        }
        char c = at < query.length() ? query.charAt(at) : ' ';
        String message = switch (c) {
            case '"' -> "this quotation mark is never closed";
            case '/' ->
                "a '/' begins a regular expression, which is never closed: put quotes round text that holds '/'";
            case '\\' -> "a '\\' escapes the character after it, and there is none";
            default -> "cannot read on from here";
        };
        return QueryProblem.at(query, at, message);
    }

    private void checkNesting() throws InvalidQueryException {
        int depth = 0;
        for (Token token : tokens) {
            depth += token.kind == QueryParserConstants.LPAREN ? 1 : token.kind == QueryParserConstants.RPAREN ? -1 : 0;
            if (depth > DEEPEST_NESTING) {
                throw new InvalidQueryException(QueryProblem.at(
                        query, token.beginColumn, "more than " + DEEPEST_NESTING + " parentheses within one another"));
            }
        }
    }

    /** Refuses fields that cannot be asked for. */
    void checkFields(FieldRules rules) throws InvalidQueryException {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind == QueryParserConstants.TERM && kind(i + 1) == QueryParserConstants.COLON) {
                var refusal = rules.refusal(token.image);
                if (refusal.isPresent()) {
                    throw new InvalidQueryException(QueryProblem.at(query, token.beginColumn, refusal.get()));
                }
            }
        }
    }

    /** The place at which the clause begins whose last token is given. */
    int clauseStart(Token last) {
        int i = tokens.size() - 1;
        while (i > 0 && tokens.get(i).beginColumn > last.beginColumn) {
            i--;
        }
        while (i > 0 && (AFTER_COLON.contains(kind(i)) || kind(i - 1) == QueryParserConstants.CARAT)) {
            i--;
        }
        if (i > 0 && kind(i) == QueryParserConstants.COLON) {
            i--;
        } else if (i > 1 && kind(i - 1) == QueryParserConstants.COLON) {
            i -= 2;
        }
        return tokens.isEmpty() ? 0 : tokens.get(i).beginColumn;
    }

    /** What is allowed but probably not meant. */
    List<QueryProblem> warnings() {
        List<QueryProblem> warnings = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind == QueryParserConstants.CARAT) {
                warnings.add(QueryProblem.at(query, token.beginColumn, "a boost (^) changes nothing here"));
            } else if (token.kind == QueryParserConstants.TERM && kind(i + 1) != QueryParserConstants.COLON) {
                if (Set.of("and", "or", "not").contains(token.image) && kind(i - 1) != QueryParserConstants.COLON) {
                    warnings.add(QueryProblem.at(query, token.beginColumn, lowerCaseOperator(token.image)));
                }
            }
            if (isFieldWithValue(i) && WORDS.contains(kind(i + 3)) && kind(i + 4) != QueryParserConstants.COLON) {
                warnings.add(QueryProblem.at(query, token.beginColumn, looseWord(i)));
            }
        }
        return warnings;
    }

    private boolean isFieldWithValue(int i) {
        return kind(i) == QueryParserConstants.TERM
                && kind(i + 1) == QueryParserConstants.COLON
                && kind(i + 2) == QueryParserConstants.TERM
                && !tokens.get(i).image.equals(MentionFields.SAID);
    }

    private String looseWord(int i) {
        String field = tokens.get(i).image;
        String first = tokens.get(i + 2).image;
        String second = tokens.get(i + 3).image;
        return "'" + field + ":' reaches only '" + first + "'; '" + second + "' is looked for in what was said. Write "
                + field + ":\"" + first + " " + second.replace("\"", "") + "\" or " + field + ":(" + first + " "
                + second
                + ")";
    }

    private static String lowerCaseOperator(String word) {
        String upper = word.toUpperCase(java.util.Locale.ROOT);
        return "'" + word + "' in small letters is a word to look for; write " + upper + " for the operator, or \""
                + word + "\" in quotes inside a phrase";
    }

    private int kind(int i) {
        return i >= 0 && i < tokens.size() ? tokens.get(i).kind : -1;
    }
}

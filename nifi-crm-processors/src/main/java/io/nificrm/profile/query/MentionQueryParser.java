package io.nificrm.profile.query;

import io.nificrm.profile.query.MentionField.Kind;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;

/**
 * Lucene's classic parser with typed fields and with the precedence people expect. Its fields are known to exist (see
 * {@link QueryTokens#checkFields}). Used for one query, by one thread.
 */
final class MentionQueryParser extends QueryParser {
    private static final int LONGEST_SLOP = 100;
    private static final int AUTOMATON_EFFORT = 10_000;
    private static final Pattern LOST_WILDCARD =
            Pattern.compile("\\w\\*|\\*\\w|\\w\\?\\w", Pattern.UNICODE_CHARACTER_CLASS);

    private final IdentityHashMap<List<BooleanClause>, BooleanClauses> clausesOf = new IdentityHashMap<>();

    MentionQueryParser(String defaultField) {
        super(defaultField, new SocialAnalyzer(true));
        setSplitOnWhitespace(true); // must come before the next: coca-cola is the phrase "coca cola"
        setAutoGeneratePhraseQueries(true);
        setDeterminizeWorkLimit(AUTOMATON_EFFORT);
    }

    @Override
    protected Query getFieldQuery(String name, String text, boolean quoted) throws ParseException {
        MentionField field = MentionFields.get(name);
        if (field.kind().isNumeric()) {
            return comparison(field, text);
        }
        if (field.kind() == Kind.KEYWORD) {
            return new TermQuery(new Term(name, keyword(field, text)));
        }
        if (quoted && LOST_WILDCARD.matcher(text).find()) {
            throw new ParseException("a * or ? inside quotes is ignored: take the quotes away, or write the words out");
        }
        Query words = super.getFieldQuery(name, text, quoted);
        if (words == null) {
            throw new ParseException("there is no word to look for in '" + text + "'");
        }
        return words;
    }

    @Override
    protected Query getFieldQuery(String name, String text, int slop) throws ParseException {
        if (slop == 0) {
            return getFieldQuery(name, text, true);
        }
        if (MentionFields.get(name).kind() != Kind.TEXT) {
            throw new ParseException("'" + name + "' is compared as a whole: '~' is only for phrases of text");
        }
        if (slop > LONGEST_SLOP) {
            throw new ParseException("words more than " + LONGEST_SLOP + " apart: write AND instead of ~" + slop);
        }
        return super.getFieldQuery(name, text, slop);
    }

    /** {@code 250}, {@code >250}, {@code <=10k}, {@code >now-7d}. */
    private static Query comparison(MentionField field, String text) throws ParseException {
        String value = text.strip();
        if (value.startsWith(">=")) {
            return range(field, Optional.of(value.substring(2)), false, Optional.empty(), false);
        } else if (value.startsWith(">")) {
            return range(field, Optional.of(value.substring(1)), true, Optional.empty(), false);
        } else if (value.startsWith("<=")) {
            return range(field, Optional.empty(), false, Optional.of(value.substring(2)), false);
        } else if (value.startsWith("<")) {
            return range(field, Optional.empty(), false, Optional.of(value.substring(1)), true);
        }
        return range(field, Optional.of(value), false, Optional.of(value), false);
    }

    @Override
    protected Query getRangeQuery(String name, String from, String to, boolean fromIncluded, boolean toIncluded)
            throws ParseException {
        MentionField field = MentionFields.get(name);
        if (!field.kind().isNumeric()) {
            throw new ParseException("'" + name + "' is neither a number nor a date: it has no range");
        }
        return range(field, Optional.ofNullable(from), !fromIncluded, Optional.ofNullable(to), !toIncluded);
    }

    private static Query range(
            MentionField field, Optional<String> from, boolean fromExcluded, Optional<String> to, boolean toExcluded)
            throws ParseException {
        try {
            if (field.kind() == Kind.DATE) {
                DateRange dates = new DateRange(
                        from.map(text -> DateText.parse(field.name(), text)),
                        fromExcluded,
                        to.map(text -> DateText.parse(field.name(), text)),
                        toExcluded);
                return dates.isRelative()
                        ? new RelativeDateQuery(field.name(), dates)
                        : numbers(field, dates.first(java.time.Instant.EPOCH), dates.last(java.time.Instant.EPOCH));
            }
            long first = from.map(text -> NumberText.encode(field, text)).orElse(Long.MIN_VALUE);
            long last = to.map(text -> NumberText.encode(field, text)).orElse(Long.MAX_VALUE);
            return numbers(
                    field,
                    from.isPresent() && fromExcluded ? Math.addExact(first, 1) : first,
                    to.isPresent() && toExcluded ? Math.subtractExact(last, 1) : last);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ParseException(e.getMessage());
        }
    }

    private static Query numbers(MentionField field, long first, long last) throws ParseException {
        if (first > last) {
            throw new ParseException("nothing lies between the two ends of this range: the smaller one comes first");
        }
        return LongPoint.newRangeQuery(field.name(), first, last);
    }

    @Override
    protected Query getWildcardQuery(String name, String text) throws ParseException {
        if (name.equals("*") && text.equals("*")) {
            return MatchAllDocsQuery.INSTANCE;
        }
        MentionField field = MentionFields.get(name);
        if (text.equals("*")) { // has any value
            return field.kind().isNumeric()
                    ? numbers(field, Long.MIN_VALUE, Long.MAX_VALUE)
                    : new PrefixQuery(new Term(name, ""));
        }
        refuseNumeric(field, text);
        if (text.startsWith("*") || text.startsWith("?")) {
            throw new ParseException("'" + text + "' begins with a wildcard: write the words out");
        }
        if (field.kind() == Kind.KEYWORD) {
            return new WildcardQuery(new Term(name, keyword(field, text)), AUTOMATON_EFFORT);
        }
        checkOneWord(name, text);
        return new WildcardQuery(new Term(name, normal(name, text)), AUTOMATON_EFFORT);
    }

    @Override
    protected Query getPrefixQuery(String name, String text) throws ParseException {
        MentionField field = MentionFields.get(name);
        refuseNumeric(field, text);
        if (field.kind() == Kind.KEYWORD) {
            return new PrefixQuery(new Term(name, keyword(field, text)));
        }
        if (text.length() < 2) {
            throw new ParseException("'" + text + "*' matches too much: at least two letters before the *");
        }
        checkOneWord(name, text + "*");
        return new PrefixQuery(new Term(name, normal(name, text)));
    }

    @Override
    protected Query getFuzzyQuery(String name, String text, float similarity) throws ParseException {
        MentionField field = MentionFields.get(name);
        if (field.kind() != Kind.TEXT) {
            throw new ParseException("'" + name + "' is compared as a whole: '~' is only for words of text");
        }
        checkOneWord(name, text);
        String word = normal(name, text);
        int letters = word.codePointCount(0, word.length());
        int edits = FuzzyQuery.floatToEdits(similarity, letters);
        if (letters < edits + 2) {
            throw new ParseException(
                    "'" + text + "' is too short for ~" + edits + ": nearly every short word is as near");
        }
        return edits == 0 ? new TermQuery(new Term(name, word)) : new FuzzyQuery(new Term(name, word), edits);
    }

    @Override
    protected Query getRegexpQuery(String name, String text) throws ParseException {
        throw new ParseException("regular expressions are not supported: put quotes round text that holds '/'");
    }

    /** A word with wildcards is compared with single words: one that the analyzer splits can never match. */
    private void checkOneWord(String name, String text) throws ParseException {
        String probe = text.replace('*', 'x').replace('?', 'x');
        Query words = super.getFieldQuery(name, probe, false);
        if (!(words instanceof TermQuery)) {
            throw new ParseException("'" + text + "' is not one word, so a * , ? or ~ in it can never match; write \""
                    + text.replaceAll("[*?~]", "")
                            .replaceAll("[^\\p{L}\\p{N}]+", " ")
                            .strip() + "\" or one word with *");
        }
    }

    private String normal(String name, String text) {
        Analyzer analyzer = getAnalyzer();
        StringBuilder word = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == '*' || c == '?') {
                word.appendCodePoint(c);
            } else {
                word.append(analyzer.normalize(name, Character.toString(c)).utf8ToString());
            }
        });
        return word.toString();
    }

    private static String keyword(MentionField field, String text) throws ParseException {
        String value = Keywords.normal(text);
        if (field.dropsMark() && (value.startsWith("@") || value.startsWith("#"))) {
            value = value.substring(1);
        }
        if (value.isEmpty()) {
            throw new ParseException("'" + field.name() + "' needs a value");
        }
        boolean exact = value.indexOf('*') < 0 && value.indexOf('?') < 0;
        if (exact && !field.vocabulary().isEmpty() && !field.vocabulary().contains(value)) {
            throw new ParseException("'" + field.name() + "' is never '" + value + "'; it is one of "
                    + String.join(", ", field.vocabulary().stream().sorted().toList()));
        }
        return value;
    }

    private static void refuseNumeric(MentionField field, String text) throws ParseException {
        if (field.kind().isNumeric()) {
            throw new ParseException("'" + field.name() + "' takes a number, a date or a range, not '" + text + "'");
        }
    }

    @Override
    protected void addClause(List<BooleanClause> clauses, int conjunction, int modifier, Query query) {
        clausesOf.computeIfAbsent(clauses, list -> new BooleanClauses()).add(conjunction, modifier, query);
        clauses.add(new BooleanClause(query, BooleanClause.Occur.SHOULD)); // counted by Lucene; combined below
    }

    @Override
    protected Query getBooleanQuery(List<BooleanClause> clauses) {
        return clausesOf.remove(clauses).combine();
    }
}

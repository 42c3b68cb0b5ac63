package io.nificrm.profile.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PointRangeQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;

/**
 * Compiles Lucene queries to {@link Condition}s. Every different word, prefix, wildcard or fuzzy word of a field gets
 * one number, whichever queries share it, and is looked up once per word of a touchpoint.
 */
final class QueryCompiler {
    private final Map<Pattern, Integer> patterns = new LinkedHashMap<>();
    private final Map<String, Vocabulary.Builder> vocabularies = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<Double> commonness = new ArrayList<>();

    /** What identifies a pattern. */
    private record Pattern(String field, Class<?> kind, String text, int edits) {}

    Condition compile(Query query) {
        return switch (query) {
            case TermQuery term -> new Condition.Occurs(word(term.getTerm()));
            case PrefixQuery prefix -> new Condition.Occurs(prefix(prefix));
            case WildcardQuery wildcard -> new Condition.Occurs(wildcard(wildcard));
            case FuzzyQuery fuzzy -> new Condition.Occurs(fuzzy(fuzzy));
            case PhraseQuery phrase -> phrase(phrase);
            case PointRangeQuery range ->
                new Condition.Between(
                        number(range.getField()),
                        range.getField(),
                        LongPoint.decodeDimension(range.getLowerPoint(), 0),
                        LongPoint.decodeDimension(range.getUpperPoint(), 0));
            case RelativeDateQuery range -> new Condition.Around(number(range.field()), range.field(), range.range());
            case MatchAllDocsQuery all -> new Condition.Everything();
            case BoostQuery boost -> compile(boost.getQuery());
            case BooleanQuery all -> combined(all);
            default -> new Condition.LuceneDecides(query, List.of());
        };
    }

    private Condition combined(BooleanQuery query) {
        List<Condition> must = new ArrayList<>();
        List<Condition> any = new ArrayList<>();
        List<Condition> not = new ArrayList<>();
        for (BooleanClause clause : query) {
            (clause.isRequired() ? must : clause.isProhibited() ? not : any).add(compile(clause.query()));
        }
        return new Condition.Combined(must, any, not);
    }

    private Condition phrase(PhraseQuery phrase) {
        List<Integer> words = new ArrayList<>();
        for (Term term : phrase.getTerms()) {
            words.add(word(term));
        }
        boolean repeats = new HashSet<>(words).size() < words.size();
        if (repeats && phrase.getSlop() > 0) {
            return new Condition.LuceneDecides(phrase, words);
        }
        int first = phrase.getPositions()[0];
        List<Integer> offsets = IntStream.of(phrase.getPositions())
                .map(position -> position - first)
                .boxed()
                .toList();
        return new Condition.Phrase(words, offsets, phrase.getSlop());
    }

    /** The number of a word or keyword, whether or not a query has asked for it yet. */
    int word(Term term) {
        return pattern(
                new Pattern(term.field(), TermQuery.class, term.text(), 0),
                commonness(term.field(), term.text().length()),
                (vocabulary, number) -> vocabulary.word(term.text(), number));
    }

    /** The number of a word or keyword that some query asks for. */
    OptionalInt known(Term term) {
        Integer number = patterns.get(new Pattern(term.field(), TermQuery.class, term.text(), 0));
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private int prefix(PrefixQuery query) {
        String text = query.getPrefix().text();
        return pattern(
                new Pattern(query.getField(), PrefixQuery.class, text, 0),
                3 * commonness(query.getField(), text.length()),
                (vocabulary, number) -> vocabulary.prefix(text, number));
    }

    private int wildcard(WildcardQuery query) {
        String text = query.getTerm().text();
        return pattern(
                new Pattern(query.getField(), WildcardQuery.class, text, 0),
                3 * commonness(query.getField(), text.indexOf('*') < 0 ? text.length() : text.indexOf('*')),
                (vocabulary, number) -> vocabulary.shape(
                        number, new CharacterRunAutomaton(query.getAutomaton()), 0, Integer.MAX_VALUE));
    }

    private int fuzzy(FuzzyQuery query) {
        String text = query.getTerm().text();
        return pattern(
                new Pattern(query.getField(), FuzzyQuery.class, text, query.getMaxEdits()),
                3 * commonness(query.getField(), text.length() - query.getMaxEdits()),
                (vocabulary, number) -> vocabulary.shape(
                        number,
                        new CharacterRunAutomaton(new LevenshteinAutomata(text, query.getTranspositions())
                                .toAutomaton(query.getMaxEdits(), "")),
                        text.codePointCount(0, text.length()) - query.getMaxEdits(),
                        2 * (text.length() + query.getMaxEdits())));
    }

    private int pattern(Pattern pattern, double common, ObjIntConsumer<Vocabulary.Builder> register) {
        Integer known = patterns.get(pattern);
        if (known != null) {
            return known;
        }
        int number = patterns.size();
        patterns.put(pattern, number);
        commonness.add(common);
        register.accept(vocabularies.computeIfAbsent(pattern.field, f -> new Vocabulary.Builder()), number);
        return number;
    }

    /** A rough order: how often something of a field and a length turns up. Long words of text are rare. */
    private static double commonness(String field, int length) {
        return switch (field) {
            case "lang",
                    "weekday",
                    "platform",
                    "type",
                    "channel",
                    "kind",
                    "sentiment.label",
                    "author.ours",
                    "author.bot",
                    "author.verified" -> 100;
            case "brands" -> 50;
            default -> 1.0 / ((1.0 + Math.max(0, length)) * (1.0 + Math.max(0, length)));
        };
    }

    private int number(String field) {
        return numbers.computeIfAbsent(field, f -> numbers.size());
    }

    int patternCount() {
        return patterns.size();
    }

    /** How often a pattern turns up, compared with others. */
    double commonness(int pattern) {
        return commonness.get(pattern);
    }

    /** By field, what to look for in it. */
    Map<String, Vocabulary> vocabularies() {
        Map<String, Vocabulary> built = new LinkedHashMap<>();
        vocabularies.forEach((field, builder) -> built.put(field, builder.build()));
        return built;
    }

    /** Fields whose numbers are read, by their place in a view. */
    Map<String, Integer> numbers() {
        return new HashMap<>(numbers);
    }
}

package io.nificrm.profile.query;

import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntConsumer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * One touchpoint as queries see it: which patterns occur in it and where, and its numbers. Reused for touchpoint after
 * touchpoint, by one thread; it allocates next to nothing once warm.
 */
final class MentionView {
    private static final int MOST_CACHED_WORDS = 20_000;

    private final SocialAnalyzer analyzer = new SocialAnalyzer(false);
    private final List<TextField> texts = new ArrayList<>();
    private final List<KeywordField> keywords = new ArrayList<>();
    private final List<NumberField> numberFields = new ArrayList<>();
    private final Set<String> produced;
    private final int[] seen; // by pattern: the generation in which it was last seen
    private final int[] first; // by pattern: its first occurrence
    private final int[] last;
    private final long[] numbers;
    private final boolean[] numberKnown;
    private final List<Source> sources = new ArrayList<>();
    private int generation;
    private int occurrences;
    private int[] position = new int[256];
    private int[] start = new int[256];
    private int[] end = new int[256];
    private int[] source = new int[256];
    private int[] next = new int[256];
    private Touchpoint touchpoint;
    private Optional<LuceneView> lucene = Optional.empty();

    private record TextField(MentionField field, Vocabulary vocabulary, Map<String, int[]> cache) {}

    private record KeywordField(MentionField field, Vocabulary vocabulary) {}

    private record NumberField(MentionField field, int place) {}

    /** A value of a field, from which occurrences come. */
    private record Source(MentionField field, String part, String value) {}

    /** @param produced fields that the matches themselves fill: not read from the touchpoint */
    MentionView(
            Map<String, Vocabulary> vocabularies,
            int patterns,
            Map<String, Integer> numberPlaces,
            Set<String> produced) {
        vocabularies.forEach((name, vocabulary) -> {
            MentionField field = MentionFields.get(name);
            if (field.kind() == MentionField.Kind.TEXT) {
                texts.add(new TextField(field, vocabulary, new HashMap<>()));
            } else if (!produced.contains(name)) {
                keywords.add(new KeywordField(field, vocabulary));
            }
        });
        numberPlaces.forEach((name, place) -> numberFields.add(new NumberField(MentionFields.get(name), place)));
        this.produced = produced;
        this.seen = new int[patterns];
        this.first = new int[patterns];
        this.last = new int[patterns];
        this.numbers = new long[numberPlaces.size()];
        this.numberKnown = new boolean[numberPlaces.size()];
    }

    /**
     * Reads a touchpoint.
     *
     * @param onPattern told of each pattern when it is first seen
     */
    void load(Touchpoint mention, IntConsumer onPattern) {
        generation++;
        occurrences = 0;
        sources.clear();
        lucene = Optional.empty();
        touchpoint = mention;
        for (TextField text : texts) {
            int[] lastPosition = {-1 - SocialAnalyzer.GAP_BETWEEN_PARTS};
            text.field
                    .strings()
                    .read(
                            mention,
                            (part, value) -> lastPosition[0] = words(
                                    text, part, value, lastPosition[0] + SocialAnalyzer.GAP_BETWEEN_PARTS, onPattern));
        }
        for (KeywordField keyword : keywords) {
            keyword.field.strings().read(mention, (part, value) -> {
                for (int pattern : keyword.vocabulary.patterns(Keywords.normal(value))) {
                    value(keyword.field, value, pattern, onPattern);
                }
            });
        }
        for (NumberField number : numberFields) {
            OptionalLong value = number.field.number().apply(mention);
            numberKnown[number.place] = value.isPresent();
            numbers[number.place] = value.orElse(0);
        }
    }

    /** Adds a value that a match produced. */
    void produce(String field, String value, int[] patterns, IntConsumer onPattern) {
        for (int pattern : patterns) {
            value(MentionFields.get(field), value, pattern, onPattern);
        }
    }

    private void value(MentionField field, String value, int pattern, IntConsumer onPattern) {
        sources.add(new Source(field, field.name(), value));
        occurs(pattern, 0, 0, value.length(), onPattern);
    }

    private int words(TextField text, String part, String value, int before, IntConsumer onPattern) {
        sources.add(new Source(text.field, part, value));
        int at = before;
        try (TokenStream tokens = analyzer.tokenStream(text.field.name(), value)) {
            CharTermAttribute term = tokens.getAttribute(CharTermAttribute.class);
            PositionIncrementAttribute increment = tokens.getAttribute(PositionIncrementAttribute.class);
            OffsetAttribute offset = tokens.getAttribute(OffsetAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                at += increment.getPositionIncrement();
                for (int pattern : patterns(text, term.toString())) {
                    occurs(pattern, at, offset.startOffset(), offset.endOffset(), onPattern);
                }
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail to be read", e);
        }
        return at;
    }

    private static int[] patterns(TextField text, String word) {
        int[] known = text.cache.get(word);
        if (known == null) {
            known = text.vocabulary.patterns(word);
            if (text.cache.size() >= MOST_CACHED_WORDS) {
                text.cache.clear();
            }
            text.cache.put(word, known);
        }
        return known;
    }

    private void occurs(int pattern, int at, int from, int to, IntConsumer onPattern) {
        if (occurrences == position.length) {
            grow();
        }
        int o = occurrences++;
        position[o] = at;
        start[o] = from;
        end[o] = to;
        source[o] = sources.size() - 1;
        next[o] = -1;
        if (seen[pattern] == generation) {
            next[last[pattern]] = o;
        } else {
            seen[pattern] = generation;
            first[pattern] = o;
            onPattern.accept(pattern);
        }
        last[pattern] = o;
    }

    private void grow() {
        int size = position.length * 2;
        position = Arrays.copyOf(position, size);
        start = Arrays.copyOf(start, size);
        end = Arrays.copyOf(end, size);
        source = Arrays.copyOf(source, size);
        next = Arrays.copyOf(next, size);
    }

    boolean has(int pattern) {
        return seen[pattern] == generation;
    }

    /** The first occurrence of a pattern, −1 where there is none. */
    int firstOccurrence(int pattern) {
        return has(pattern) ? first[pattern] : -1;
    }

    /** The next occurrence of the same pattern, −1 where there is none. */
    int nextOccurrence(int occurrence) {
        return next[occurrence];
    }

    int position(int occurrence) {
        return position[occurrence];
    }

    int start(int occurrence) {
        return start[occurrence];
    }

    int end(int occurrence) {
        return end[occurrence];
    }

    int source(int occurrence) {
        return source[occurrence];
    }

    boolean isText(int sourceNumber) {
        return sources.get(sourceNumber).field.kind() == MentionField.Kind.TEXT;
    }

    String part(int sourceNumber) {
        return sources.get(sourceNumber).part;
    }

    /** A piece of a value: of what was said as it stands there, of other fields with the field's name. */
    String quote(int sourceNumber, int from, int to) {
        Source origin = sources.get(sourceNumber);
        String piece = origin.value.substring(from, Math.min(to, origin.value.length()));
        boolean said = origin.part.equals("text") || origin.part.equals("title") || origin.part.equals("email.subject");
        return said ? piece : origin.part + ":" + piece;
    }

    boolean hasNumber(int place) {
        return numberKnown[place];
    }

    long number(int place) {
        return numbers[place];
    }

    /** What {@code now} means for this touchpoint. */
    Instant now() {
        return LuceneView.now(touchpoint);
    }

    /** The touchpoint in an index of its own, made when it is first needed. */
    LuceneView lucene() {
        if (lucene.isEmpty()) {
            lucene = Optional.of(new LuceneView(touchpoint, analyzer, produced));
        }
        return lucene.get();
    }
}

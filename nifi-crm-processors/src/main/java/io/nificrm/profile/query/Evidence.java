package io.nificrm.profile.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.util.NumericUtils;

/** Collects what made one query match, to be said in words. Reused for match after match, by one thread. */
final class Evidence {
    private static final int MOST_WORDS = 20;
    private static final int LONGEST_WORDS = 200;

    private final BitSet occurrences = new BitSet();
    private final Set<String> numbers = new LinkedHashSet<>();

    void clear() {
        occurrences.clear();
        numbers.clear();
    }

    void add(int occurrence) {
        occurrences.set(occurrence);
    }

    void addAll(MentionView view, int pattern) {
        for (int o = view.firstOccurrence(pattern); o >= 0; o = view.nextOccurrence(o)) {
            occurrences.set(o);
        }
    }

    void addNumber(String field, long encoded) {
        String value = switch (MentionFields.get(field).kind()) {
            case DATE -> Instant.ofEpochMilli(encoded).toString();
            case DECIMAL -> Double.toString(NumericUtils.sortableLongToDouble(encoded));
            default -> Long.toString(encoded);
        };
        numbers.add(field + ":" + value);
    }

    /** The places that matched, words that stand together as one. */
    List<Span> spans(MentionView view) {
        List<Span> spans = new ArrayList<>();
        int o = occurrences.nextSetBit(0);
        while (o >= 0) {
            int source = view.source(o);
            int start = view.start(o);
            int end = view.end(o);
            int position = view.position(o);
            o = occurrences.nextSetBit(o + 1);
            while (o >= 0 && view.source(o) == source && view.position(o) <= position + 1 && view.isText(source)) {
                start = Math.min(start, view.start(o));
                end = Math.max(end, view.end(o));
                position = view.position(o);
                o = occurrences.nextSetBit(o + 1);
            }
            spans.add(new Span(view.part(source), start, end));
        }
        return spans;
    }

    /** The words that matched, in the order in which they stand, each once; then the numbers that did. */
    List<String> words(MentionView view) {
        Set<String> words = new LinkedHashSet<>();
        int o = occurrences.nextSetBit(0);
        while (o >= 0 && words.size() < MOST_WORDS) {
            int source = view.source(o);
            int start = view.start(o);
            int end = view.end(o);
            int position = view.position(o);
            o = occurrences.nextSetBit(o + 1);
            while (o >= 0 && view.source(o) == source && view.position(o) <= position + 1 && view.isText(source)) {
                start = Math.min(start, view.start(o));
                end = Math.max(end, view.end(o));
                position = view.position(o);
                o = occurrences.nextSetBit(o + 1);
            }
            words.add(view.quote(source, start, Math.min(end, start + LONGEST_WORDS)));
        }
        words.addAll(numbers);
        return List.copyOf(words);
    }
}

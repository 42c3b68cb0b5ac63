package io.nificrm.profile.query;

import java.time.Instant;
import java.util.List;
import org.apache.lucene.search.Query;

/** A query compiled to a predicate over one touchpoint. Immutable, shared by all threads. */
sealed interface Condition {
    boolean test(MentionView view);

    /** Adds what made it true. Called only when it is. */
    void explain(MentionView view, Evidence evidence);

    /** A word, keyword, prefix, wildcard or fuzzy word occurs. */
    record Occurs(int pattern) implements Condition {
        @Override
        public boolean test(MentionView view) {
            return view.has(pattern);
        }

        @Override
        public void explain(MentionView view, Evidence evidence) {
            evidence.addAll(view, pattern);
        }
    }

    /**
     * Different words occur in their order, at most {@code slop} moves from it.
     *
     * @param offsets where each word stands in the phrase
     */
    record Phrase(List<Integer> patterns, List<Integer> offsets, int slop) implements Condition {
        public Phrase {
            patterns = List.copyOf(patterns);
            offsets = List.copyOf(offsets);
        }

        @Override
        public boolean test(MentionView view) {
            for (int i = 0; i < patterns.size(); i++) {
                if (!view.has(patterns.get(i))) {
                    return false;
                }
            }
            return PhraseScan.find(view, this, occurrence -> {});
        }

        @Override
        public void explain(MentionView view, Evidence evidence) {
            PhraseScan.find(view, this, evidence::add);
        }
    }

    /** A number or an absolute date lies between two ends, both included. */
    record Between(int number, String field, long first, long last) implements Condition {
        @Override
        public boolean test(MentionView view) {
            return view.hasNumber(number) && view.number(number) >= first && view.number(number) <= last;
        }

        @Override
        public void explain(MentionView view, Evidence evidence) {
            evidence.addNumber(field, view.number(number));
        }
    }

    /** A date lies in a range that depends on when the touchpoint was fetched. */
    record Around(int number, String field, DateRange range) implements Condition {
        @Override
        public boolean test(MentionView view) {
            Instant now = view.now();
            return view.hasNumber(number)
                    && view.number(number) >= range.first(now)
                    && view.number(number) <= range.last(now);
        }

        @Override
        public void explain(MentionView view, Evidence evidence) {
            evidence.addNumber(field, view.number(number));
        }
    }

    /** Always true. */
    record Everything() implements Condition {
        @Override
        public boolean test(MentionView view) {
            return true;
        }

        @Override
        public void explain(MentionView view, Evidence evidence) {}
    }

    /** All of {@code must}, none of {@code not}, and, where {@code must} is empty, any of {@code any}. */
    record Combined(List<Condition> must, List<Condition> any, List<Condition> not) implements Condition {
        public Combined {
            must = List.copyOf(must);
            any = List.copyOf(any);
            not = List.copyOf(not);
        }

        @Override
        public boolean test(MentionView view) {
            for (int i = 0; i < must.size(); i++) {
                if (!must.get(i).test(view)) {
                    return false;
                }
            }
            if (must.isEmpty() && !anyOf(any, view)) {
                return false;
            }
            return !anyOf(not, view);
        }

        private static boolean anyOf(List<Condition> conditions, MentionView view) {
            for (int i = 0; i < conditions.size(); i++) {
                if (conditions.get(i).test(view)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void explain(MentionView view, Evidence evidence) {
            for (Condition condition : must) {
                condition.explain(view, evidence);
            }
            for (Condition condition : any) {
                if (condition.test(view)) {
                    condition.explain(view, evidence);
                }
            }
        }
    }

    /**
     * What only Lucene itself decides (a loose phrase with a repeated word), once the words it needs are all there.
     *
     * @param words patterns without which it cannot match
     */
    record LuceneDecides(Query query, List<Integer> words) implements Condition {
        public LuceneDecides {
            words = List.copyOf(words);
        }

        @Override
        public boolean test(MentionView view) {
            for (int i = 0; i < words.size(); i++) {
                if (!view.has(words.get(i))) {
                    return false;
                }
            }
            return view.lucene().matches(query);
        }

        @Override
        public void explain(MentionView view, Evidence evidence) {
            words.forEach(word -> evidence.addAll(view, word));
        }
    }
}

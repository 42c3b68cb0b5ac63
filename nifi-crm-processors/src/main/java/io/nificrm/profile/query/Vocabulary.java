package io.nificrm.profile.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;

/** The words that queries look for in one field, each with its number. Immutable once built. */
final class Vocabulary {
    private static final int[] NONE = {};

    private final Map<String, Integer> words;
    private final Map<String, Integer> prefixes;
    private final int[] prefixLengths;
    private final List<Shape> shapes;

    /** Words of a shape: a wildcard or a fuzzy word. */
    private record Shape(int pattern, CharacterRunAutomaton automaton, int shortest, int longest) {}

    private Vocabulary(Builder builder) {
        this.words = Map.copyOf(builder.words);
        this.prefixes = Map.copyOf(builder.prefixes);
        this.shapes = List.copyOf(builder.shapes);
        TreeSet<Integer> lengths = new TreeSet<>();
        prefixes.keySet().forEach(prefix -> lengths.add(prefix.length()));
        this.prefixLengths = lengths.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The numbers of all patterns that a word or keyword value of a touchpoint satisfies. */
    int[] patterns(String word) {
        int[] found = NONE;
        Integer exact = words.get(word);
        if (exact != null) {
            found = append(found, exact);
        }
        for (int length : prefixLengths) {
            if (length > word.length()) {
                break;
            }
            Integer prefix = prefixes.get(word.substring(0, length));
            if (prefix != null) {
                found = append(found, prefix);
            }
        }
        for (Shape shape : shapes) {
            if (word.length() >= shape.shortest && word.length() <= shape.longest && shape.automaton.run(word)) {
                found = append(found, shape.pattern);
            }
        }
        return found;
    }

    private static int[] append(int[] values, int value) {
        int[] longer = Arrays.copyOf(values, values.length + 1);
        longer[values.length] = value;
        return longer;
    }

    static final class Builder {
        private final Map<String, Integer> words = new HashMap<>();
        private final Map<String, Integer> prefixes = new HashMap<>();
        private final List<Shape> shapes = new ArrayList<>();

        void word(String word, int pattern) {
            words.put(word, pattern);
        }

        void prefix(String prefix, int pattern) {
            prefixes.put(prefix, pattern);
        }

        /**
         * @param shortest in chars, to pass over most words cheaply
         * @param longest in chars
         */
        void shape(int pattern, CharacterRunAutomaton automaton, int shortest, int longest) {
            shapes.add(new Shape(pattern, automaton, shortest, longest));
        }

        Vocabulary build() {
            return new Vocabulary(this);
        }
    }
}

package io.nificrm.source.jetstream;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.ByteRunAutomaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;
import org.apache.lucene.util.automaton.UTF32ToUTF8;

/**
 * Tells whether the bytes of a JSON text hold one of many keywords, in upper or lower case, anywhere, also within words. All
 * keywords are one automaton, so it takes one step a byte, however many there are. It rather keeps an event too many than
 * one too few: characters are found in every way in which JSON may write them, and blanks as any white space. Immutable.
 */
final class KeywordFilter {

    private static final int MOST_WORK = 5_000_000;
    private static final List<String> BLANKS = List.of(" ", "\u00a0", "\\n", "\\r", "\\t", "\\u00a0", "\\u00A0");

    private final ByteRunAutomaton automaton;

    private KeywordFilter(ByteRunAutomaton automaton) {
        this.automaton = automaton;
    }

    /**
     * A filter for keywords.
     *
     * @throws IllegalArgumentException if there are too many, in words for the operator
     */
    static KeywordFilter of(List<String> keywords) {
        List<Automaton> each = keywords.stream().map(KeywordFilter::keyword).toList();
        try {
            Automaton utf8 = new UTF32ToUTF8().convert(Operations.determinize(Operations.union(each), MOST_WORK));
            Automaton anywhere = Operations.concatenate(List.of(Automata.makeAnyBinary(), utf8));
            return new KeywordFilter(new ByteRunAutomaton(Operations.determinize(anywhere, MOST_WORK), true));
        } catch (TooComplexToDeterminizeException e) {
            throw new IllegalArgumentException(
                    keywords.size() + " keywords are too many to be looked for at once; list fewer", e);
        }
    }

    private static Automaton keyword(String keyword) {
        List<Automaton> parts = new ArrayList<>();
        String text = keyword.strip();
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (isBlank(c)) {
                while (isBlank(text.codePointAt(at))) {
                    at += Character.charCount(text.codePointAt(at));
                }
                parts.add(Operations.repeat(anyOf(BLANKS), 1));
            } else {
                parts.add(anyOf(forms(c)));
            }
        }
        return Operations.concatenate(parts);
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || c == 0xa0;
    }

    private static Set<String> forms(int c) {
        Set<String> forms = new LinkedHashSet<>();
        for (int cased : new int[] {c, Character.toLowerCase(c), Character.toUpperCase(c), Character.toTitleCase(c)}) {
            String raw = Character.toString(cased);
            boolean needsEscape = cased == '"' || cased == '\\';
            forms.add(needsEscape ? "\\" + raw : raw);
            if (cased == '/') {
                forms.add("\\/");
            }
            if (!Character.isLetterOrDigit(cased) || cased > 127) {
                forms.add(escaped(raw, "%04x"));
                forms.add(escaped(raw, "%04X"));
            }
        }
        return forms;
    }

    private static String escaped(String raw, String hex) {
        StringBuilder escaped = new StringBuilder();
        raw.chars().forEach(unit -> escaped.append("\\u").append(hex.formatted(unit)));
        return escaped.toString();
    }

    private static Automaton anyOf(Iterable<String> texts) {
        List<Automaton> each = new ArrayList<>();
        texts.forEach(text -> each.add(Automata.makeString(text)));
        return Operations.union(each);
    }

    boolean matches(byte[] json) {
        int state = 0;
        for (byte b : json) {
            state = automaton.step(state, b & 0xff);
            if (automaton.isAccept(state)) {
                return true;
            }
        }
        return false;
    }
}

package io.nificrm.insight.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How good or bad words are by themselves, about −4…4, keyed by {@link Hashes#of(CharSequence)}. Emoji and typed faces mean the
 * same in all languages; words do not: {@code die} is a death in English and an article in German. Immutable.
 */
public final class Valence {
    /** Knows nothing. */
    public static final Valence NONE = new Valence(HashTable.EMPTY, Map.of());

    private static final int MOST_LANGUAGES = 200;

    private final HashTable marks;
    private final Map<String, HashTable> words;
    /** The words of each language together with the marks: one look-up a word. */
    private final Map<String, HashTable> lexicons;

    /**
     * @param marks emoji, typed faces, punctuation
     * @param words by BCP-47 tag, the words of that language
     */
    public Valence(HashTable marks, Map<String, HashTable> words) {
        this.marks = marks;
        this.words = Map.copyOf(words);
        Map<String, HashTable> merged = new TreeMap<>();
        words.forEach((language, own) -> merged.put(language, own.with(marks)));
        this.lexicons = Map.copyOf(merged);
    }

    /** The words and marks of a language; the marks alone for a language without words. */
    HashTable lexicon(String language) {
        return lexicons.getOrDefault(language, marks);
    }

    /** Writes the marks, then the languages in order, each with its words. */
    public void writeTo(DataOutput out) throws IOException {
        marks.writeTo(out);
        out.writeInt(words.size());
        for (Map.Entry<String, HashTable> language : new TreeMap<>(words).entrySet()) {
            out.writeUTF(language.getKey());
            language.getValue().writeTo(out);
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static Valence readFrom(DataInput in) throws IOException {
        HashTable marks = HashTable.readFrom(in);
        int count = in.readInt();
        if (count < 0 || count > MOST_LANGUAGES) {
            throw new IOException("The model is damaged: its lexicon claims " + count + " languages");
        }
        Map<String, HashTable> words = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            words.put(in.readUTF(), HashTable.readFrom(in));
        }
        return new Valence(marks, words);
    }
}

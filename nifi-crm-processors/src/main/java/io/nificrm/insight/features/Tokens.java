package io.nificrm.insight.features;

import java.util.Arrays;

/**
 * The tokens of one post, in arrays that are reused from post to post. Not for sharing between threads.
 *
 * <p>At most {@value #MAX_TOKENS} tokens and {@value #MAX_CHARACTERS} characters are kept: what follows in a longer text is not read.
 */
public final class Tokens {
    static final int MAX_TOKENS = 2_000;
    static final int MAX_CHARACTERS = 12_000;

    final char[] characters = new char[MAX_CHARACTERS + 64];
    final int[] starts = new int[MAX_TOKENS];
    final int[] ends = new int[MAX_TOKENS];
    final int[] hashes = new int[MAX_TOKENS];
    final TokenKind[] kinds = new TokenKind[MAX_TOKENS];
    final boolean[] negated = new boolean[MAX_TOKENS];
    final boolean[] capitals = new boolean[MAX_TOKENS];
    int count;
    int length;
    int exclamations;
    int questions;
    int elongations;
    int capitalWords;
    int hashtags;
    int handles;
    int links;
    int ellipses;

    void clear() {
        count = 0;
        length = 0;
        exclamations = 0;
        questions = 0;
        elongations = 0;
        capitalWords = 0;
        hashtags = 0;
        handles = 0;
        links = 0;
        ellipses = 0;
    }

    boolean isFull() {
        return count >= MAX_TOKENS - 64 || length >= MAX_CHARACTERS - 128;
    }

    void append(char character) {
        if (length < characters.length) {
            characters[length++] = character;
        }
    }

    /** Closes a token whose characters were appended from {@code start} on. */
    void close(int start, TokenKind kind, boolean inCapitals) {
        if (count >= MAX_TOKENS || length == start) {
            length = start;
            return;
        }
        starts[count] = start;
        ends[count] = length;
        hashes[count] = Hashes.of(characters, start, length);
        kinds[count] = kind;
        negated[count] = false;
        capitals[count] = inCapitals;
        count++;
    }

    public int count() {
        return count;
    }

    public TokenKind kind(int index) {
        return kinds[index];
    }

    /** Hash of the token's text, as the model sees it. */
    public int hash(int index) {
        return hashes[index];
    }

    /** True within the reach of a negation. */
    public boolean isNegated(int index) {
        return negated[index];
    }

    /** The token as the model sees it: lower case, elongation shortened. */
    public String text(int index) {
        return new String(characters, starts[index], ends[index] - starts[index]);
    }

    /** True when at least one token carries meaning: not only links, handles, numbers and punctuation. */
    public boolean saysSomething() {
        for (int i = 0; i < count; i++) {
            switch (kinds[i]) {
                case WORD, EMOJI, EMOTICON, HASHTAG, HASHTAG_PART -> {
                    return true;
                }
                case NUMBER, PUNCTUATION, HANDLE -> {}
            }
        }
        return false;
    }

    @Override
    public String toString() {
        String[] words = new String[count];
        Arrays.setAll(words, this::text);
        return String.join(" ", words);
    }
}

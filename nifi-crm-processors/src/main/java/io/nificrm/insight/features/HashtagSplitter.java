package io.nificrm.insight.features;

/**
 * Finds the words in a hashtag: by capitals and underscores where there are any ({@code #NeverAgain}), else by the most
 * probable sequence of known words ({@code #neveragain}), a Viterbi search over word frequencies. Not for sharing between threads.
 */
final class HashtagSplitter {
    private static final int LONGEST_TAG = 40;
    private static final int LONGEST_WORD = 18;
    /** Cost of a stretch that is no known word: dearer than any two common words, cheaper than many rare ones. */
    private static final float UNKNOWN_WORD = -10f;

    private static final float UNKNOWN_LETTER = -3.5f;

    private final HashTable frequency;
    private final float[] best = new float[LONGEST_TAG + 1];
    private final int[] lastWordLength = new int[LONGEST_TAG + 1];
    private final int[] cuts = new int[LONGEST_TAG + 1];

    HashtagSplitter(HashTable frequency) {
        this.frequency = frequency;
    }

    /** Appends the hashtag that stands at {@code start} to {@code end} (without its mark), then the words in it. */
    void split(PostText text, int start, int end, Tokens tokens) {
        int tag = tokens.length;
        tokens.append('#');
        for (int k = start; k < end && tokens.length - tag <= 50; k++) {
            char c = Letters.fold(text.at(k));
            if (c != Letters.DROPPED && c != '_') {
                tokens.append(c);
            }
        }
        int letters = tag + 1;
        int length = tokens.length - letters;
        tokens.close(tag, TokenKind.HASHTAG, false);
        if (hasWordMarks(text, start, end)) {
            splitAtMarks(text, start, end, tokens);
        } else if (length >= 2 && length <= LONGEST_TAG) {
            splitByFrequency(tokens, letters, length);
        }
    }

    private static boolean hasWordMarks(PostText text, int start, int end) {
        for (int k = start + 1; k < end; k++) {
            boolean newWord = Letters.isUpperCase(text.at(k)) && Character.isLowerCase(text.at(k - 1));
            if (newWord || text.at(k) == '_') {
                return true;
            }
        }
        return false;
    }

    private static void splitAtMarks(PostText text, int start, int end, Tokens tokens) {
        int wordStart = start;
        for (int k = start + 1; k <= end; k++) {
            if (k == end || beginsWord(text, k, end)) {
                appendPart(text, wordStart, k, tokens);
                wordStart = k;
            }
        }
    }

    private static boolean beginsWord(PostText text, int k, int end) {
        if (text.at(k) == '_') {
            return true;
        }
        boolean upper = Letters.isUpperCase(text.at(k));
        boolean afterLower = !Letters.isUpperCase(text.at(k - 1));
        // BBCNews: the last capital of a run belongs to the word that follows
        boolean beforeLower = k + 1 < end && Character.isLowerCase(text.at(k + 1));
        return upper && (afterLower || beforeLower);
    }

    private static void appendPart(PostText text, int start, int end, Tokens tokens) {
        int partStart = tokens.length;
        for (int k = start; k < end; k++) {
            char c = Letters.fold(text.at(k));
            if (c != Letters.DROPPED && c != '_') {
                tokens.append(c);
            }
        }
        tokens.close(partStart, TokenKind.HASHTAG_PART, false);
    }

    private void splitByFrequency(Tokens tokens, int letters, int length) {
        best[0] = 0;
        for (int end = 1; end <= length; end++) {
            best[end] = Float.NEGATIVE_INFINITY;
            for (int wordLength = 1; wordLength <= Math.min(end, LONGEST_WORD); wordLength++) {
                int from = letters + end - wordLength;
                int hash = Hashes.of(tokens.characters, from, from + wordLength);
                float score = best[end - wordLength] + frequency.get(hash, UNKNOWN_WORD + UNKNOWN_LETTER * wordLength);
                if (score > best[end]) {
                    best[end] = score;
                    lastWordLength[end] = wordLength;
                }
            }
        }
        int words = 0;
        for (int end = length; end > 0; end -= lastWordLength[end]) {
            cuts[words++] = end;
        }
        int from = 0;
        for (int word = words - 1; word >= 0; word--) {
            int partStart = tokens.length;
            for (int k = from; k < cuts[word]; k++) {
                tokens.append(tokens.characters[letters + k]);
            }
            tokens.close(partStart, TokenKind.HASHTAG_PART, false);
            from = cuts[word];
        }
    }
}

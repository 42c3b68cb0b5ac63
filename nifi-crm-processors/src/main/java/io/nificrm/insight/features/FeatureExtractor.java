package io.nificrm.insight.features;

/**
 * Turns a post into hashed features: words, word pairs, letter sequences within words, marks of the surface and sums of word
 * valence. Holds its working memory, about 200 kB, and allocates nothing per post: one instance per thread.
 */
public final class FeatureExtractor {
    private static final int SHORTEST_SEQUENCE = 3;
    private static final int LONGEST_SEQUENCE = 5;
    private static final int LONGEST_WORD = 30;
    private static final int START_OF_TEXT = 0x51ed27;
    private static final int END_OF_TEXT = 0x7777;

    private static final int PLAIN = 1;
    private static final int IN_CAPITALS = 3;
    private static final int NEGATED = 7;
    private static final int PAIR = 11;
    private static final int SEQUENCE = 101;
    private static final int SURFACE = 1000;

    private final PostTokenizer tokenizer;
    private final ValenceFeatures valence;
    private final Features features = new Features();
    private Tokens tokens;

    public FeatureExtractor(Vocabulary vocabulary) {
        this.tokenizer = new PostTokenizer(vocabulary);
        this.valence = new ValenceFeatures(vocabulary.valence());
        this.tokens = tokenizer.tokenize("");
    }

    /**
     * The features of {@code post}, read as {@code language}; the same object each time, valid until the next call.
     *
     * @param language BCP-47 tag
     */
    public Features extract(CharSequence post, String language) {
        extract(post);
        return readAs(language);
    }

    /** The features of {@code post} that need no language: all but the valence of its words, which {@link #readAs} adds. */
    public Features extract(CharSequence post) {
        tokens = tokenizer.tokenize(post);
        features.clear();
        int previous = START_OF_TEXT;
        for (int i = 0; i < tokens.count; i++) {
            int hash = tokens.hashes[i];
            addWord(i, hash);
            features.add(FeatureGroup.WORD_PAIRS, Hashes.pair(Hashes.pair(previous, PAIR), hash), i);
            previous = hash;
            if (tokens.kinds[i] == TokenKind.WORD || tokens.kinds[i] == TokenKind.HASHTAG) {
                addLetterSequences(i);
            }
        }
        features.add(
                FeatureGroup.WORD_PAIRS, Hashes.pair(Hashes.pair(previous, PAIR), END_OF_TEXT), Features.WHOLE_TEXT);
        addSurface();
        return features;
    }

    /** The features of the last post again, now with the valence that its words have in {@code language}. */
    public Features readAs(String language) {
        valence.addTo(features, tokens, language);
        return features;
    }

    /** The feature of {@link FeatureGroup#WORDS} that a token of this hash has, whatever stands beside it. */
    public static int wordFeature(int tokenHash) {
        return Hashes.pair(tokenHash, PLAIN);
    }

    /** The tokens behind the last extraction. */
    public Tokens tokens() {
        return tokens;
    }

    private void addWord(int index, int hash) {
        features.add(FeatureGroup.WORDS, wordFeature(hash), index);
        if (tokens.negated[index]) {
            features.add(FeatureGroup.WORDS, Hashes.pair(hash, NEGATED), index);
        }
        if (tokens.capitals[index]) {
            features.add(FeatureGroup.WORDS, Hashes.pair(hash, IN_CAPITALS), index);
        }
    }

    /** Every run of three to five letters of a word, with marks for its beginning and end. */
    private void addLetterSequences(int index) {
        int start = tokens.starts[index] + (tokens.kinds[index] == TokenKind.HASHTAG ? 1 : 0);
        int length = Math.min(tokens.ends[index] - start, LONGEST_WORD);
        for (int from = -1; from < length; from++) {
            int hash = Hashes.FNV_OFFSET;
            int last = Math.min(from + LONGEST_SEQUENCE - 1, length);
            for (int position = from; position <= last; position++) {
                char c = position < 0 ? '^' : position == length ? '$' : tokens.characters[start + position];
                hash = (hash ^ c) * Hashes.FNV_PRIME;
                int size = position - from + 1;
                if (size >= SHORTEST_SEQUENCE) {
                    features.add(FeatureGroup.LETTERS, Hashes.pair(hash, SEQUENCE + size), index);
                }
            }
        }
    }

    private void addSurface() {
        surface(0, Math.min(tokens.exclamations, 4));
        surface(1, Math.min(tokens.questions, 4));
        surface(2, Math.min(tokens.elongations, 2));
        surface(3, Math.min(tokens.capitalWords, 4));
        surface(4, Math.min(tokens.hashtags, 5));
        surface(5, Math.min(tokens.handles, 4));
        surface(6, Math.min(tokens.links, 2));
        surface(7, Math.min(tokens.ellipses, 2));
        surface(8, Math.min(tokens.count / 4, 10));
        if (tokens.count > 0) {
            int last = tokens.count - 1;
            surface(9, tokens.hashes[last]);
            surface(10, Hashes.of(tokens.kinds[last].name()));
        }
    }

    private void surface(int which, int value) {
        features.add(FeatureGroup.SURFACE, Hashes.pair(SURFACE + which, value), Features.WHOLE_TEXT);
    }
}

package io.nificrm.insight.features;

/** What a token of a post is. */
public enum TokenKind {
    WORD,
    NUMBER,
    PUNCTUATION,
    EMOJI,
    EMOTICON,
    /** A hashtag as a whole, with its {@code #}. */
    HASHTAG,
    /** A word found inside a hashtag. */
    HASHTAG_PART,
    /** Any {@code @handle}: who is addressed says nothing about the mood. */
    HANDLE;

    boolean isWordLike() {
        return this == WORD || this == HASHTAG_PART;
    }
}

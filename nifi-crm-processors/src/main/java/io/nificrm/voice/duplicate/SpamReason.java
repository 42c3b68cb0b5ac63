package io.nificrm.voice.duplicate;

import java.util.Locale;

/** What speaks for a machine or a campaign, and how much: see {@code docs/voices.md}. */
enum SpamReason {
    /** Ten authors or more said the same in at least five words. */
    MANY_AUTHORS_SAME_TEXT(0.7),
    /** An account less than a week old that posted ten times in an hour. */
    YOUNG_ACCOUNT_HIGH_RATE(0.6),
    /** The platform says that it is a machine. */
    BOT_ACCOUNT(0.5),
    /** One author said the same three times or more. */
    REPEATS_ITSELF(0.5),
    /** Three to nine authors said the same. */
    SOME_AUTHORS_SAME_TEXT(0.4),
    /** Of an author's last posts, five at least, nine in ten lead to one domain. */
    LINK_FARM(0.4),
    /** Thirty posts in an hour. */
    HIGH_RATE(0.3),
    /** Three links or more. */
    MANY_LINKS(0.3),
    /** Six hashtags or more. */
    MANY_HASHTAGS(0.3),
    /** Six mentions or more. */
    MANY_MENTIONS(0.3),
    /** At least twenty letters, nine in ten of them capitals. */
    ALL_CAPS(0.2);

    private final double weight;

    SpamReason(double weight) {
        this.weight = weight;
    }

    /** How much it speaks for it by itself, 0 … 1. */
    double weight() {
        return weight;
    }

    String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}

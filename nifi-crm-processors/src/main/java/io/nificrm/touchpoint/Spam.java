package io.nificrm.touchpoint;

import java.util.List;

/**
 * How much speaks for a machine, or for somebody who is paid by the post.
 *
 * @param score 0 (nothing speaks for it) … 1; not a probability, see {@code docs/voices.md} for the formula
 * @param reasons what speaks for it, the strongest first: {@code many_authors_same_text}, {@code bot_account}, …
 */
public record Spam(double score, List<String> reasons) {
    public Spam {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("field 'spam.score' must lie between 0 and 1, not " + score);
        }
        reasons = Absent.list(reasons);
    }
}

package io.nificrm.triage.response;

import java.util.Locale;
import java.util.Optional;

/**
 * How an author comes back after our answer.
 *
 * <ul>
 *   <li>{@code thanked}: they say thanks, and are not displeased
 *   <li>{@code calmer}: their mood is better by {@value #A_DIFFERENCE} or more than in the mention
 *   <li>{@code worse}: it is worse by as much
 *   <li>{@code same}: neither
 * </ul>
 *
 * Moods are {@code sentiment.score}, from −1 to 1; a mention whose mood is unknown counts as 0. A comeback of unknown mood
 * that says no thanks tells nothing.
 */
enum Comeback {
    THANKED,
    CALMER,
    SAME,
    WORSE;

    static final double A_DIFFERENCE = 0.3;

    private static final double DISPLEASED = -0.3;

    /** As it stands in {@code triage.outcome}. */
    String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Comeback> of(Utterance mention, Utterance comeback) {
        if (comeback.thankful() && comeback.mood().orElse(0) > DISPLEASED) {
            return Optional.of(THANKED);
        }
        if (comeback.mood().isEmpty()) {
            return Optional.empty();
        }
        double difference = comeback.mood().getAsDouble() - mention.mood().orElse(0);
        if (difference >= A_DIFFERENCE) {
            return Optional.of(CALMER);
        }
        return Optional.of(difference <= -A_DIFFERENCE ? WORSE : SAME);
    }
}

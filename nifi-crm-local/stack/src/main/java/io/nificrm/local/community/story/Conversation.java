package io.nificrm.local.community.story;

import java.time.Duration;
import java.util.Optional;

/**
 * A complaint or question that the brand answered.
 *
 * @param comeback what the author said afterwards, if anything so far
 * @param played whether its times and its end stand in the script
 */
public record Conversation(Utterance opening, Utterance answer, Optional<Comeback> comeback, boolean played) {

    /** The author's next words and what they tell about the answer. */
    public record Comeback(Utterance words, Outcome outcome) {}

    /** {@code triage.outcome} of the touchpoint document in upper case. */
    public enum Outcome {
        THANKED,
        CALMER,
        SAME,
        WORSE
    }

    /** From the mention to the brand's answer. */
    public Duration responseTime() {
        return Duration.between(opening.at(), answer.at());
    }
}

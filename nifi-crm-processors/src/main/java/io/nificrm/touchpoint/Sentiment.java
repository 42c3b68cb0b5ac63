package io.nificrm.touchpoint;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How it is meant.
 *
 * @param score −1 (negative) … 1 (positive)
 * @param confidence 0 … 1, calibrated: of the labels given with 0.8, eight in ten are right
 */
public record Sentiment(Label label, OptionalDouble score, OptionalDouble confidence) {
    /** The three moods; doubt is an absent {@link Sentiment}, not a fourth. */
    public enum Label {
        NEGATIVE,
        NEUTRAL,
        POSITIVE;

        @JsonValue
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Sentiment {
        Absent.require("sentiment.label", label);
        score = Absent.ifNull(score);
        confidence = Absent.ifNull(confidence);
    }
}

package io.nificrm.touchpoint;

import java.util.OptionalDouble;

/**
 * What its author feels.
 *
 * @param label anger, joy, optimism, sadness, or what another model names
 * @param confidence 0 … 1
 */
public record Emotion(String label, OptionalDouble confidence) {
    public Emotion {
        Absent.require("emotion.label", label);
        confidence = Absent.ifNull(confidence);
    }
}

package io.nificrm.triage.lifecycle;

import java.util.List;
import java.util.Set;

/**
 * A tag that a person set right.
 *
 * @param field one of {@link #FIELDS}
 * @param values what it should be; empty: none (no brand: it is not about us)
 */
public record Correction(String field, List<String> values) {
    /** What a person may correct. */
    public static final Set<String> FIELDS =
            Set.of("sentiment", "emotion", "brands", "topics", "personas", "needs", "intents");

    private static final Set<String> MOODS = Set.of("negative", "neutral", "positive");
    private static final int MOST_VALUES = 50;
    private static final int LONGEST_VALUE = 100;

    /** Refuses what cannot be a tag, with an {@link IllegalArgumentException} that says why. */
    public Correction {
        if (!FIELDS.contains(field)) {
            throw new IllegalArgumentException("'" + field + "' cannot be corrected; one of " + FIELDS + " can");
        }
        values = List.copyOf(values);
        boolean single = field.equals("sentiment") || field.equals("emotion");
        if (single && values.size() != 1) {
            throw new IllegalArgumentException(field + " has exactly one label");
        }
        if (field.equals("sentiment") && !MOODS.contains(values.getFirst())) {
            throw new IllegalArgumentException("sentiment is one of " + MOODS + ", not '" + values.getFirst() + "'");
        }
        if (values.size() > MOST_VALUES || values.stream().anyMatch(v -> v.isBlank() || v.length() > LONGEST_VALUE)) {
            throw new IllegalArgumentException(
                    "at most " + MOST_VALUES + " tags of at most " + LONGEST_VALUE + " characters");
        }
    }
}

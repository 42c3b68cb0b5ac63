package io.nificrm.voice.duplicate;

import java.time.Duration;

/**
 * What counts as the same, and how much is remembered.
 *
 * @param similarity share of words and pairs of words in common, above 0 up to 1, from which two texts say the same
 * @param texts how many different texts are remembered
 * @param age how far apart two touchpoints may be said and still be one voice; positive
 * @param authors of how many authors the last posts are remembered
 */
public record DuplicateSettings(double similarity, int texts, Duration age, int authors) {
    public DuplicateSettings {
        if (!(similarity > 0 && similarity <= 1)) {
            throw new IllegalArgumentException("The similarity must be above 0 and at most 1, not " + similarity);
        }
        if (texts < 1 || authors < 1) {
            throw new IllegalArgumentException("At least one text and one author must be remembered");
        }
        if (age.isNegative() || age.isZero()) {
            throw new IllegalArgumentException("The age must be positive, not " + age);
        }
    }
}

package io.nificrm.insight;

/**
 * How certain an answer must be to be given.
 *
 * @param languageThreshold least confidence of a detected language, 0 to 1
 * @param sentimentThreshold least confidence of a sentiment, 0 to 1
 * @param emotionThreshold least confidence of an emotion, 0 to 1
 */
public record InsightSettings(float languageThreshold, float sentimentThreshold, float emotionThreshold) {
    /** Gives every answer that is more than a guess. */
    public static final InsightSettings DEFAULT = new InsightSettings(0.4f, 0f, 0f);

    public InsightSettings {
        requireProbability("language", languageThreshold);
        requireProbability("sentiment", sentimentThreshold);
        requireProbability("emotion", emotionThreshold);
    }

    private static void requireProbability(String what, float threshold) {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException(
                    "The threshold for " + what + " must be between 0 and 1, not " + threshold);
        }
    }
}

package io.nificrm.insight;

import java.util.List;

/**
 * How certain an answer must be to be given.
 *
 * @param languageThreshold least confidence of a detected language, 0 to 1
 * @param likelyLanguageThreshold a text whose language is less certain than that is still judged in the likeliest one if that has at
 *     least this confidence, 0 to 1; what is found out is then as much less certain
 * @param expectedLanguages BCP-47 tags of the languages in which most texts come, the most frequent first; empty if nothing is known
 * @param sentimentThreshold least confidence of a sentiment, 0 to 1
 * @param emotionThreshold least confidence of an emotion, 0 to 1
 * @param neutralThreshold a text found neutral with at least this confidence, 0 to 1, is matter-of-fact and has no emotion
 */
public record InsightSettings(
        float languageThreshold,
        float likelyLanguageThreshold,
        List<String> expectedLanguages,
        float sentimentThreshold,
        float emotionThreshold,
        float neutralThreshold) {
    /** Gives every answer that is more than a guess. How the thresholds were chosen: docs/insight.md. */
    public static final InsightSettings DEFAULT = new InsightSettings(0.4f, 0.3f, List.of(), 0f, 0f, 0.55f);

    public InsightSettings {
        requireProbability("language", languageThreshold);
        requireProbability("a likely language", likelyLanguageThreshold);
        requireProbability("sentiment", sentimentThreshold);
        requireProbability("emotion", emotionThreshold);
        requireProbability("neutral", neutralThreshold);
        expectedLanguages = List.copyOf(expectedLanguages);
    }

    private static void requireProbability(String what, float threshold) {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException(
                    "The threshold for " + what + " must be between 0 and 1, not " + threshold);
        }
    }
}

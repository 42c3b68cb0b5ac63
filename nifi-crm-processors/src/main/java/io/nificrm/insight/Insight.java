package io.nificrm.insight;

import io.nificrm.touchpoint.Emotion;
import io.nificrm.touchpoint.Sentiment;
import java.util.Optional;

/**
 * What can be told about a text. What is absent is not known.
 *
 * @param language the language, told or detected
 * @param judgedAs the language that sentiment and emotion were judged in: that of the text, or a likely one where it is not certain
 *     enough to be told
 * @param sentiment how it is meant
 * @param emotion what the writer feels
 * @param unknown why there is no sentiment; absent if there is one
 */
public record Insight(
        Optional<DetectedLanguage> language,
        Optional<DetectedLanguage> judgedAs,
        Optional<Sentiment> sentiment,
        Optional<Emotion> emotion,
        Optional<Unknown> unknown) {

    static Insight nothing(Optional<DetectedLanguage> language, Unknown reason) {
        return new Insight(language, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(reason));
    }
}

package io.nificrm.insight;

import io.nificrm.insight.TextClassifier.Classification;
import io.nificrm.touchpoint.Emotion;
import io.nificrm.touchpoint.Sentiment;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the answers of a {@link TextClassifier} as sentiments and emotions, above a threshold. */
final class Opinions {
    static final List<String> SENTIMENT_LABELS = List.of("negative", "neutral", "positive");

    private Opinions() {}

    static Optional<Sentiment> sentiment(TextClassifier classifier, String text, double threshold) {
        return classify(classifier, text, threshold).map(answer -> {
            Map<String, Double> shares = answer.probabilities();
            double score = shares.getOrDefault("positive", 0d) - shares.getOrDefault("negative", 0d);
            return new Sentiment(
                    Sentiment.Label.valueOf(answer.label().toUpperCase(Locale.ROOT)),
                    OptionalDouble.of(score),
                    OptionalDouble.of(answer.confidence()));
        });
    }

    static Optional<Emotion> emotion(TextClassifier classifier, String text, double threshold) {
        return classify(classifier, text, threshold)
                .map(answer -> new Emotion(answer.label(), OptionalDouble.of(answer.confidence())));
    }

    private static Optional<Classification> classify(TextClassifier classifier, String text, double threshold) {
        return classifier.classify(List.of(text)).getFirst().filter(answer -> answer.confidence() >= threshold);
    }
}

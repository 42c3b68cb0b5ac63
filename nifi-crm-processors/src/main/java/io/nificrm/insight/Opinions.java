package io.nificrm.insight;

import io.nificrm.insight.TextClassifier.Classification;
import io.nificrm.insight.TextClassifier.ClassificationException;
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

    static List<Optional<Sentiment>> sentiments(TextClassifier classifier, List<String> texts, double threshold) {
        return classify(classifier, texts, threshold).stream()
                .map(answer -> answer.map(Opinions::sentiment))
                .toList();
    }

    static List<Optional<Emotion>> emotions(TextClassifier classifier, List<String> texts, double threshold) {
        return classify(classifier, texts, threshold).stream()
                .map(answer -> answer.map(found -> new Emotion(found.label(), OptionalDouble.of(found.confidence()))))
                .toList();
    }

    private static Sentiment sentiment(Classification answer) {
        Map<String, Double> shares = answer.probabilities();
        double score = shares.getOrDefault("positive", 0d) - shares.getOrDefault("negative", 0d);
        return new Sentiment(
                Sentiment.Label.valueOf(answer.label().toUpperCase(Locale.ROOT)),
                OptionalDouble.of(score),
                OptionalDouble.of(answer.confidence()));
    }

    private static List<Optional<Classification>> classify(
            TextClassifier classifier, List<String> texts, double threshold) {
        List<Optional<Classification>> answers = classifier.classify(texts);
        if (answers.size() != texts.size()) {
            throw new ClassificationException("The classifier gave " + answers.size() + " answers for " + texts.size()
                    + " texts; it breaks its contract and must be mended or replaced");
        }
        return answers.stream()
                .map(answer -> answer.filter(found -> found.confidence() >= threshold))
                .toList();
    }
}

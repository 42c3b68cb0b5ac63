package io.nificrm.insight;

import io.nificrm.insight.features.FeatureExtractor;
import io.nificrm.insight.features.Features;
import io.nificrm.insight.model.Head;
import io.nificrm.insight.model.InsightModel;
import io.nificrm.insight.model.Panel;
import io.nificrm.insight.model.Task;
import io.nificrm.touchpoint.Emotion;
import io.nificrm.touchpoint.Sentiment;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Analyses one text after another, in one pass over each. Holds its working memory and allocates little more than its answers: one
 * instance per thread.
 */
public final class TextAnalyzer {
    /** The classes of every sentiment head, in this order. */
    private static final List<Sentiment.Label> SENTIMENTS =
            List.of(Sentiment.Label.NEGATIVE, Sentiment.Label.NEUTRAL, Sentiment.Label.POSITIVE);

    private static final int NEGATIVE = 0;
    private static final int NEUTRAL = 1;
    private static final int POSITIVE = 2;

    private final InsightModel model;
    private final InsightSettings settings;
    private final FeatureExtractor extractor;
    private final LanguageIdentifier languages;
    private final String marksReadAs;
    private final float[] sums = new float[Panel.SUMS];
    private final float[] scores = new float[Panel.SUMS];

    TextAnalyzer(InsightModel model, InsightSettings settings) {
        this.model = model;
        this.settings = settings;
        this.extractor = new FeatureExtractor(model.vocabulary());
        this.languages = new LanguageIdentifier(model.language(), settings.expectedLanguages());
        this.marksReadAs = marksReadAs(model, settings);
    }

    /** Emoji alone mean the same in all languages: any head can read them; best is one that also knows emotions. */
    private static String marksReadAs(InsightModel model, InsightSettings settings) {
        return settings.expectedLanguages().stream()
                .filter(model.languages(Task.SENTIMENT)::contains)
                .findFirst()
                .or(() -> model.languages(Task.EMOTION).stream().findFirst())
                .or(() -> model.languages(Task.SENTIMENT).stream().findFirst())
                .orElse("und");
    }

    /**
     * Analyses a text whose language is to be found out. Where that is not certain enough to be told, the text may still be judged in
     * the likeliest language: most such posts are short, and a wrong language shows in a lower confidence.
     */
    public Insight analyze(CharSequence text) {
        Features features = extractor.extract(text);
        if (extractor.tokens().count() == 0) {
            return Insight.nothing(Optional.empty(), text.toString().isBlank() ? Unknown.EMPTY : Unknown.NOTHING_SAID);
        }
        if (!extractor.tokens().saysSomething()) {
            return Insight.nothing(Optional.empty(), Unknown.NOTHING_SAID);
        }
        Optional<DetectedLanguage> found = languages.identify(text, features);
        if (found.isEmpty()) {
            return languages.hasLetters()
                    ? Insight.nothing(found, Unknown.LANGUAGE_UNKNOWN)
                    : judge(Optional.empty(), new DetectedLanguage(marksReadAs, 1f));
        }
        DetectedLanguage likely = found.get();
        if (likely.confidence() >= settings.languageThreshold()) {
            return judge(found, new DetectedLanguage(likely.tag(), 1f));
        }
        return likely.confidence() >= settings.likelyLanguageThreshold()
                ? judge(Optional.empty(), likely)
                : Insight.nothing(Optional.empty(), Unknown.LANGUAGE_UNKNOWN);
    }

    /**
     * Analyses a text whose language is known.
     *
     * @param language BCP-47 tag; of a tag with region or script ({@code pt-BR}) the language counts
     */
    public Insight analyze(CharSequence text, String language) {
        extractor.extract(text);
        String tag = Locale.forLanguageTag(language).getLanguage();
        Optional<DetectedLanguage> known =
                tag.isEmpty() ? Optional.empty() : Optional.of(new DetectedLanguage(tag, 1f));
        if (!extractor.tokens().saysSomething()) {
            return Insight.nothing(known, text.toString().isBlank() ? Unknown.EMPTY : Unknown.NOTHING_SAID);
        }
        return known.map(told -> judge(known, told)).orElseGet(() -> Insight.nothing(known, Unknown.LANGUAGE_UNKNOWN));
    }

    private Insight judge(Optional<DetectedLanguage> known, DetectedLanguage language) {
        Features features = extractor.readAs(language.tag());
        Optional<Sentiment> sentiment = Optional.empty();
        Optional<Emotion> emotion = Optional.empty();
        boolean supported = false;
        boolean matterOfFact = false;
        for (Panel panel : model.panels()) {
            if (!panel.languages().contains(language.tag())) {
                continue;
            }
            Arrays.fill(sums, 0);
            panel.addScores(features, language.tag(), sums);
            for (Head head : panel.heads()) {
                head.scores(sums, scores);
                head.calibration().shares(scores, head.labels().size());
                switch (head.task()) {
                    case SENTIMENT -> {
                        matterOfFact = matterOfFact || matterOfFact(head);
                        sentiment = supported ? sentiment : sentiment(head, language.confidence());
                        supported = true;
                    }
                    case EMOTION -> emotion = emotion.isPresent() ? emotion : emotion(head, language.confidence());
                    case LANGUAGE ->
                        throw new IllegalStateException("A panel of known languages cannot ask for the language");
                }
            }
        }
        Optional<Unknown> unknown = sentiment.isPresent()
                ? Optional.empty()
                : Optional.of(supported ? Unknown.UNSURE : Unknown.LANGUAGE_UNSUPPORTED);
        return new Insight(
                known,
                supported ? Optional.of(language) : Optional.empty(),
                sentiment,
                matterOfFact ? Optional.empty() : emotion,
                unknown);
    }

    private int winner(Head head) {
        int best = 0;
        for (int k = 1; k < head.labels().size(); k++) {
            best = scores[k] > scores[best] ? k : best;
        }
        return best;
    }

    /** The emotion head never saw a text without emotion; that a text has none, only the sentiment head can tell. */
    private boolean matterOfFact(Head head) {
        int best = winner(head);
        return best == NEUTRAL && head.calibration().confidence(scores[best]) >= settings.neutralThreshold();
    }

    /** In the wrong language the answer is as good as drawn by lot. */
    private float confidence(Head head, int best, float languageConfidence) {
        float inItsLanguage = head.calibration().confidence(scores[best]);
        float byLot = 1f / head.labels().size();
        return languageConfidence * inItsLanguage + (1 - languageConfidence) * byLot;
    }

    private Optional<Sentiment> sentiment(Head head, float languageConfidence) {
        int best = winner(head);
        float confidence = confidence(head, best, languageConfidence);
        if (confidence < settings.sentimentThreshold()) {
            return Optional.empty();
        }
        float score = scores[POSITIVE] - scores[NEGATIVE];
        return Optional.of(new Sentiment(SENTIMENTS.get(best), rounded(score), rounded(confidence)));
    }

    private Optional<Emotion> emotion(Head head, float languageConfidence) {
        int best = winner(head);
        float confidence = confidence(head, best, languageConfidence);
        return confidence < settings.emotionThreshold()
                ? Optional.empty()
                : Optional.of(new Emotion(head.labels().get(best), rounded(confidence)));
    }

    /** To three digits: more would only pretend. */
    private static OptionalDouble rounded(double value) {
        return OptionalDouble.of(Math.round(value * 1000) / 1000.0);
    }
}

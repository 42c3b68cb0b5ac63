package io.nificrm.insight;

import io.nificrm.insight.features.FeatureExtractor;
import io.nificrm.insight.features.Features;
import io.nificrm.insight.model.Head;
import io.nificrm.insight.model.InsightModel;
import io.nificrm.insight.model.Panel;
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
    private final float[] sums = new float[Panel.SUMS];
    private final float[] scores = new float[Panel.SUMS];

    TextAnalyzer(InsightModel model, InsightSettings settings) {
        this.model = model;
        this.settings = settings;
        this.extractor = new FeatureExtractor(model.vocabulary());
        this.languages = new LanguageIdentifier(model.language());
    }

    /** Analyses a text whose language is to be found out. */
    public Insight analyze(CharSequence text) {
        Features features = extractor.extract(text);
        if (extractor.tokens().count() == 0) {
            return Insight.nothing(Optional.empty(), text.toString().isBlank() ? Unknown.EMPTY : Unknown.NOTHING_SAID);
        }
        if (!extractor.tokens().saysSomething()) {
            return Insight.nothing(Optional.empty(), Unknown.NOTHING_SAID);
        }
        Optional<DetectedLanguage> language =
                languages.identify(text, features).filter(found -> found.confidence() >= settings.languageThreshold());
        if (language.isEmpty()) {
            return Insight.nothing(language, Unknown.LANGUAGE_UNKNOWN);
        }
        return judge(language.get());
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
        return known.map(this::judge).orElseGet(() -> Insight.nothing(known, Unknown.LANGUAGE_UNKNOWN));
    }

    private Insight judge(DetectedLanguage language) {
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
                        sentiment = supported ? sentiment : sentiment(head);
                        supported = true;
                    }
                    case EMOTION -> emotion = emotion.isPresent() ? emotion : emotion(head);
                    case LANGUAGE ->
                        throw new IllegalStateException("A panel of known languages cannot ask for the language");
                }
            }
        }
        Optional<Unknown> unknown = sentiment.isPresent()
                ? Optional.empty()
                : Optional.of(supported ? Unknown.UNSURE : Unknown.LANGUAGE_UNSUPPORTED);
        return new Insight(Optional.of(language), sentiment, matterOfFact ? Optional.empty() : emotion, unknown);
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

    private Optional<Sentiment> sentiment(Head head) {
        int best = winner(head);
        float confidence = head.calibration().confidence(scores[best]);
        if (confidence < settings.sentimentThreshold()) {
            return Optional.empty();
        }
        float score = scores[POSITIVE] - scores[NEGATIVE];
        return Optional.of(new Sentiment(SENTIMENTS.get(best), rounded(score), rounded(confidence)));
    }

    private Optional<Emotion> emotion(Head head) {
        int best = winner(head);
        float confidence = head.calibration().confidence(scores[best]);
        return confidence < settings.emotionThreshold()
                ? Optional.empty()
                : Optional.of(new Emotion(head.labels().get(best), rounded(confidence)));
    }

    /** To three digits: more would only pretend. */
    private static OptionalDouble rounded(double value) {
        return OptionalDouble.of(Math.round(value * 1000) / 1000.0);
    }
}

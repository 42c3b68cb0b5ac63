package io.nificrm.insight;

import io.nificrm.touchpoint.Emotion;
import io.nificrm.touchpoint.Sentiment;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import java.util.Locale;
import java.util.Optional;

/**
 * Adds language, sentiment and emotion to touchpoints. Title and text are judged together. What is not known stays absent. Holds
 * an analyzer: one instance per thread.
 */
public final class SentimentTagger {
    private static final double CERTAIN = 0.9;

    private final TextAnalyzer analyzer;
    private final TaggingRules rules;
    private final SecondOpinion secondOpinion;

    public SentimentTagger(TextAnalyzer analyzer, TaggingRules rules, SecondOpinion secondOpinion) {
        this.analyzer = analyzer;
        this.rules = rules;
        this.secondOpinion = secondOpinion;
    }

    /** The touchpoint with what could be told about its words; unchanged if it has none. */
    public Touchpoint tag(Touchpoint touchpoint) {
        String words = words(touchpoint);
        if (words.isEmpty()) {
            return touchpoint;
        }
        Insight insight = insight(words, touchpoint.lang());
        boolean wanted =
                insight.language().map(found -> rules.wants(found.tag())).orElse(true);
        Optional<Sentiment> sentiment = wanted ? sentiment(words, insight) : Optional.empty();
        Optional<Emotion> emotion = wanted ? emotion(words, insight) : Optional.empty();
        boolean keep = rules.existing() == ExistingTags.KEEP;
        return TouchpointBuilder.builder(touchpoint)
                .lang(language(touchpoint.lang(), insight))
                .sentiment(keep && touchpoint.sentiment().isPresent() ? touchpoint.sentiment() : sentiment)
                .emotion(keep && touchpoint.emotion().isPresent() ? touchpoint.emotion() : emotion)
                .build();
    }

    private static String words(Touchpoint touchpoint) {
        String title = touchpoint.title().orElse("");
        String text = touchpoint.text().orElse("");
        return title.isEmpty() || text.isEmpty() ? title + text : title + "\n" + text;
    }

    private Insight insight(String words, Optional<String> declared) {
        if (declared.isEmpty() || rules.trust() == LanguageTrust.DETECT) {
            return analyzer.analyze(words);
        }
        if (rules.trust() == LanguageTrust.CHECK) {
            Insight detected = analyzer.analyze(words);
            if (detected.language()
                    .filter(found -> found.confidence() >= CERTAIN)
                    .isPresent()) {
                return detected;
            }
        }
        return analyzer.analyze(words, declared.get());
    }

    /** The declared tag is kept whole where it names the same language: it may also name a region. */
    private Optional<String> language(Optional<String> declared, Insight insight) {
        Optional<String> found = insight.language().map(DetectedLanguage::tag);
        boolean agrees =
                declared.map(tag -> Locale.forLanguageTag(tag).getLanguage()).equals(found);
        boolean dropped = rules.trust() == LanguageTrust.DETECT || found.isPresent();
        return declared.isPresent() && (agrees || !dropped) ? declared : found;
    }

    private Optional<Sentiment> sentiment(String words, Insight insight) {
        return saysNothing(insight) || secondOpinion.sentiment().isEmpty()
                ? insight.sentiment()
                : secondOpinion.sentiment().get().apply(words);
    }

    private Optional<Emotion> emotion(String words, Insight insight) {
        return saysNothing(insight) || secondOpinion.emotion().isEmpty()
                ? insight.emotion()
                : secondOpinion.emotion().get().apply(words);
    }

    private static boolean saysNothing(Insight insight) {
        return insight.unknown()
                .filter(reason -> reason == Unknown.EMPTY || reason == Unknown.NOTHING_SAID)
                .isPresent();
    }
}

package io.nificrm.insight;

import io.nificrm.touchpoint.Emotion;
import io.nificrm.touchpoint.Sentiment;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

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
        return tag(List.of(touchpoint)).getFirst();
    }

    /**
     * Each touchpoint with what could be told about its words; unchanged if it has none. A second opinion is asked once, for all
     * of them that need it.
     *
     * @throws TextClassifier.ClassificationException when a second opinion cannot be had for now
     */
    public List<Touchpoint> tag(List<Touchpoint> touchpoints) {
        List<Draft> drafts = touchpoints.stream().map(this::draft).toList();
        List<Optional<Sentiment>> sentiments =
                opinions(drafts, Draft::needsSentiment, Draft::sentiment, secondOpinion.sentiment());
        List<Optional<Emotion>> emotions =
                opinions(drafts, Draft::needsEmotion, Draft::emotion, secondOpinion.emotion());
        List<Touchpoint> tagged = new ArrayList<>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            tagged.add(
                    draft.words().isEmpty()
                            ? draft.touchpoint()
                            : TouchpointBuilder.builder(draft.touchpoint())
                                    .lang(draft.language())
                                    .sentiment(sentiments.get(i))
                                    .emotion(emotions.get(i))
                                    .build());
        }
        return tagged;
    }

    /**
     * A touchpoint while it is being tagged.
     *
     * @param sentiment what it keeps, or what the built-in model found
     * @param needsSentiment whether a second opinion about the sentiment is to be asked, if there is one
     */
    private record Draft(
            Touchpoint touchpoint,
            String words,
            Optional<String> language,
            Optional<Sentiment> sentiment,
            boolean needsSentiment,
            Optional<Emotion> emotion,
            boolean needsEmotion) {}

    private Draft draft(Touchpoint touchpoint) {
        String words = words(touchpoint);
        if (words.isEmpty()) {
            return new Draft(
                    touchpoint, words, touchpoint.lang(), touchpoint.sentiment(), false, touchpoint.emotion(), false);
        }
        Insight insight = insight(words, touchpoint.lang());
        boolean wanted = insight.language()
                .or(insight::judgedAs)
                .map(found -> rules.wants(found.tag()))
                .orElse(true);
        boolean keep = rules.existing() == ExistingTags.KEEP;
        boolean keepsSentiment = keep && touchpoint.sentiment().isPresent();
        boolean keepsEmotion = keep && touchpoint.emotion().isPresent();
        boolean asks = wanted && !saysNothing(insight);
        return new Draft(
                touchpoint,
                words,
                language(touchpoint.lang(), insight),
                keepsSentiment ? touchpoint.sentiment() : wanted ? insight.sentiment() : Optional.empty(),
                asks && !keepsSentiment,
                keepsEmotion ? touchpoint.emotion() : wanted ? insight.emotion() : Optional.empty(),
                asks && !keepsEmotion);
    }

    private static <T> List<Optional<T>> opinions(
            List<Draft> drafts,
            Predicate<Draft> needed,
            Function<Draft, Optional<T>> own,
            Optional<SecondOpinion.Judge<T>> judge) {
        List<String> texts = drafts.stream().filter(needed).map(Draft::words).toList();
        if (judge.isEmpty() || texts.isEmpty()) {
            return drafts.stream().map(own).toList();
        }
        Iterator<Optional<T>> answers = judge.get().judge(texts).iterator();
        return drafts.stream()
                .map(draft -> needed.test(draft) ? answers.next() : own.apply(draft))
                .toList();
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

    private static boolean saysNothing(Insight insight) {
        return insight.unknown()
                .filter(reason -> reason == Unknown.EMPTY || reason == Unknown.NOTHING_SAID)
                .isPresent();
    }
}

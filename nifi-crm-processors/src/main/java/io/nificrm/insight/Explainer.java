package io.nificrm.insight;

import io.nificrm.insight.Explanation.Word;
import io.nificrm.insight.features.FeatureExtractor;
import io.nificrm.insight.features.FeatureGroup;
import io.nificrm.insight.features.Features;
import io.nificrm.insight.features.Tokens;
import io.nificrm.insight.model.Head;
import io.nificrm.insight.model.InsightModel;
import io.nificrm.insight.model.Panel;
import io.nificrm.insight.model.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shows which words made a text positive or negative. The model is linear, so the weights of a word's features add up to exactly what
 * it contributes; a pair of words counts for the second. Slower than judging alone; one instance per thread.
 */
public final class Explainer {
    private static final int NEGATIVE = 0;
    private static final int POSITIVE = 2;

    private final InsightModel model;
    private final TextAnalyzer analyzer;
    private final FeatureExtractor extractor;

    public Explainer(InsightModel model) {
        this.model = model;
        this.analyzer = new TextAnalyzer(model, InsightSettings.DEFAULT);
        this.extractor = new FeatureExtractor(model.vocabulary());
    }

    public Explanation explain(CharSequence text) {
        Insight insight = analyzer.analyze(text);
        Optional<String> language = insight.judgedAs().map(DetectedLanguage::tag);
        for (Panel panel : model.panels()) {
            Optional<Head> head = panel.head(Task.SENTIMENT);
            boolean judges = language.map(panel.languages()::contains).orElse(false);
            if (judges && head.isPresent()) {
                return explain(text, insight, panel, head.get(), language.get());
            }
        }
        return new Explanation(insight, List.of(), 0);
    }

    private Explanation explain(CharSequence text, Insight insight, Panel panel, Head head, String language) {
        Features features = extractor.extract(text, language);
        Tokens tokens = extractor.tokens();
        double[] byToken = new double[tokens.count()];
        double wholeText = 0;
        for (FeatureGroup group : panel.groups()) {
            int count = features.count(group);
            int[] hashes = features.hashes(group);
            for (int i = 0; i < count; i++) {
                double weight = group.scale(count)
                        * (panel.weight(head, POSITIVE, hashes[i], language)
                                - panel.weight(head, NEGATIVE, hashes[i], language));
                int origin = features.origin(group, i);
                if (origin == Features.WHOLE_TEXT) {
                    wholeText += weight;
                } else {
                    byToken[origin] += weight;
                }
            }
        }
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < byToken.length; i++) {
            words.add(new Word((tokens.isNegated(i) ? "not·" : "") + tokens.text(i), byToken[i]));
        }
        double bias = head.biases().get(POSITIVE) - head.biases().get(NEGATIVE);
        return new Explanation(insight, words, wholeText + bias);
    }
}

package io.nificrm.insight;

import io.nificrm.insight.model.InsightModel;
import io.nificrm.insight.model.Task;
import java.util.List;

/**
 * Tells language, sentiment and emotion of short texts. Holds a model and settings, is immutable and shared; each thread asks its
 * own {@link TextAnalyzer}.
 */
public final class TextInsight {
    private final InsightModel model;
    private final InsightSettings settings;

    public TextInsight(InsightModel model, InsightSettings settings) {
        this.model = model;
        this.settings = settings;
    }

    /** With the model that comes with the product. Reading it takes about 0.2 seconds. */
    public static TextInsight builtIn() {
        return new TextInsight(InsightModel.builtIn(), InsightSettings.DEFAULT);
    }

    /** The same model with other thresholds; shares its memory. */
    public TextInsight with(InsightSettings other) {
        return new TextInsight(model, other);
    }

    /** A worker for one thread; takes about 0.3 MB. */
    public TextAnalyzer analyzer() {
        return new TextAnalyzer(model, settings);
    }

    /** BCP-47 tags of the languages whose sentiment is judged. */
    public List<String> sentimentLanguages() {
        return model.languages(Task.SENTIMENT);
    }

    /** BCP-47 tags of the languages whose emotion is judged. */
    public List<String> emotionLanguages() {
        return model.languages(Task.EMOTION);
    }
}

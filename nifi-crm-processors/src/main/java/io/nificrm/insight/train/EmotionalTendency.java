package io.nificrm.insight.train;

import io.nificrm.insight.model.Task;
import io.nificrm.insight.train.TrainingData.HeadData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lets texts that were labelled with an emotion help to train sentiment in the same language: who is angry does not speak well of
 * things. Emotions without a clear tendency, such as surprise, do not help.
 */
final class EmotionalTendency {
    private static final Map<String, String> TENDENCIES = Map.of(
            "anger", "negative",
            "disgust", "negative",
            "fear", "negative",
            "sadness", "negative",
            "joy", "positive",
            "love", "positive",
            "optimism", "positive",
            "trust", "positive");

    private EmotionalTendency() {}

    /** The head, helped by the emotion texts of {@code data} if it is a sentiment head of one language. */
    static HeadData help(HeadData head, TrainingData data) {
        if (head.task() != Task.SENTIMENT || head.languages().size() != 1) {
            return head;
        }
        List<LabelledText> helpers = new ArrayList<>();
        for (HeadData other : data.heads()) {
            if (other.task() == Task.EMOTION && other.languages().equals(head.languages())) {
                for (LabelledText text : other.train()) {
                    String tendency = TENDENCIES.get(text.label());
                    if (tendency != null) {
                        helpers.add(new LabelledText(tendency, text.text(), text.language()));
                    }
                }
            }
        }
        return head.withHelp(helpers);
    }
}

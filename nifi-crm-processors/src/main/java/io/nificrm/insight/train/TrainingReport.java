package io.nificrm.insight.train;

import java.util.Map;

/**
 * How good a trained model is.
 *
 * @param shifted by task and languages, e.g. {@code sentiment (en)}: each fifth of the training files judged by a model of the others
 * @param validation by task and language, e.g. {@code sentiment de}: the validation texts judged by the model as it is used
 */
public record TrainingReport(Map<String, Evaluation> shifted, Map<String, Evaluation> validation) {
    public TrainingReport {
        shifted = Map.copyOf(shifted);
        validation = Map.copyOf(validation);
    }
}

package io.nificrm.insight.train;

import java.util.Map;

/**
 * How good a trained model is.
 *
 * @param shifted by task and languages, e.g. {@code sentiment (en)}: each fifth of the training files judged by a model of the others
 * @param validation by task and language, e.g. {@code sentiment de}: the validation texts judged by the model as it is used, the
 *     language of each to be found out
 * @param told the same with the language told
 */
public record TrainingReport(
        Map<String, Evaluation> shifted, Map<String, Evaluation> validation, Map<String, Evaluation> told) {
    public TrainingReport {
        shifted = Map.copyOf(shifted);
        validation = Map.copyOf(validation);
        told = Map.copyOf(told);
    }
}

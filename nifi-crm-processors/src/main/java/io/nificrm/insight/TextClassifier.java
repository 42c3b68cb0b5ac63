package io.nificrm.insight;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.nifi.controller.ControllerService;

/**
 * Gives texts one of a fixed set of labels. TagSentiment uses the built-in model unless it is given such a service, for
 * instance a transformer. Implementations are thread-safe and take texts of any length in any language.
 */
public interface TextClassifier extends ControllerService {

    /** The labels it can give, in the order of its outputs, lower case. */
    List<String> labels();

    /**
     * Classifies a batch.
     *
     * @return one result a text, in the order of the texts; empty where there was nothing to go by
     * @throws ClassificationException when the whole batch could not be classified
     */
    List<Optional<Classification>> classify(List<String> texts);

    /**
     * What a text was found to be.
     *
     * @param label the most likely of {@link TextClassifier#labels()}
     * @param probabilities 0 … 1 for each label
     */
    record Classification(String label, Map<String, Double> probabilities) {
        /** The probability of the label, 0 … 1. */
        public double confidence() {
            return probabilities.get(label);
        }
    }

    /** The classifier itself failed (not: a text was odd); the message says what to do. */
    class ClassificationException extends RuntimeException {
        public ClassificationException(String message) {
            super(message);
        }

        public ClassificationException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}

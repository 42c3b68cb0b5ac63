package io.nificrm.insight.model;

import java.util.List;
import java.util.Objects;

/**
 * One question that the model answers about a text: which of {@code labels} fits best.
 *
 * @param task what is asked
 * @param labels the possible answers, one class each
 * @param firstLane where in its table the classes begin
 * @param steps what one unit of each class's weights is worth
 * @param biases added to each class's score
 * @param calibration how scores become probabilities
 */
public record Head(
        Task task, List<String> labels, int firstLane, List<Float> steps, List<Float> biases, Calibration calibration) {

    public Head {
        Objects.requireNonNull(task, "task");
        labels = List.copyOf(labels);
        steps = List.copyOf(steps);
        biases = List.copyOf(biases);
        if (labels.isEmpty() || labels.size() != steps.size() || labels.size() != biases.size()) {
            throw new IllegalArgumentException("The head for " + task + " has " + labels.size() + " labels, "
                    + steps.size() + " steps and " + biases.size() + " biases; it needs one of each per label");
        }
        if (firstLane < 0 || firstLane + labels.size() > ScoringTable.LANES) {
            throw new IllegalArgumentException("The head for " + task + " with " + labels.size() + " labels from lane "
                    + firstLane + " on does not fit into the " + ScoringTable.LANES + " lanes of a table");
        }
    }

    /** The scores of this head's classes from its table's sums, as log odds, into {@code scores}. */
    public void scores(float[] sums, float[] scores) {
        for (int k = 0; k < labels.size(); k++) {
            scores[k] = sums[firstLane + k] * steps.get(k) + biases.get(k);
        }
    }
}

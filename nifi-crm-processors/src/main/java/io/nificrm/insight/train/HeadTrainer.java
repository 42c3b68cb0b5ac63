package io.nificrm.insight.train;

import io.nificrm.insight.train.LogisticRegression.Weights;
import java.util.ArrayList;
import java.util.List;

/** Trains the classes of one head, each against the rest. */
final class HeadTrainer {
    private static final long SEED = 7;

    private final TrainingSettings settings;

    HeadTrainer(TrainingSettings settings) {
        this.settings = settings;
    }

    /**
     * @param classes the class of each example; a number of {@code classCount} or more is an example of none of them
     */
    List<Weights> train(SparseExamples examples, int[] classes, int classCount) {
        double[] costs = costs(classes, classCount);
        List<Weights> weights = new ArrayList<>();
        for (int k = 0; k < classCount; k++) {
            boolean[] positive = new boolean[classes.length];
            for (int i = 0; i < classes.length; i++) {
                positive[i] = classes[i] == k;
            }
            weights.add(new LogisticRegression(examples, positive, costs, settings).train(SEED + k));
        }
        return weights;
    }

    /** Each example's cost by its own class, in every one of the binary problems: (N / (K · n))^balance. */
    private double[] costs(int[] classes, int classCount) {
        double[] counts = new double[classCount];
        double total = 0;
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < classCount) {
                counts[classes[i]] += 1;
                total += 1;
            }
        }
        double[] costs = new double[classes.length];
        for (int i = 0; i < classes.length; i++) {
            double rarity = classes[i] < classCount ? total / (classCount * Math.max(1, counts[classes[i]])) : 1;
            costs[i] = settings.cost() * Math.pow(rarity, settings.balance());
        }
        return costs;
    }
}

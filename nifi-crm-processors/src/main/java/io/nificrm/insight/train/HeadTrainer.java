package io.nificrm.insight.train;

import io.nificrm.insight.train.LogisticRegression.Weights;
import java.util.List;
import java.util.stream.IntStream;

/** Trains the classes of one head, each against the rest, as many at once as there are processors. */
final class HeadTrainer {
    private static final long SEED = 7;

    private final TrainingSettings settings;

    HeadTrainer(TrainingSettings settings) {
        this.settings = settings;
    }

    List<Weights> train(SparseExamples examples, Targets targets, int classCount) {
        double[] favour = favour(targets, classCount);
        return IntStream.range(0, classCount)
                .parallel()
                .mapToObj(k -> train(examples, targets, favour, k))
                .toList();
    }

    private Weights train(SparseExamples examples, Targets targets, double[] favour, int k) {
        double[] shares = new double[examples.size()];
        double[] costs = new double[examples.size()];
        for (int i = 0; i < shares.length; i++) {
            double[] own = targets.shares()[i];
            double all = 0;
            double known = 0;
            for (int c = 0; c < own.length; c++) {
                all += own[c] * favour[c];
                known += own[c];
            }
            // an example of no class of the head is an ordinary one of the rest
            all += 1 - Math.min(1, known);
            shares[i] = own[k] * favour[k] / all;
            costs[i] = settings.cost() * targets.weights()[i] * all;
        }
        return new LogisticRegression(examples, shares, costs, settings).train(SEED + k);
    }

    /** What an example of each class counts, in every one of the binary problems: (N / (K · n))^balance. */
    private double[] favour(Targets targets, int classCount) {
        double[] counts = new double[classCount];
        double total = 0;
        for (int i = 0; i < targets.shares().length; i++) {
            for (int k = 0; k < classCount; k++) {
                double amount = targets.weights()[i] * targets.shares()[i][k];
                counts[k] += amount;
                total += amount;
            }
        }
        double[] favour = new double[classCount];
        for (int k = 0; k < classCount; k++) {
            favour[k] = Math.pow(total / (classCount * Math.max(1, counts[k])), settings.balance());
        }
        return favour;
    }
}

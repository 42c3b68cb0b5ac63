package io.nificrm.insight.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * L2-regularised logistic regression for one class against the rest by dual coordinate descent. Deterministic for a seed.
 *
 * <p>Features are rescaled by how well they tell the class from the rest (naive Bayes log ratio, Wang and Manning 2012), and
 * the rescaling is folded into the weights that come out: they apply to the examples as they are.
 *
 * @see <a href="https://www.csie.ntu.edu.tw/~cjlin/papers/maxent_dual.pdf">Yu, Huang and Lin 2011, algorithm 5</a>
 * @see <a href="https://aclanthology.org/P12-2018/">Wang and Manning 2012</a>
 */
final class LogisticRegression {
    private static final double CONVERGED = 0.01;
    private static final double NEWTON_ACCURACY = 1e-3;
    private static final int NEWTON_STEPS = 50;
    private static final double SMOOTHING = 1.0;

    private final SparseExamples examples;
    private final double[] shares;
    private final double[] costs;
    private final TrainingSettings settings;
    /** Pairs of (weight with the rescaling folded in, square of the rescaling), side by side for the cache. */
    private final float[] cells;

    private double bias;

    /**
     * @param shares for each example, how probably it is of the class: 1 or 0 where that is certain. One in doubt counts as two,
     *     one of the class and one of the rest, each with its share of the cost
     * @param costs for each example, what a wrong answer costs
     */
    LogisticRegression(SparseExamples examples, double[] shares, double[] costs, TrainingSettings settings) {
        this.examples = examples;
        this.shares = shares;
        this.costs = costs;
        this.settings = settings;
        this.cells = new float[2 * examples.dimension()];
    }

    @SuppressWarnings("ArrayRecordComponent") // a million numbers, compared by nobody
    record Weights(float[] byBucket, double bias) {
        double score(SparseExamples examples, int example) {
            return examples.dot(example, byBucket) + bias;
        }
    }

    Weights train(long seed) {
        rescale();
        double[] norms = norms();
        List<Side> order = sides();
        Random random = new Random(seed);
        for (int iteration = 0; iteration < settings.iterations(); iteration++) {
            Collections.shuffle(order, random);
            double largestMove = 0;
            for (Side side : order) {
                largestMove = Math.max(largestMove, improve(side, norms[side.example]));
            }
            if (largestMove < CONVERGED) {
                break;
            }
        }
        float[] weights = new float[examples.dimension()];
        for (int b = 0; b < weights.length; b++) {
            weights[b] = cells[2 * b];
        }
        return new Weights(weights, bias);
    }

    private void rescale() {
        float[] inside = new float[examples.dimension()];
        float[] outside = new float[examples.dimension()];
        double insideTotal = 0;
        double outsideTotal = 0;
        for (int i = 0; i < examples.size(); i++) {
            float share = (float) shares[i];
            int[] bucket = examples.buckets()[i];
            for (int b : bucket) {
                inside[b] += share;
                outside[b] += 1 - share;
            }
            int features = bucket.length - examples.coordinates();
            insideTotal += share * features;
            outsideTotal += (1 - share) * features;
        }
        double smoothTotal = SMOOTHING * examples.hashed();
        double shift = Math.log((outsideTotal + smoothTotal) / (insideTotal + smoothTotal));
        for (int b = 0; b < examples.hashed(); b++) {
            double ratio = Math.log((inside[b] + SMOOTHING) / (outside[b] + SMOOTHING)) + shift;
            double scale = settings.evenness() + (1 - settings.evenness()) * Math.abs(ratio);
            cells[2 * b + 1] = (float) (scale * scale);
        }
        // a coordinate has no presence that a ratio could be made of
        for (int b = examples.hashed(); b < examples.dimension(); b++) {
            cells[2 * b + 1] = 1f;
        }
    }

    private double[] norms() {
        double[] norms = new double[examples.size()];
        for (int i = 0; i < norms.length; i++) {
            int[] bucket = examples.buckets()[i];
            float[] value = examples.values()[i];
            double sum = 1;
            for (int k = 0; k < bucket.length; k++) {
                sum += value[k] * value[k] * cells[2 * bucket[k] + 1];
            }
            norms[i] = sum;
        }
        return norms;
    }

    /** An example taken as one of the class (sign 1) or of the rest (-1), with its dual variable and what that lacks of its cost. */
    private static final class Side {
        final int example;
        final double sign;
        final double cost;
        double alpha;
        double rest;

        Side(int example, double sign, double cost) {
            this.example = example;
            this.sign = sign;
            this.cost = cost;
            this.alpha = Math.min(0.001 * cost, 1e-8);
            this.rest = cost - alpha;
        }
    }

    private List<Side> sides() {
        List<Side> sides = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            if (shares[i] > 0) {
                sides.add(new Side(i, 1, costs[i] * shares[i]));
            }
            if (shares[i] < 1) {
                sides.add(new Side(i, -1, costs[i] * (1 - shares[i])));
            }
        }
        return sides;
    }

    /** One step on the dual variable of an example; returns how far it moved in shares of its cost. */
    private double improve(Side side, double norm) {
        double cost = side.cost;
        double margin = side.sign * dot(side.example);
        boolean swapped = 0.5 * norm * (side.rest - side.alpha) + margin < 0;
        double old = swapped ? side.rest : side.alpha;
        double slope = swapped ? -margin : margin;
        double z = cost - old < 0.5 * cost ? 0.1 * old : old;
        double gradient = norm * (z - old) + slope + Math.log(z / (cost - z));
        int steps = 0;
        while (steps <= NEWTON_STEPS && Math.abs(gradient) >= NEWTON_ACCURACY) {
            double curvature = norm + cost / (cost - z) / z;
            double next = z - gradient / curvature;
            z = next <= 0 ? z * 0.1 : next;
            gradient = norm * (z - old) + slope + Math.log(z / (cost - z));
            steps++;
        }
        if (steps == 0) {
            return 0;
        }
        side.alpha = swapped ? cost - z : z;
        side.rest = swapped ? z : cost - z;
        add(side.example, (swapped ? -1 : 1) * (z - old) * side.sign);
        return Math.abs(z - old) / cost;
    }

    private double dot(int example) {
        int[] bucket = examples.buckets()[example];
        float[] value = examples.values()[example];
        double sum = bias;
        for (int k = 0; k < bucket.length; k++) {
            sum += cells[2 * bucket[k]] * value[k];
        }
        return sum;
    }

    private void add(int example, double amount) {
        int[] bucket = examples.buckets()[example];
        float[] value = examples.values()[example];
        for (int k = 0; k < bucket.length; k++) {
            int cell = 2 * bucket[k];
            cells[cell] += (float) (amount * value[k] * cells[cell + 1]);
        }
        bias += amount;
    }
}

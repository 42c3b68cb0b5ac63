package io.nificrm.insight.train;

import java.util.Arrays;

/**
 * What examples are.
 *
 * @param shares for each example, how probable each class is: one of them where a person said so, none where it is an example of
 *     something else
 * @param weights how much each example counts, 1 for one that a person labelled
 */
@SuppressWarnings("ArrayRecordComponent") // tables parallel to the examples, compared by nobody
record Targets(double[][] shares, double[] weights) {

    /** @param classes the class of each example; a number of {@code classCount} or more is an example of none of them */
    static Targets of(int[] classes, int classCount) {
        double[][] shares = new double[classes.length][classCount];
        double[] weights = new double[classes.length];
        Arrays.fill(weights, 1);
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < classCount) {
                shares[i][classes[i]] = 1;
            }
        }
        return new Targets(shares, weights);
    }

    /** The targets at the given positions; shares their rows. */
    Targets at(int[] positions) {
        return new Targets(
                Arrays.stream(positions).mapToObj(i -> shares[i]).toArray(double[][]::new),
                Arrays.stream(positions).mapToDouble(i -> weights[i]).toArray());
    }
}

package io.nificrm.insight.train;

import io.nificrm.insight.model.Calibration;

/** Fits a {@link Calibration} to the raw scores of texts that the head had not been trained on. */
final class Calibrator {
    private static final int NEWTON_STEPS = 50;
    /** Keeps the fit finite where every answer was right. */
    private static final double RIDGE = 1e-3;

    private Calibrator() {}

    /**
     * @param scores raw scores by text and class
     * @param classes the right class of each text; a text of no class of the head is left out
     */
    static Calibration fit(float[][] scores, int[] classes) {
        float temperature = bestTemperature(scores, classes);
        return platt(scores, classes, new Calibration(temperature, 1f, 0f));
    }

    /** The temperature under which the right classes are most probable, on a grid of ratio 1.1. */
    private static float bestTemperature(float[][] scores, int[] classes) {
        double best = Double.POSITIVE_INFINITY;
        float bestTemperature = 1f;
        for (double temperature = 0.2; temperature < 10; temperature *= 1.1) {
            double loss = loss(scores, classes, new Calibration((float) temperature, 1f, 0f));
            if (loss < best) {
                best = loss;
                bestTemperature = (float) temperature;
            }
        }
        return bestTemperature;
    }

    private static double loss(float[][] scores, int[] classes, Calibration calibration) {
        double loss = 0;
        for (int i = 0; i < scores.length; i++) {
            int classCount = scores[i].length;
            if (classes[i] < classCount) {
                float[] shares = scores[i].clone();
                calibration.shares(shares, classCount);
                loss -= Math.log(Math.max(1e-9, shares[classes[i]]));
            }
        }
        return loss;
    }

    /** Logistic regression of "the winner is right" on the log odds of the winner's share, by Newton's method. */
    private static Calibration platt(float[][] scores, int[] classes, Calibration tempered) {
        double[] odds = new double[scores.length];
        double[] right = new double[scores.length];
        int n = 0;
        for (int i = 0; i < scores.length; i++) {
            if (classes[i] < scores[i].length) {
                float[] shares = scores[i].clone();
                tempered.shares(shares, shares.length);
                int best = Evaluation.winner(shares);
                odds[n] = Calibration.logit(shares[best]);
                right[n++] = best == classes[i] ? 1 : 0;
            }
        }
        double slope = 1;
        double intercept = 0;
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double gs = RIDGE * (1 - slope);
            double gi = -RIDGE * intercept;
            double hss = RIDGE;
            double hii = RIDGE;
            double hsi = 0;
            for (int i = 0; i < n; i++) {
                double p = 1 / (1 + Math.exp(-(slope * odds[i] + intercept)));
                double weight = p * (1 - p);
                gs += (right[i] - p) * odds[i];
                gi += right[i] - p;
                hss += weight * odds[i] * odds[i];
                hsi += weight * odds[i];
                hii += weight;
            }
            double determinant = hss * hii - hsi * hsi;
            slope += (hii * gs - hsi * gi) / determinant;
            intercept += (hss * gi - hsi * gs) / determinant;
        }
        return new Calibration(tempered.temperature(), (float) slope, (float) intercept);
    }
}

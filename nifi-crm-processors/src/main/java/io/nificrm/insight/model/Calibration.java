package io.nificrm.insight.model;

/**
 * Turns the raw scores of a head into honest probabilities, with three numbers fitted on texts that the head had not seen.
 *
 * @param temperature what raw scores are multiplied by before the softmax
 * @param slope of the Platt scaling of the winning share
 * @param intercept of the Platt scaling of the winning share
 * @see <a href="https://home.cs.colorado.edu/~mozer/Teaching/syllabi/6622/papers/Platt1999.pdf">Platt 1999</a>
 */
public record Calibration(float temperature, float slope, float intercept) {
    /** Takes the shares as they are. */
    public static final Calibration NONE = new Calibration(1f, 1f, 0f);

    private static final double CLOSE_TO_CERTAIN = 1e-6;

    /** Shares of the classes, summing to one: softmax of the tempered scores, written over {@code scores}. */
    public void shares(float[] scores, int classes) {
        float highest = Float.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            highest = Math.max(highest, scores[k]);
        }
        float sum = 0;
        for (int k = 0; k < classes; k++) {
            scores[k] = (float) Math.exp(temperature * (scores[k] - highest));
            sum += scores[k];
        }
        for (int k = 0; k < classes; k++) {
            scores[k] /= sum;
        }
    }

    /** The probability that the class which won with {@code share} is right. */
    public float confidence(float share) {
        double logit = logit(share);
        return (float) (1 / (1 + Math.exp(-(slope * logit + intercept))));
    }

    /** Log odds of a share, kept finite. */
    public static double logit(double share) {
        double p = Math.clamp(share, CLOSE_TO_CERTAIN, 1 - CLOSE_TO_CERTAIN);
        return Math.log(p / (1 - p));
    }
}

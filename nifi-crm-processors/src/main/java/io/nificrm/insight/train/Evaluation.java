package io.nificrm.insight.train;

import java.util.List;
import java.util.Locale;

/**
 * Counts right and wrong answers, by class, and how well confidences fit. A text without an answer counts as wrong.
 *
 * <p>Figures are percentages. Macro figures average over classes, so that a rare class counts as much as a frequent one.
 */
public final class Evaluation {
    private static final int CONFIDENCE_BINS = 10;

    private final List<String> labels;
    /** By right class and given class; the last column counts texts without an answer. */
    private final int[][] confusion;

    private final int[] binTexts = new int[CONFIDENCE_BINS];
    private final int[] binRight = new int[CONFIDENCE_BINS];
    private final double[] binConfidence = new double[CONFIDENCE_BINS];
    private int texts;

    public Evaluation(List<String> labels) {
        this.labels = List.copyOf(labels);
        this.confusion = new int[labels.size()][labels.size() + 1];
    }

    /** Index of the highest score. */
    static int winner(float[] scores) {
        int best = 0;
        for (int k = 1; k < scores.length; k++) {
            best = scores[k] > scores[best] ? k : best;
        }
        return best;
    }

    /**
     * @param right the right class
     * @param given the class that was answered
     * @param confidence 0 to 1
     */
    public void add(int right, int given, double confidence) {
        confusion[right][given]++;
        int bin = Math.clamp((int) (confidence * CONFIDENCE_BINS), 0, CONFIDENCE_BINS - 1);
        binTexts[bin]++;
        binRight[bin] += right == given ? 1 : 0;
        binConfidence[bin] += confidence;
        texts++;
    }

    /** Counts a text for which no answer was given. */
    public void addUnanswered(int right) {
        confusion[right][labels.size()]++;
        texts++;
    }

    public int texts() {
        return texts;
    }

    public double accuracy() {
        int right = 0;
        for (int k = 0; k < labels.size(); k++) {
            right += confusion[k][k];
        }
        return percent(right, texts);
    }

    public double recall(int label) {
        int of = 0;
        for (int count : confusion[label]) {
            of += count;
        }
        return percent(confusion[label][label], of);
    }

    public double precision(int label) {
        int of = 0;
        for (int[] row : confusion) {
            of += row[label];
        }
        return percent(confusion[label][label], of);
    }

    public double f1(int label) {
        double sum = recall(label) + precision(label);
        return sum == 0 ? 0 : 2 * recall(label) * precision(label) / sum;
    }

    public double macroRecall() {
        double sum = 0;
        for (int k = 0; k < labels.size(); k++) {
            sum += recall(k);
        }
        return sum / labels.size();
    }

    public double macroF1() {
        double sum = 0;
        for (int k = 0; k < labels.size(); k++) {
            sum += f1(k);
        }
        return sum / labels.size();
    }

    /** Expected calibration error: how far confidence and share of right answers are apart on average, in points. */
    public double calibrationError() {
        double error = 0;
        int answered = 0;
        for (int bin = 0; bin < CONFIDENCE_BINS; bin++) {
            error += 100 * Math.abs(binRight[bin] - binConfidence[bin]);
            answered += binTexts[bin];
        }
        return answered == 0 ? 0 : error / answered;
    }

    private static double percent(int part, int whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }

    /** One line with the figures that are usually quoted. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%d texts, macro recall %.1f, macro F1 %.1f, accuracy %.1f, calibration error %.1f",
                texts,
                macroRecall(),
                macroF1(),
                accuracy(),
                calibrationError());
    }

    /** The whole report: summary, figures by class, confusion, calibration; several lines. */
    public String report() {
        StringBuilder report = new StringBuilder(summary()).append('\n');
        report.append(String.format("  %-12s %9s %9s %9s   given:", "class", "precision", "recall", "F1"));
        for (String label : labels) {
            report.append(String.format(" %9s", label));
        }
        report.append(String.format(" %9s%n", "none"));
        for (int k = 0; k < labels.size(); k++) {
            report.append(String.format(
                    Locale.ROOT, "  %-12s %9.1f %9.1f %9.1f         ", labels.get(k), precision(k), recall(k), f1(k)));
            for (int count : confusion[k]) {
                report.append(String.format(" %9d", count));
            }
            report.append('\n');
        }
        report.append("  confidence → right:");
        for (int bin = 0; bin < CONFIDENCE_BINS; bin++) {
            if (binTexts[bin] > 0) {
                report.append(String.format(
                        Locale.ROOT,
                        "  %.0f%%→%.0f%% (%d)",
                        100 * binConfidence[bin] / binTexts[bin],
                        percent(binRight[bin], binTexts[bin]),
                        binTexts[bin]));
            }
        }
        return report.append('\n').toString();
    }
}

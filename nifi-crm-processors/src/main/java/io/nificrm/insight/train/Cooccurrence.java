package io.nificrm.insight.train;

import java.util.Arrays;
import java.util.Random;

/**
 * How much more often than by chance two words stand in the same text: positive pointwise mutual information, as a sparse matrix.
 */
final class Cooccurrence {
    /** Keeps rare words from looking alike by chance. */
    private static final double SMOOTHING = 0.75;

    private static final int ROUNDS = 8;
    private static final long SEED = 3;

    private final int[][] columns;
    private final float[][] values;

    private Cooccurrence(int[][] columns, float[][] values) {
        this.columns = columns;
        this.values = values;
    }

    /**
     * @param texts the numbers of the words in each text, each word once
     * @param words how many words there are
     */
    static Cooccurrence of(int[][] texts, int words) {
        double[] neighbours = new double[words];
        int[][] textsOf = new int[words][];
        int[] filled = new int[words];
        for (int[] text : texts) {
            for (int word : text) {
                neighbours[word] += text.length - 1;
                filled[word]++;
            }
        }
        for (int word = 0; word < words; word++) {
            textsOf[word] = new int[filled[word]];
            filled[word] = 0;
        }
        for (int t = 0; t < texts.length; t++) {
            for (int word : texts[t]) {
                textsOf[word][filled[word]++] = t;
            }
        }
        double total =
                Arrays.stream(neighbours).map(n -> Math.pow(n, SMOOTHING)).sum();
        int[][] columns = new int[words][];
        float[][] values = new float[words][];
        int[] counts = new int[words];
        for (int word = 0; word < words; word++) {
            Arrays.fill(counts, 0);
            for (int t : textsOf[word]) {
                for (int other : texts[t]) {
                    counts[other]++;
                }
            }
            counts[word] = 0;
            int[] column = new int[words];
            float[] value = new float[words];
            int found = 0;
            for (int other = 0; other < words; other++) {
                if (counts[other] > 0) {
                    double chance = neighbours[word] * Math.pow(neighbours[other], SMOOTHING) / total;
                    double information = Math.log(counts[other] / chance);
                    if (information > 0) {
                        column[found] = other;
                        value[found++] = (float) information;
                    }
                }
            }
            columns[word] = Arrays.copyOf(column, found);
            values[word] = Arrays.copyOf(value, found);
        }
        return new Cooccurrence(columns, values);
    }

    /**
     * A point for each word, of mean length 1, whose distances are those of the matrix's rows as well as so few coordinates can tell:
     * its leading left singular vectors, by subspace iteration from a fixed random start.
     */
    float[][] points(int coordinates) {
        int words = columns.length;
        Random random = new Random(SEED);
        float[][] basis = new float[words][coordinates];
        for (float[] row : basis) {
            for (int c = 0; c < coordinates; c++) {
                row[c] = (float) random.nextGaussian();
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            basis = orthonormal(times(transposedTimes(basis)));
        }
        return scaled(basis);
    }

    private float[][] times(float[][] right) {
        float[][] product = new float[columns.length][right[0].length];
        for (int row = 0; row < columns.length; row++) {
            for (int k = 0; k < columns[row].length; k++) {
                addTo(product[row], values[row][k], right[columns[row][k]]);
            }
        }
        return product;
    }

    private float[][] transposedTimes(float[][] right) {
        float[][] product = new float[columns.length][right[0].length];
        for (int row = 0; row < columns.length; row++) {
            for (int k = 0; k < columns[row].length; k++) {
                addTo(product[columns[row][k]], values[row][k], right[row]);
            }
        }
        return product;
    }

    private static void addTo(float[] target, float factor, float[] row) {
        for (int c = 0; c < target.length; c++) {
            target[c] += factor * row[c];
        }
    }

    /** Modified Gram-Schmidt over the columns, twice, as single precision asks for. */
    private static float[][] orthonormal(float[][] matrix) {
        int coordinates = matrix[0].length;
        float[][] column = new float[coordinates][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int c = 0; c < coordinates; c++) {
                column[c][i] = matrix[i][c];
            }
        }
        for (int c = 0; c < coordinates; c++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int before = 0; before < c; before++) {
                    addTo(column[c], (float) -dot(column[c], column[before]), column[before]);
                }
                double length = Math.sqrt(dot(column[c], column[c]));
                for (int i = 0; i < matrix.length; i++) {
                    column[c][i] = length == 0 ? 0 : (float) (column[c][i] / length);
                }
            }
        }
        for (int i = 0; i < matrix.length; i++) {
            for (int c = 0; c < coordinates; c++) {
                matrix[i][c] = column[c][i];
            }
        }
        return matrix;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /** Moved to a mean of 0 and scaled to a mean length of 1. */
    private static float[][] scaled(float[][] points) {
        int coordinates = points[0].length;
        double[] mean = new double[coordinates];
        for (float[] point : points) {
            for (int c = 0; c < coordinates; c++) {
                mean[c] += point[c] / points.length;
            }
        }
        double length = 0;
        for (float[] point : points) {
            for (int c = 0; c < coordinates; c++) {
                point[c] -= (float) mean[c];
            }
            length += Math.sqrt(dot(point, point)) / points.length;
        }
        for (float[] point : points) {
            for (int c = 0; c < coordinates; c++) {
                point[c] = length == 0 ? 0 : (float) (point[c] / length);
            }
        }
        return points;
    }
}

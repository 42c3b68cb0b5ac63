package io.nificrm.insight.train;

import io.nificrm.insight.features.FeatureExtractor;
import io.nificrm.insight.features.FeatureGroup;
import io.nificrm.insight.features.Features;
import io.nificrm.insight.features.Hashes;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Training texts as sparse vectors over the buckets of the feature hash.
 *
 * @param buckets bucket numbers of each text, ascending
 * @param values what each of those buckets counts
 * @param hashed number of buckets of the feature hash, a power of two
 * @param coordinates number of columns behind those buckets that hold no hashed features; see {@link WordVectors}
 */
@SuppressWarnings("ArrayRecordComponent") // the arrays are this type's content; nobody compares two of them
record SparseExamples(int[][] buckets, float[][] values, int hashed, int coordinates) {

    /**
     * @param salt what language-specific copies of the features are hashed with, or 0 for none; see {@link HeadTrainer}
     */
    static SparseExamples of(
            List<LabelledText> texts,
            FeatureExtractor extractor,
            List<FeatureGroup> groups,
            int bits,
            ToIntFunction<LabelledText> salt) {
        int[][] buckets = new int[texts.size()][];
        float[][] values = new float[texts.size()][];
        for (int i = 0; i < texts.size(); i++) {
            Features features =
                    extractor.extract(texts.get(i).text(), texts.get(i).language());
            int languageSalt = salt.applyAsInt(texts.get(i));
            long[] cells = cells(features, groups, languageSalt, (1 << bits) - 1);
            Arrays.sort(cells);
            merge(cells, i, buckets, values);
        }
        return new SparseExamples(buckets, values, 1 << bits, 0);
    }

    /** Bucket in the upper, bits of the value in the lower half of each cell: sorting brings equal buckets together. */
    private static long[] cells(Features features, List<FeatureGroup> groups, int salt, int mask) {
        int total = groups.stream().mapToInt(features::count).sum();
        long[] cells = new long[total * (salt == 0 ? 1 : 2)];
        int count = 0;
        for (FeatureGroup group : groups) {
            int number = features.count(group);
            int[] hashes = features.hashes(group);
            long value = Float.floatToIntBits(group.scale(number));
            for (int k = 0; k < number; k++) {
                cells[count++] = (long) (hashes[k] & mask) << 32 | value;
                if (salt != 0) {
                    cells[count++] = (long) (Hashes.pair(hashes[k], salt) & mask) << 32 | value;
                }
            }
        }
        return cells;
    }

    private static void merge(long[] cells, int example, int[][] buckets, float[][] values) {
        int[] bucket = new int[cells.length];
        float[] value = new float[cells.length];
        int count = 0;
        for (int k = 0; k < cells.length; k++) {
            int index = (int) (cells[k] >>> 32);
            float amount = Float.intBitsToFloat((int) cells[k]);
            if (count > 0 && bucket[count - 1] == index) {
                value[count - 1] += amount;
            } else {
                bucket[count] = index;
                value[count++] = amount;
            }
        }
        buckets[example] = Arrays.copyOf(bucket, count);
        values[example] = Arrays.copyOf(value, count);
    }

    /** Number of all columns. */
    int dimension() {
        return hashed + coordinates;
    }

    int size() {
        return buckets.length;
    }

    /** The examples at the given positions; shares their arrays. */
    SparseExamples at(int[] positions) {
        int[][] b = new int[positions.length][];
        float[][] v = new float[positions.length][];
        for (int i = 0; i < positions.length; i++) {
            b[i] = buckets[positions[i]];
            v[i] = values[positions[i]];
        }
        return new SparseExamples(b, v, hashed, coordinates);
    }

    double dot(int example, float[] weights) {
        int[] bucket = buckets[example];
        float[] value = values[example];
        double sum = 0;
        for (int k = 0; k < bucket.length; k++) {
            sum += weights[bucket[k]] * value[k];
        }
        return sum;
    }
}

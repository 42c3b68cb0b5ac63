package io.nificrm.insight.train;

import io.nificrm.insight.features.FeatureExtractor;
import io.nificrm.insight.features.FeatureGroup;
import io.nificrm.insight.features.Tokens;
import io.nificrm.insight.train.LogisticRegression.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What words have in common, learned without labels from which words stand in the same posts: a point in space for each word, close
 * to those of words used alike. A head with few labelled texts learns from them about words that those texts hardly have.
 *
 * <p>While a head is trained, a text has its words' points, added up, as further features. As the model is linear, what was learned
 * about the points folds into the weights of the words themselves: the finished model is no larger and no slower.
 *
 * @see <a href="https://aclanthology.org/Q15-1016/">Levy, Goldberg and Dagan 2015, whose smoothed PPMI and truncated SVD this is</a>
 */
final class WordVectors {
    private static final int RARE = 3;
    private static final int COORDINATES = 100;
    /** Fewer words have nothing in common worth learning. */
    private static final int FEWEST_WORDS = 1_000;

    private final Map<Integer, Integer> indexes;
    private final float[][] points;
    private final FeatureExtractor extractor;

    private WordVectors(Map<Integer, Integer> indexes, float[][] points, FeatureExtractor extractor) {
        this.indexes = indexes;
        this.points = points;
        this.extractor = extractor;
    }

    /** Learns the words of {@code texts}; no word has a point where there are too few. The same texts give the same points. */
    static WordVectors learn(List<LabelledText> texts, FeatureExtractor extractor) {
        Map<Integer, Integer> counts = new TreeMap<>();
        List<int[]> words = new ArrayList<>();
        for (LabelledText text : texts) {
            int[] distinct = distinctWords(text, extractor);
            words.add(distinct);
            for (int word : distinct) {
                counts.merge(word, 1, Integer::sum);
            }
        }
        Map<Integer, Integer> indexes = new TreeMap<>();
        counts.forEach((word, count) -> {
            if (count >= RARE) {
                indexes.put(word, indexes.size());
            }
        });
        if (indexes.size() < FEWEST_WORDS) {
            return new WordVectors(Map.of(), new float[0][COORDINATES], extractor);
        }
        int[][] known = words.stream()
                .map(text -> Arrays.stream(text)
                        .filter(indexes::containsKey)
                        .map(indexes::get)
                        .toArray())
                .toArray(int[][]::new);
        return new WordVectors(indexes, Cooccurrence.of(known, indexes.size()).points(COORDINATES), extractor);
    }

    private static int[] distinctWords(LabelledText text, FeatureExtractor extractor) {
        extractor.extract(text.text());
        Tokens tokens = extractor.tokens();
        TreeSet<Integer> distinct = new TreeSet<>();
        for (int i = 0; i < tokens.count(); i++) {
            distinct.add(tokens.hash(i));
        }
        return distinct.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * The examples with the coordinates of their texts as further columns.
     *
     * @param weight what a coordinate counts beside the other features; 0 leaves the examples as they are
     */
    SparseExamples extend(SparseExamples examples, List<LabelledText> texts, float weight) {
        if (weight == 0 || points.length == 0) {
            return examples;
        }
        int[][] buckets = new int[examples.size()][];
        float[][] values = new float[examples.size()][];
        for (int i = 0; i < examples.size(); i++) {
            float[] point = point(texts.get(i), weight);
            int count = examples.buckets()[i].length;
            buckets[i] = Arrays.copyOf(examples.buckets()[i], count + COORDINATES);
            values[i] = Arrays.copyOf(examples.values()[i], count + COORDINATES);
            for (int c = 0; c < COORDINATES; c++) {
                buckets[i][count + c] = examples.hashed() + c;
                values[i][count + c] = point[c];
            }
        }
        return new SparseExamples(buckets, values, examples.hashed(), COORDINATES);
    }

    private float[] point(LabelledText text, float weight) {
        float scale =
                weight * FeatureGroup.WORDS.scale(extractor.extract(text.text()).count(FeatureGroup.WORDS));
        Tokens tokens = extractor.tokens();
        float[] sum = new float[COORDINATES];
        for (int i = 0; i < tokens.count(); i++) {
            Integer index = indexes.get(tokens.hash(i));
            if (index != null) {
                for (int c = 0; c < COORDINATES; c++) {
                    sum[c] += scale * points[index][c];
                }
            }
        }
        return sum;
    }

    /** The weights of a head that was trained on extended examples, for examples without the further columns. */
    Weights fold(Weights extended, int hashed, float weight) {
        if (extended.byBucket().length == hashed) {
            return extended;
        }
        float[] folded = Arrays.copyOf(extended.byBucket(), hashed);
        indexes.forEach((word, index) -> {
            double sum = 0;
            for (int c = 0; c < COORDINATES; c++) {
                sum += points[index][c] * extended.byBucket()[hashed + c];
            }
            folded[FeatureExtractor.wordFeature(word) & (hashed - 1)] += (float) (weight * sum);
        });
        return new Weights(folded, extended.bias());
    }
}

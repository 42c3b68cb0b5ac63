package io.nificrm.insight.train;

import io.nificrm.insight.features.FeatureGroup;
import io.nificrm.insight.model.Task;
import java.util.List;

/**
 * How the heads of a panel are trained.
 *
 * @param settings of the regression
 * @param bits the table has 2^bits buckets
 * @param groups the features it looks at
 * @param vectors what the coordinates of {@link WordVectors} count beside the other features; 0 for none
 * @param negligible weights of at most so many quantisation steps become zero
 */
record HeadRecipe(TrainingSettings settings, int bits, List<FeatureGroup> groups, float vectors, int negligible) {
    private static final List<FeatureGroup> ALL = List.of(FeatureGroup.values());
    private static final int ITERATIONS = 20;

    static HeadRecipe of(Task task, boolean oneLanguage) {
        return switch (task) {
            case SENTIMENT ->
                oneLanguage
                        ? new HeadRecipe(new TrainingSettings(1.5, 0.3, 1.4, ITERATIONS), 20, ALL, 0.5f, 2)
                        : new HeadRecipe(new TrainingSettings(3, 0.2, 1, ITERATIONS), 19, ALL, 0f, 2);
            case EMOTION ->
                oneLanguage
                        ? new HeadRecipe(new TrainingSettings(4, 0.02, 0.8, ITERATIONS), 20, ALL, 0.5f, 2)
                        : new HeadRecipe(new TrainingSettings(8, 0.02, 0.8, ITERATIONS), 19, ALL, 0f, 2);
            // neither mood nor the surface may give a language away: it would be a habit of the data set
            case LANGUAGE ->
                new HeadRecipe(
                        new TrainingSettings(4, 0.25, 0.5, ITERATIONS),
                        16,
                        List.of(FeatureGroup.WORDS, FeatureGroup.LETTERS),
                        0f,
                        1);
        };
    }
}

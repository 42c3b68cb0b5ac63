package io.nificrm.insight.train;

import io.nificrm.insight.features.FeatureGroup;
import io.nificrm.insight.model.Task;
import java.util.List;

/**
 * How the heads of a panel are trained.
 *
 * @param settings of the regression
 * @param taught the same where there are lessons of a {@link Teacher}: more texts bear weights that follow them more closely
 * @param bits the table has 2^bits buckets
 * @param groups the features it looks at
 * @param vectors what the coordinates of {@link WordVectors} count beside the other features; 0 for none
 * @param negligible weights of at most so many quantisation steps become zero
 */
record HeadRecipe(
        TrainingSettings settings,
        TrainingSettings taught,
        int bits,
        List<FeatureGroup> groups,
        float vectors,
        int negligible) {
    private static final List<FeatureGroup> ALL = List.of(FeatureGroup.values());
    private static final int ITERATIONS = 20;
    /** What a lesson of a {@link Teacher} counts beside a labelled text. */
    static final double LESSON = 0.1;

    static HeadRecipe of(Task task, boolean oneLanguage) {
        return switch (task) {
            case SENTIMENT ->
                oneLanguage
                        ? of(new TrainingSettings(1.5, 0.3, 1.4, ITERATIONS), 1, 20, 0.5f)
                        : of(new TrainingSettings(3, 0.2, 1, ITERATIONS), 1, 19, 0f);
            case EMOTION ->
                oneLanguage
                        ? of(new TrainingSettings(4, 0.02, 0.8, ITERATIONS), 2, 20, 0.5f)
                        : of(new TrainingSettings(8, 0.02, 0.8, ITERATIONS), 1, 19, 0f);
            // neither mood nor the surface may give a language away: it would be a habit of the data set
            case LANGUAGE ->
                new HeadRecipe(
                        new TrainingSettings(4, 0.25, 0.5, ITERATIONS),
                        new TrainingSettings(4, 0.25, 0.5, ITERATIONS),
                        16,
                        List.of(FeatureGroup.WORDS, FeatureGroup.LETTERS),
                        0f,
                        1);
        };
    }

    private static HeadRecipe of(TrainingSettings settings, double closer, int bits, float vectors) {
        TrainingSettings taught = new TrainingSettings(
                settings.cost() * closer, settings.evenness(), settings.balance(), settings.iterations());
        return new HeadRecipe(settings, taught, bits, ALL, vectors, 2);
    }
}

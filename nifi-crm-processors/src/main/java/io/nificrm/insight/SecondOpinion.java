package io.nificrm.insight;

import io.nificrm.touchpoint.Emotion;
import io.nificrm.touchpoint.Sentiment;
import java.util.List;
import java.util.Optional;

/**
 * Classifiers that judge instead of the built-in model. Where one is given, its answer counts, also if it has none.
 *
 * @param sentiment judges how texts are meant
 * @param emotion judges what their writers feel
 */
public record SecondOpinion(Optional<Judge<Sentiment>> sentiment, Optional<Judge<Emotion>> emotion) {
    /** The built-in model judges everything. */
    public static final SecondOpinion NONE = new SecondOpinion(Optional.empty(), Optional.empty());

    /** Judges several texts at once, which is many times faster with a transformer than one by one. */
    @FunctionalInterface
    public interface Judge<T> {
        /**
         * @param texts at least one
         * @return one answer each, in the same order, empty where it has none
         * @throws TextClassifier.ClassificationException when it cannot judge for now
         */
        List<Optional<T>> judge(List<String> texts);
    }
}

package io.nificrm.insight;

import io.nificrm.touchpoint.Emotion;
import io.nificrm.touchpoint.Sentiment;
import java.util.Optional;
import java.util.function.Function;

/**
 * Classifiers that judge instead of the built-in model. Where one is given, its answer counts, also if it has none.
 *
 * @param sentiment judges how a text is meant
 * @param emotion judges what its writer feels
 */
public record SecondOpinion(
        Optional<Function<String, Optional<Sentiment>>> sentiment,
        Optional<Function<String, Optional<Emotion>>> emotion) {
    /** The built-in model judges everything. */
    public static final SecondOpinion NONE = new SecondOpinion(Optional.empty(), Optional.empty());
}

package io.nificrm.insight;

import io.nificrm.insight.features.Features;
import io.nificrm.insight.model.Calibration;
import io.nificrm.insight.model.Head;
import io.nificrm.insight.model.Panel;
import io.nificrm.insight.model.Task;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tells the language of a text: by its script where that suffices, else by the model. Every language of the model is judged
 * against all others and against text of no known language, so that all of them may refuse. Not for sharing between threads.
 */
final class LanguageIdentifier {
    private final Panel panel;
    private final Head head;
    private final Scripts scripts = new Scripts();
    private final float[] sums = new float[Panel.SUMS];
    private final float[] scores = new float[Panel.SUMS];

    LanguageIdentifier(Panel panel) {
        this.panel = panel;
        this.head = panel.head(Task.LANGUAGE).orElseThrow();
    }

    /** The language, however uncertain; empty if there is none that could be it. */
    Optional<DetectedLanguage> identify(CharSequence text, Features features) {
        return switch (scripts.read(text)) {
            case NONE, NO_LETTERS -> Optional.empty();
            case CERTAIN -> scripts.language();
            case OPEN -> Optional.of(mostProbable(features));
        };
    }

    private DetectedLanguage mostProbable(Features features) {
        Arrays.fill(sums, 0);
        panel.addScores(features, "", sums);
        head.scores(sums, scores);
        int best = 0;
        for (int k = 1; k < head.labels().size(); k++) {
            best = scores[k] > scores[best] ? k : best;
        }
        float ownOdds = scores[best];
        Calibration calibration = head.calibration();
        calibration.shares(scores, head.labels().size());
        float amongKnown = calibration.confidence(scores[best]);
        // the share only compares the known languages; a text of none of them fails the winner's own test as well
        float known = (float) (1 / (1 + Math.exp(-(ownOdds + 2))));
        return new DetectedLanguage(head.labels().get(best), amongKnown * known);
    }
}

package io.nificrm.insight;

import io.nificrm.insight.features.Features;
import io.nificrm.insight.model.Calibration;
import io.nificrm.insight.model.Head;
import io.nificrm.insight.model.Panel;
import io.nificrm.insight.model.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tells the language of a text: by its script where that suffices, else by the model. Every language of the model is judged
 * against all others and against text of no known language, so that all of them may refuse. Not for sharing between threads.
 */
final class LanguageIdentifier {
    /** An expected language is so many times as probable as another known one before a word was read: e³ is about 20. */
    private static final float EXPECTED_LOG_ODDS = 3;

    private final Panel panel;
    private final Head head;
    private final float[] priors;
    private final Scripts scripts = new Scripts();
    private final float[] sums = new float[Panel.SUMS];
    private final float[] scores = new float[Panel.SUMS];
    private boolean letters = true;

    /** @param expected tags of the languages that most texts are in; empty if nothing is known */
    LanguageIdentifier(Panel panel, List<String> expected) {
        this.panel = panel;
        this.head = panel.head(Task.LANGUAGE).orElseThrow();
        this.priors = new float[head.labels().size()];
        for (int k = 0; k < priors.length; k++) {
            priors[k] = expected.contains(head.labels().get(k)) ? EXPECTED_LOG_ODDS : 0;
        }
    }

    /** The language, however uncertain; empty if there is none that could be it. */
    Optional<DetectedLanguage> identify(CharSequence text, Features features) {
        Scripts.Verdict verdict = scripts.read(text);
        letters = verdict != Scripts.Verdict.NO_LETTERS;
        return switch (verdict) {
            case NONE, NO_LETTERS -> Optional.empty();
            case CERTAIN -> scripts.language();
            case OPEN -> Optional.of(mostProbable(features));
        };
    }

    /** Whether the last text had any letters: emoji alone are of every language. */
    boolean hasLetters() {
        return letters;
    }

    private DetectedLanguage mostProbable(Features features) {
        Arrays.fill(sums, 0);
        panel.addScores(features, "", sums);
        head.scores(sums, scores);
        Calibration calibration = head.calibration();
        int best = 0;
        for (int k = 0; k < priors.length; k++) {
            // shares are made of tempered scores: so much more of a score is so much more of log odds
            scores[k] += priors[k] / calibration.temperature();
            best = scores[k] > scores[best] ? k : best;
        }
        float ownOdds = scores[best] - priors[best] / calibration.temperature();
        calibration.shares(scores, priors.length);
        float amongKnown = calibration.confidence(scores[best]);
        // the share only compares the known languages; a text of none of them fails the winner's own test as well, for
        // which
        // no expectation counts: that a brand is talked about in English says nothing about Dutch
        float known = (float) (1 / (1 + Math.exp(-(ownOdds + 2))));
        return new DetectedLanguage(head.labels().get(best), amongKnown * known);
    }
}

package io.nificrm.insight.model;

import io.nificrm.insight.features.FeatureGroup;
import io.nificrm.insight.features.Features;
import io.nificrm.insight.features.Hashes;
import java.util.List;
import java.util.Optional;

/**
 * Heads that judge texts of the same languages and share one table of weights.
 *
 * @param languages BCP-47 tags of the languages it judges; empty for the panel that finds the language out
 * @param heads its questions, each for a different task
 * @param groups the features it looks at
 * @param table the weights of all its classes
 */
public record Panel(List<String> languages, List<Head> heads, List<FeatureGroup> groups, ScoringTable table) {

    public Panel {
        languages = List.copyOf(languages);
        heads = List.copyOf(heads);
        groups = List.copyOf(groups);
    }

    /** The number of sums that {@link #addScores} fills. */
    public static final int SUMS = ScoringTable.LANES;

    public Optional<Head> head(Task task) {
        for (Head head : heads) {
            if (head.task() == task) {
                return Optional.of(head);
            }
        }
        return Optional.empty();
    }

    /**
     * Adds up the weights of a post's features for all heads at once. A panel of several languages looks every feature up twice:
     * as it is, which all its languages share, and as that of {@code language}.
     *
     * @param sums {@link #SUMS} numbers to add to
     */
    public void addScores(Features features, String language, float[] sums) {
        table.addScores(features, groups, 0, sums);
        if (languages.size() > 1) {
            table.addScores(features, groups, salt(language), sums);
        }
    }

    /** The weight of one feature for one class of a head, as log odds before scaling by its group. */
    public float weight(Head head, int label, int hash, String language) {
        int lane = head.firstLane() + label;
        int weight = table.weight(hash, lane);
        if (languages.size() > 1) {
            weight += table.weight(Hashes.pair(hash, salt(language)), lane);
        }
        return weight * head.steps().get(label);
    }

    /** What the features of one language are hashed with to keep them apart from those of the others. */
    public static int salt(String language) {
        return Hashes.of(language);
    }
}

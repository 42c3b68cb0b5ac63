package io.nificrm.insight.train;

import io.nificrm.insight.features.FeatureGroup;
import io.nificrm.insight.model.Head;
import io.nificrm.insight.model.Panel;
import io.nificrm.insight.model.ScoringTable;
import io.nificrm.insight.train.LogisticRegression.Weights;
import io.nificrm.insight.train.Quantizer.Quantized;
import java.util.ArrayList;
import java.util.List;

/** Rounds the weights of trained heads and lays them side by side into the table of a panel. */
final class PanelBuilder {
    private final List<String> languages;
    private final List<FeatureGroup> groups;
    private final List<Head> heads = new ArrayList<>();
    private final List<byte[]> lanes = new ArrayList<>();

    PanelBuilder(List<String> languages, List<FeatureGroup> groups) {
        this.languages = languages;
        this.groups = groups;
    }

    boolean hasRoomFor(TrainedHead head) {
        return lanes.size() + head.labels().size() <= ScoringTable.LANES;
    }

    void add(TrainedHead trained, int negligible) {
        int firstLane = lanes.size();
        List<Float> steps = new ArrayList<>();
        List<Float> biases = new ArrayList<>();
        for (Weights weights : trained.weights()) {
            Quantized quantized = Quantizer.quantize(weights.byBucket(), negligible);
            lanes.add(quantized.weights());
            steps.add(quantized.step());
            biases.add((float) weights.bias());
        }
        heads.add(new Head(trained.task(), trained.labels(), firstLane, steps, biases, trained.calibration()));
    }

    Panel build() {
        return new Panel(languages, heads, groups, new ScoringTable(lanes.toArray(byte[][]::new)));
    }
}

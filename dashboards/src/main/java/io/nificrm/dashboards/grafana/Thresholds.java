package io.nificrm.dashboards.grafana;

import java.util.ArrayList;
import java.util.List;

/** From which value on a number takes which colour. */
public record Thresholds(String base, List<Step> steps) {

    /** From this value on, this colour. */
    public record Step(double from, String color) {}

    /** One colour, whatever the value. */
    public static Thresholds always(String color) {
        return new Thresholds(color, List.of());
    }

    /** The colour above the steps so far. */
    public Thresholds from(double value, String color) {
        List<Step> all = new ArrayList<>(steps);
        all.add(new Step(value, color));
        return new Thresholds(base, List.copyOf(all));
    }

    Fields json() {
        List<Fields> all = new ArrayList<>();
        // Grafana's lowest step has no number: it reaches down without end
        all.add(new Fields().put("color", base).put("value", null));
        steps.forEach(step -> all.add(new Fields().put("color", step.color()).put("value", step.from())));
        return new Fields().put("mode", "absolute").put("steps", all);
    }
}

package io.nificrm.local.flow;

import io.nificrm.local.nifi.Canvas;
import io.nificrm.local.nifi.Canvas.BackPressure;
import io.nificrm.local.nifi.Canvas.Component;
import io.nificrm.local.nifi.Canvas.Processor;
import java.io.IOException;
import java.util.Set;

/**
 * A process group of steps one below the other.
 *
 * @param in where FlowFiles come in
 * @param out where they leave
 * @param refused where what no step can handle leaves
 */
record StepGroup(Component in, Component out, Component refused) {

    /** What the group takes and how much of it may wait at its first step. */
    record Ports(String in, BackPressure limit) {}

    static StepGroup draw(Canvas canvas, String group, Ports ports, Steps.Step... steps)
            throws IOException, InterruptedException {
        Component in = canvas.addInputPort(group, ports.in(), Grid.portAt(0, 0));
        Component out = canvas.addOutputPort(group, "touchpoints", Grid.portAt(0, steps.length + 1.0));
        Component refused = canvas.addOutputPort(group, "refused", Grid.portAt(1, 1));
        Component before = in;
        Set<String> relationships = Set.of();
        BackPressure limit = ports.limit();
        int row = 1;
        for (Steps.Step step : steps) {
            Component processor = canvas.addProcessor(
                    group,
                    new Processor(
                            step.type(),
                            step.name(),
                            Grid.at(0, row++),
                            step.properties(),
                            "0 sec",
                            Set.of(),
                            step.waits() ? Set.of("retry") : Set.of(),
                            step.comment()));
            canvas.batch(processor, SocialListeningFlow.BATCH);
            canvas.connect(group, before, processor, relationships, limit);
            canvas.connect(group, processor, refused, Set.of("invalid"), SocialListeningFlow.REFUSED);
            if (step.waits()) {
                canvas.connect(group, processor, processor, Set.of("retry"), SocialListeningFlow.TOUCHPOINTS);
            }
            before = processor;
            relationships = Set.of("success");
            limit = SocialListeningFlow.TOUCHPOINTS;
        }
        canvas.connect(group, before, out, relationships, limit);
        return new StepGroup(in, out, refused);
    }
}

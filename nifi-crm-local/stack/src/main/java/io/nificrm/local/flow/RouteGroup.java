package io.nificrm.local.flow;

import static io.nificrm.local.flow.SocialListeningFlow.properties;

import io.nificrm.local.nifi.Canvas;
import io.nificrm.local.nifi.Canvas.Component;
import io.nificrm.local.nifi.Canvas.Processor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Triage: one way out for each queue, so that whoever wants to be told of a rapid response connects to its port.
 *
 * @param in where touchpoints come in
 * @param queues the ports by the name of their queue
 * @param refused where what can't be routed leaves
 */
record RouteGroup(Component in, Map<String, Component> queues, Component refused) {

    static final List<String> QUEUES = List.of("rapid_response", "feedback", "advocacy", "routine");

    Component queue(String name) {
        return queues.get(name);
    }

    static RouteGroup draw(Canvas canvas, String group, FlowServices services)
            throws IOException, InterruptedException {
        Component in = canvas.addInputPort(group, "touchpoints", Grid.portAt(1.5, 0));
        Component router = canvas.addProcessor(
                group,
                new Processor(
                        "io.nificrm.triage.RouteTouchpoints",
                        "Route touchpoints",
                        Grid.at(1.5, 1),
                        properties("Listening Profile", services.profile()),
                        "0 sec",
                        Set.of(),
                        Set.of(),
                        "Sets triage.queue, priority, reasons and due time by the rules of the profile."));
        canvas.batch(router, SocialListeningFlow.BATCH);
        canvas.connect(group, in, router, Set.of(), SocialListeningFlow.TOUCHPOINTS);
        Map<String, Component> queues = new TreeMap<>();
        int column = 0;
        for (String queue : QUEUES) {
            Component port = canvas.addOutputPort(group, queue, Grid.portAt(column++, 2.3));
            canvas.connect(group, router, port, Set.of(queue), SocialListeningFlow.TOUCHPOINTS);
            queues.put(queue, port);
        }
        Component refused = canvas.addOutputPort(group, "refused", Grid.portAt(3, 1));
        canvas.connect(group, router, refused, Set.of("invalid"), SocialListeningFlow.REFUSED);
        canvas.addLabel(
                group,
                "Connect a notification of your choice (Slack, mail, pager) to rapid_response: everything in it needs"
                        + " an answer by a person.",
                Grid.at(0, 0.3),
                384,
                110,
                "#fff7d7");
        return new RouteGroup(in, queues, refused);
    }
}

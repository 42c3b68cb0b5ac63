package io.nificrm.local.flow;

import static io.nificrm.local.flow.SocialListeningFlow.properties;

import io.nificrm.local.nifi.Canvas;
import io.nificrm.local.nifi.Canvas.Component;
import io.nificrm.local.nifi.Canvas.Processor;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes touchpoints into Elasticsearch, and waits when it is away.
 *
 * @param queues the input ports by the name of their queue
 * @param refused where what Elasticsearch refuses for good leaves
 */
record StoreGroup(Map<String, Component> queues, Component refused) {

    Component queue(String name) {
        return queues.get(name);
    }

    static StoreGroup draw(Canvas canvas, String group, FlowServices services)
            throws IOException, InterruptedException {
        Component put = canvas.addProcessor(
                group,
                new Processor(
                        "io.nificrm.elasticsearch.PutTouchpoints",
                        "Put touchpoints",
                        Grid.at(1.5, 1.3),
                        properties("Elasticsearch Connection", services.elasticsearch()),
                        "0 sec",
                        Set.of(),
                        Set.of("retry"),
                        "Creates, or updates what may change; repeats change nothing."));
        Map<String, Component> queues = new TreeMap<>();
        int column = 0;
        for (String queue : RouteGroup.QUEUES) {
            Component port = canvas.addInputPort(group, queue, Grid.portAt(column++, 0));
            // a connection each: NiFi takes from them in turn, so that a flood of routine never delays a rapid response
            canvas.connect(group, port, put, Set.of(), SocialListeningFlow.TOUCHPOINTS);
            queues.put(queue, port);
        }
        canvas.connect(group, put, put, Set.of("retry"), SocialListeningFlow.TOUCHPOINTS);
        Component link = canvas.addProcessor(
                group,
                new Processor(
                        "io.nificrm.triage.response.LinkResponses",
                        "Link responses",
                        Grid.at(1.5, 3.5),
                        properties("Elasticsearch Connection", services.elasticsearch()),
                        "0 sec",
                        Set.of("success"),
                        Set.of("retry"),
                        "Stops a mention's clock when one of our accounts answers, and sees how its author comes"
                                + " back."));
        Component gather = canvas.addProcessor(
                group,
                new Processor(
                        "org.apache.nifi.processors.standard.MergeContent",
                        "Gather what was stored",
                        Grid.at(1.5, 2.4),
                        properties(
                                "Minimum Number of Entries",
                                "1",
                                "Maximum Number of Entries",
                                "500",
                                "Maximum Group Size",
                                "16 MB",
                                "Max Bin Age",
                                "2 sec"),
                        "0 sec",
                        Set.of("original", "failure"),
                        Set.of(),
                        "Of many small FlowFiles one: answers are looked for once for all of them."));
        canvas.connect(group, put, gather, Set.of("success"), SocialListeningFlow.TOUCHPOINTS);
        canvas.connect(group, gather, link, Set.of("merged"), SocialListeningFlow.TOUCHPOINTS);
        canvas.connect(group, link, link, Set.of("retry"), SocialListeningFlow.TOUCHPOINTS);
        Component refused = canvas.addOutputPort(group, "refused", Grid.portAt(0.3, 3.5));
        canvas.connect(group, put, refused, Set.of("invalid"), SocialListeningFlow.REFUSED);
        canvas.connect(group, link, refused, Set.of("invalid"), SocialListeningFlow.REFUSED);
        canvas.addLabel(
                group,
                "Elasticsearch away or busy: NiFi tries again, waiting longer each time up to 2 minutes, and after ten"
                        + " tries begins anew. Nothing is given up; the queues fill and slow the sources down.",
                Grid.at(2.6, 1.3),
                384,
                130,
                "#fff7d7");
        return new StoreGroup(queues, refused);
    }
}

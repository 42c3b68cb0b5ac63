package io.nificrm.local.flow;

import static io.nificrm.local.flow.FlowServices.reference;
import static io.nificrm.local.flow.SocialListeningFlow.properties;

import io.nificrm.local.nifi.Canvas;
import io.nificrm.local.nifi.Canvas.Component;
import io.nificrm.local.nifi.Canvas.Processor;
import java.io.IOException;
import java.util.Set;

/**
 * Keeps what could not be handled where it can be searched, counted and replayed.
 *
 * @param in where refused records come in
 */
record DeadLettersGroup(Component in) {

    static DeadLettersGroup draw(Canvas canvas, String group, FlowServices services)
            throws IOException, InterruptedException {
        Component in = canvas.addInputPort(group, "refused", Grid.portAt(0, 0));
        Component put = canvas.addProcessor(
                group,
                new Processor(
                        "io.nificrm.elasticsearch.PutDeadLetters",
                        "Put dead letters",
                        Grid.at(0, 1),
                        properties("Elasticsearch Connection", services.elasticsearch()),
                        "0 sec",
                        Set.of("success"),
                        Set.of("retry"),
                        "Writes reason, step and original bytes to crm-dead-letters, and what holds sources up to"
                                + " crm-source-events."));
        Component keep = canvas.addProcessor(
                group,
                new Processor(
                        "org.apache.nifi.processors.standard.PutFile",
                        "Keep what Elasticsearch refuses",
                        Grid.at(0, 2),
                        properties(
                                "Directory",
                                reference(FlowParameters.DEAD_LETTERS),
                                "Conflict Resolution Strategy",
                                "replace"),
                        "0 sec",
                        Set.of("success"),
                        Set.of("failure"),
                        "The last resort: nothing is thrown away."));
        canvas.connect(group, in, put, Set.of(), SocialListeningFlow.REFUSED);
        canvas.connect(group, put, put, Set.of("retry"), SocialListeningFlow.REFUSED);
        canvas.connect(group, put, keep, Set.of("failure"), SocialListeningFlow.REFUSED);
        canvas.connect(group, keep, keep, Set.of("failure"), SocialListeningFlow.REFUSED);
        return new DeadLettersGroup(in);
    }
}

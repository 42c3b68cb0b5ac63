package io.nificrm.local.flow;

import static io.nificrm.local.flow.FlowServices.reference;
import static io.nificrm.local.flow.SocialListeningFlow.properties;

import io.nificrm.local.nifi.Canvas;
import io.nificrm.local.nifi.Canvas.Component;
import io.nificrm.local.nifi.Canvas.Processor;
import java.io.IOException;
import java.util.Set;

/**
 * Tells people what needs an answer, and again what got none in time.
 *
 * @param in where flagged mentions come in
 * @param refused where what is no touchpoint leaves
 */
record AlertGroup(Component in, Component refused) {

    static AlertGroup draw(Drawing drawing, String group) throws IOException, InterruptedException {
        Canvas canvas = drawing.canvas();
        Component in = canvas.addInputPort(group, "rapid_response", Grid.portAt(0, 0));
        Component refused = canvas.addOutputPort(group, "refused", Grid.portAt(1, 2));
        Component escalate = canvas.addProcessor(
                group,
                new Processor(
                        "io.nificrm.triage.escalation.EscalateOverdue",
                        "Escalate overdue",
                        Grid.at(1, 0),
                        properties(
                                "Elasticsearch Connection", drawing.services().elasticsearch(),
                                "Steps", reference(AlertParameters.ESCALATION)),
                        "1 min",
                        Set.of(),
                        Set.of(),
                        "Nothing flagged is forgotten because somebody is away."));
        canvas.disable(escalate);
        Component send = canvas.addProcessor(
                group,
                new Processor(
                        "io.nificrm.triage.alert.SendTriageAlerts",
                        "Send triage alerts",
                        Grid.at(0, 1),
                        properties(
                                "Channel", reference(AlertParameters.CHANNEL),
                                "Webhook Address", reference(AlertParameters.WEBHOOK),
                                "Group Wait", reference(AlertParameters.GROUP_WAIT),
                                "Quiet Hours", reference(AlertParameters.QUIET_HOURS),
                                "Time Zone", reference(AlertParameters.TIME_ZONE),
                                "Desk Address", reference(DeskParameters.URL),
                                "Signing Key", reference(DeskParameters.SIGNING_KEY),
                                "Allow Private Addresses", reference(SourceParameters.ALLOW_PRIVATE_ADDRESSES)),
                        "5 sec",
                        Set.of("success", "sent"),
                        Set.of(),
                        "One message for one incident, however many complain of it."));
        canvas.disable(send);
        // it is off until it has an address: what waits then is old news, and must not hold the flow up
        canvas.connect(group, in, send, Set.of(), SocialListeningFlow.NEWS);
        canvas.connect(group, escalate, send, Set.of("overdue"), SocialListeningFlow.NEWS);
        canvas.connect(group, send, refused, Set.of("invalid"), SocialListeningFlow.REFUSED);
        drawing.note(
                group,
                "To be told: set alerts.webhook.address (Slack, Mattermost, or any webhook by alerts.channel) and"
                        + " desk.url, then enable and start 'Send triage alerts'. While it is off, news waits for an hour"
                        + " and is forgotten; the mentions are on the desk all the same.",
                Grid.at(2, 0),
                130);
        return new AlertGroup(in, refused);
    }
}

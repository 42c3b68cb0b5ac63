package io.nificrm.local.flow;

import static io.nificrm.local.flow.FlowServices.reference;
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
 * Tells people what needs an answer, and again what got none in time.
 *
 * @param in where flagged mentions come in
 * @param refused where what is no touchpoint leaves
 */
record AlertGroup(Component in, Component refused) {

    private static final List<Channel> CHANNELS = List.of(
            new Channel("Tell the chat", "slack", properties("Webhook Address", reference(AlertParameters.CHAT))),
            new Channel(
                    "Tell a webhook",
                    "webhook",
                    properties(
                            "Webhook Address", reference(AlertParameters.WEBHOOK),
                            "Webhook Secret", reference(AlertParameters.WEBHOOK_SECRET))),
            new Channel(
                    "Tell by mail",
                    "email",
                    properties(
                            "SMTP Host", reference(AlertParameters.MAIL_HOST),
                            "SMTP Port", reference(AlertParameters.MAIL_PORT),
                            "SMTP Encryption", reference(AlertParameters.MAIL_ENCRYPTION),
                            "SMTP User", reference(AlertParameters.MAIL_USER),
                            "SMTP Password", reference(AlertParameters.MAIL_PASSWORD),
                            "From", reference(AlertParameters.MAIL_FROM),
                            "To", reference(AlertParameters.MAIL_TO))));

    /**
     * One way of telling.
     *
     * @param kind the processor's Channel
     * @param address the properties that say where to
     */
    private record Channel(String name, String kind, Map<String, String> address) {

        Map<String, String> properties() {
            Map<String, String> all = new TreeMap<>(address);
            all.put("Channel", kind);
            all.put("Group Wait", reference(AlertParameters.GROUP_WAIT));
            all.put("Group Interval", reference(AlertParameters.GROUP_INTERVAL));
            all.put("Quiet Hours", reference(AlertParameters.QUIET_HOURS));
            all.put("Time Zone", reference(AlertParameters.TIME_ZONE));
            all.put("Desk Address", reference(DeskParameters.URL));
            all.put("Signing Key", reference(DeskParameters.SIGNING_KEY));
            all.put("Allow Private Addresses", reference(SourceParameters.ALLOW_PRIVATE_ADDRESSES));
            return all;
        }
    }

    static AlertGroup draw(Drawing drawing, String group) throws IOException, InterruptedException {
        Canvas canvas = drawing.canvas();
        Component in = canvas.addInputPort(group, "rapid_response", Grid.portAt(0.5, -0.5));
        Component refused = canvas.addOutputPort(group, "refused", Grid.portAt(1, 2.3));
        Component escalate = canvas.addProcessor(
                group,
                new Processor(
                        "io.nificrm.triage.escalation.EscalateOverdue",
                        "Escalate overdue",
                        Grid.at(1.5, 0),
                        properties(
                                "Elasticsearch Connection", drawing.services().elasticsearch(),
                                "Steps", reference(AlertParameters.ESCALATION)),
                        "1 min",
                        Set.of(),
                        Set.of(),
                        "Nothing flagged is forgotten because somebody is away."));
        canvas.disable(escalate);
        int column = 0;
        for (Channel channel : CHANNELS) {
            Component send = canvas.addProcessor(
                    group,
                    new Processor(
                            "io.nificrm.triage.alert.SendTriageAlerts",
                            channel.name(),
                            Grid.at(column++, 1.2),
                            channel.properties(),
                            "5 sec",
                            Set.of("success", "sent"),
                            Set.of(),
                            "One message for one incident, however many complain of it."));
            canvas.disable(send);
            // it is off until it has an address: what waits then is old news, and must not hold the flow up
            canvas.connect(group, in, send, Set.of(), SocialListeningFlow.NEWS);
            canvas.connect(group, escalate, send, Set.of("overdue"), SocialListeningFlow.NEWS);
            canvas.connect(group, send, refused, Set.of("invalid"), SocialListeningFlow.REFUSED);
        }
        drawing.note(
                group,
                "To be told, set one or more of alerts.chat.address, alerts.webhook.address (with"
                        + " alerts.webhook.secret), alerts.mail.host, .from and .to; and desk.url. Then enable and start"
                        + " what tells there. While it is off, its news waits for an hour and is forgotten; the mentions"
                        + " are on the desk all the same.",
                Grid.at(2.6, 0),
                150);
        return new AlertGroup(in, refused);
    }
}

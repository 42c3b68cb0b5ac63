package io.nificrm.local.flow;

import static io.nificrm.local.flow.FlowParameters.open;
import static io.nificrm.local.flow.FlowParameters.secret;
import static io.nificrm.local.flow.FlowParameters.unset;

import io.nificrm.local.nifi.Canvas.Parameter;
import java.util.List;

/** Who is told of what needs an answer. */
public final class AlertParameters {

    public static final String CHANNEL = "alerts.channel";
    public static final String WEBHOOK = "alerts.webhook.address";
    public static final String GROUP_WAIT = "alerts.group.wait";
    public static final String QUIET_HOURS = "alerts.quiet.hours";
    public static final String TIME_ZONE = "alerts.time.zone";
    public static final String ESCALATION = "alerts.escalation.steps";

    private AlertParameters() {}

    static List<Parameter> all() {
        return List.of(
                open(CHANNEL, "slack", "slack (or what understands its webhooks), or webhook"),
                secret(WEBHOOK, "Where alerts are posted; while it is not set nobody is told"),
                open(
                        GROUP_WAIT,
                        "30 sec",
                        "How long others of the same incident are waited for before the first message"),
                unset(QUIET_HOURS, "When only what is most urgent is sent, for example 22:00-07:00"),
                open(TIME_ZONE, "UTC", "The time zone of the quiet hours, for example Europe/Berlin"),
                open(
                        ESCALATION,
                        "0 min: raise; 1 hour: raise, release; 1 day: raise, release",
                        "What happens to a mention whose due time has passed, and how long after"));
    }
}

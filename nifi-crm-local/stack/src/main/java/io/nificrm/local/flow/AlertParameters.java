package io.nificrm.local.flow;

import static io.nificrm.local.flow.FlowParameters.open;
import static io.nificrm.local.flow.FlowParameters.secret;
import static io.nificrm.local.flow.FlowParameters.unset;

import io.nificrm.local.nifi.Canvas.Parameter;
import java.util.List;

/** Who is told of what needs an answer, and by which channels. */
public final class AlertParameters {

    public static final String CHAT = "alerts.chat.address";
    public static final String WEBHOOK = "alerts.webhook.address";
    public static final String WEBHOOK_SECRET = "alerts.webhook.secret";
    public static final String MAIL_HOST = "alerts.mail.host";
    public static final String MAIL_PORT = "alerts.mail.port";
    public static final String MAIL_ENCRYPTION = "alerts.mail.encryption";
    public static final String MAIL_USER = "alerts.mail.user";
    public static final String MAIL_PASSWORD = "alerts.mail.password";
    public static final String MAIL_FROM = "alerts.mail.from";
    public static final String MAIL_TO = "alerts.mail.to";
    public static final String GROUP_WAIT = "alerts.group.wait";
    public static final String GROUP_INTERVAL = "alerts.group.interval";
    public static final String QUIET_HOURS = "alerts.quiet.hours";
    public static final String TIME_ZONE = "alerts.time.zone";
    public static final String ESCALATION = "alerts.escalation.steps";

    private AlertParameters() {}

    static List<Parameter> all() {
        return List.of(
                secret(
                        CHAT,
                        "The incoming webhook of a chat: Slack, Mattermost, Rocket.Chat, or Discord's with /slack at its"
                                + " end; while it is not set the chat is told nothing"),
                secret(
                        WEBHOOK,
                        "Where alerts are posted as JSON: a pager, a ticket system; nowhere while it is not set"),
                secret(
                        WEBHOOK_SECRET,
                        "Signs what is posted there: whsec_ and the output of 'openssl rand -base64 32'"),
                unset(MAIL_HOST, "The mail server by which alerts are sent, for example smtp.acme.example"),
                open(MAIL_PORT, "587", "Its port"),
                open(MAIL_ENCRYPTION, "starttls", "starttls (port 587), tls (port 465) or none"),
                unset(MAIL_USER, "Who signs in there, for example alerts@acme.example"),
                secret(MAIL_PASSWORD, "The password of that user"),
                unset(MAIL_FROM, "The sender of alerts, for example alerts@acme.example"),
                unset(MAIL_TO, "Who gets them, separated by commas, for example duty@acme.example"),
                open(
                        GROUP_WAIT,
                        "30 sec",
                        "How long others of the same incident are waited for before the first message"),
                open(GROUP_INTERVAL, "15 min", "How long an incident is quiet after a message about it"),
                unset(QUIET_HOURS, "When only what is most urgent is sent, for example 22:00-07:00"),
                open(TIME_ZONE, "UTC", "The time zone of the quiet hours, for example Europe/Berlin"),
                open(
                        ESCALATION,
                        "0 min: raise; 1 hour: raise, release; 1 day: raise, release",
                        "What happens to a mention whose due time has passed, and how long after"));
    }
}

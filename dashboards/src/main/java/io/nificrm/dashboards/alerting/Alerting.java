package io.nificrm.dashboards.alerting;

import io.nificrm.dashboards.Provisioning;
import io.nificrm.dashboards.Scope;
import io.nificrm.dashboards.grafana.Fields;
import java.util.List;

/** The files of {@code provisioning/alerting}: rules, contact points, messages, who gets what. */
public final class Alerting {

    /** The label by which our alerts are told from others in the same Grafana. */
    static final String PRODUCT = "nifi-crm";

    /** The desk's address in annotations; like that in the boards it is replaced where the real one is known. */
    static final String DESK = Scope.DESK_PLACEHOLDER;

    /** The contact points; the environment says which one is used, so that an unused one troubles nobody. */
    private static final String MAIL = "nifi-crm mail";

    private static final String WEBHOOK = "nifi-crm webhook";
    private static final String BOTH = "nifi-crm mail and webhook";
    private static final String CHOSEN = "${NIFICRM_ALERT_RECEIVER}";

    private static final String MESSAGE = "{{ template \"nificrm.message\" . }}";

    private static final String TEMPLATES = """
            {{ define "nificrm.title" -}}
            {{ if eq .Status "firing" }}{{ len .Alerts.Firing }} to act on{{ else }}Over{{ end }}: {{ .GroupLabels.alertname }}
            {{- end }}
            {{ define "nificrm.alert" -}}
            {{ .Annotations.summary }}
            {{ .Annotations.description }}
            Board: {{ .PanelURL }}
            Desk: {{ .Annotations.desk }}
            What to do: {{ .Annotations.runbook }}
            {{ end }}
            {{ define "nificrm.message" -}}
            {{ range .Alerts.Firing }}{{ template "nificrm.alert" . }}
            {{ end -}}
            {{ range .Alerts.Resolved }}Over: {{ .Annotations.summary }}
            {{ end }}
            {{- end }}
            """;

    private Alerting() {}

    /** The rules. */
    public static Fields rules() {
        List<Fields> groups = AlertRules.groups().stream()
                .map(group -> new Fields()
                        .put("orgId", 1)
                        .put("name", group.name())
                        .put("folder", Provisioning.FOLDER)
                        .put("interval", group.interval().toSeconds() + "s")
                        .put(
                                "rules",
                                group.rules().stream().map(AlertRule::json).toList()))
                .toList();
        return new Fields().put("apiVersion", 1).put("groups", groups);
    }

    /** Where alerts go: addresses come from the environment. */
    public static Fields contactPoints() {
        return new Fields()
                .put("apiVersion", 1)
                .put(
                        "contactPoints",
                        List.of(
                                contact(MAIL, mail("nificrm-mail")),
                                contact(WEBHOOK, webhook("nificrm-webhook")),
                                contact(BOTH, mail("nificrm-both-mail"), webhook("nificrm-both-webhook"))));
    }

    private static Fields contact(String name, Fields... receivers) {
        return new Fields().put("orgId", 1).put("name", name).put("receivers", List.of(receivers));
    }

    private static Fields mail(String uid) {
        return receiver(
                uid,
                "email",
                new Fields()
                        .put("addresses", "${NIFICRM_ALERT_EMAILS}")
                        .put("singleEmail", false)
                        .put("subject", "{{ template \"nificrm.title\" . }}")
                        .put("message", MESSAGE));
    }

    private static Fields webhook(String uid) {
        return receiver(
                uid,
                "webhook",
                new Fields()
                        .put("url", "${NIFICRM_ALERT_WEBHOOK}")
                        .put("httpMethod", "POST")
                        .put("title", "{{ template \"nificrm.title\" . }}")
                        .put("message", MESSAGE));
    }

    private static Fields receiver(String uid, String type, Fields settings) {
        return new Fields()
                .put("uid", uid)
                .put("type", type)
                .put("disableResolveMessage", false)
                .put("settings", settings);
    }

    /** Who gets what, and how often: one message an incident, repeated while nobody acts. */
    public static Fields policies() {
        Fields urgent = new Fields()
                .put("receiver", CHOSEN)
                .put("object_matchers", List.of(List.of("severity", "=", "critical")))
                .put("group_wait", "10s")
                .put("repeat_interval", "1h");
        Fields root = new Fields()
                .put("orgId", 1)
                .put("receiver", CHOSEN)
                .put("group_by", List.of("alertname"))
                .put("group_wait", "1m")
                .put("group_interval", "5m")
                .put("repeat_interval", "12h")
                .put("routes", List.of(urgent));
        return new Fields().put("apiVersion", 1).put("policies", List.of(root));
    }

    /** The words of the messages. */
    public static Fields templates() {
        Fields template = new Fields().put("orgId", 1).put("name", "nificrm").put("template", TEMPLATES);
        return new Fields().put("apiVersion", 1).put("templates", List.of(template));
    }
}

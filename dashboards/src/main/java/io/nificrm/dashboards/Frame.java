package io.nificrm.dashboards;

import io.nificrm.dashboards.grafana.Annotation;
import io.nificrm.dashboards.grafana.Board;
import io.nificrm.dashboards.grafana.Fields;
import io.nificrm.dashboards.grafana.Link;
import io.nificrm.dashboards.grafana.Row;
import io.nificrm.dashboards.grafana.Variable;
import java.util.ArrayList;
import java.util.List;

/** What all boards share: their choices, their marks, and the ways from one to the other and to the desk. */
public final class Frame {

    /** The tag by which the boards list each other. */
    public static final String TAG = "nifi-crm";

    /** The names of the boards in addresses. */
    public static final String RAPID_RESPONSE = "nificrm-rapid-response";

    public static final String FEEDBACK_LOOP = "nificrm-feedback-loop";
    public static final String BRAND_PULSE = "nificrm-brand-pulse";
    public static final String COMMUNITY = "nificrm-community";
    public static final String EMAIL = "nificrm-email";
    public static final String PIPELINE_HEALTH = "nificrm-pipeline-health";

    private static final String CHOICES = "${__url_time_range}&${brand:queryparam}&${platform:queryparam}"
            + "&${persona:queryparam}&${language:queryparam}&${queue:queryparam}";

    private Frame() {}

    /** A board with everything that all boards have. */
    public static Board board(
            String uid, String title, String description, String from, List<Variable> more, List<Row> rows) {
        List<Variable> variables = new ArrayList<>(Scope.variables());
        variables.addAll(more);
        return new Board(
                uid,
                title,
                description,
                List.of(TAG),
                from,
                "1m",
                variables,
                List.of(
                        marks("Releases and campaigns", "kind:(release OR campaign)", Palette.PLAIN),
                        marks("Incidents", "kind:incident", Palette.ALARM)),
                List.of(others(), desk()),
                rows);
    }

    /** A click that narrows a board to the clicked value of a field, which the panel's answer has in this column. */
    public static Link narrow(String uid, String title, String field, String column) {
        return narrowTo(uid, title, field, "${__data.fields." + column + ":percentencode}");
    }

    /** A click that narrows a board to the value of a field for which the clicked series stands. */
    public static Link narrowToSeries(String uid, String title, String field) {
        return narrowTo(uid, title, field, "${__series.name:percentencode}");
    }

    private static Link narrowTo(String uid, String title, String field, String value) {
        return Link.within(title, "/d/" + uid + "?" + CHOICES + "&var-search=" + field + ":%22" + value + "%22");
    }

    /** A click that opens another board with the same choices and time range. */
    public static Link open(String title, String uid) {
        return Link.within(title, "/d/" + uid + "?" + CHOICES + "&var-search=${search:percentencode}");
    }

    /** A click that opens another board, narrowed by a Lucene query that is already fit for an address. */
    public static Link openWith(String title, String uid, String encodedLucene) {
        return Link.within(title, "/d/" + uid + "?" + CHOICES + "&var-search=" + encodedLucene);
    }

    /** What was said, where it was said; the panel must have a column {@code url}. */
    public static Link original() {
        return Link.outside("Open the original", "${__data.fields.url}");
    }

    /** The mention on the triage desk; the panel must have a column {@code id}. */
    public static Link mentionOnDesk() {
        return Link.outside("Open on the triage desk", "$desk/mention?id=${__data.fields.id:percentencode}");
    }

    private static Annotation marks(String name, String lucene, String color) {
        return new Annotation(name, Sources.MARKERS, Scope.markers(lucene), "title", "topic", "ended_at", color);
    }

    private static Fields others() {
        return new Fields()
                .put("type", "dashboards")
                .put("title", "Boards")
                .put("tags", List.of(TAG))
                .put("asDropdown", false)
                .put("includeVars", true)
                .put("keepTime", true)
                .put("targetBlank", false)
                .put("icon", "external link")
                .put("tooltip", "")
                .put("url", "");
    }

    private static Fields desk() {
        return new Fields()
                .put("type", "link")
                .put("title", "Triage desk")
                .put("url", "$desk")
                .put("tags", List.of())
                .put("asDropdown", false)
                .put("includeVars", false)
                .put("keepTime", false)
                .put("targetBlank", true)
                .put("icon", "bolt")
                .put("tooltip", "Take, answer and close what waits");
    }
}

package io.nificrm.dashboards.alerting;

import io.nificrm.dashboards.grafana.Board;
import io.nificrm.dashboards.grafana.DataSource;
import io.nificrm.dashboards.grafana.Expression;
import io.nificrm.dashboards.grafana.Fields;
import io.nificrm.dashboards.grafana.Search;
import io.nificrm.dashboards.grafana.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A condition that somebody should know of.
 *
 * @param uid its name in every Grafana
 * @param severity {@code critical}: act now; {@code warning}: look at it today
 * @param questions what it asks; the last one is the condition, which is met where it is not 0
 * @param pending how long it must hold before it counts
 * @param panel the title of the panel of the board that shows more
 */
public record AlertRule(
        String uid,
        String title,
        Severity severity,
        List<Question> questions,
        Duration pending,
        String summary,
        String description,
        Board board,
        String panel) {

    /** How soon somebody should act. */
    public enum Severity {
        CRITICAL("critical"),
        WARNING("warning");

        private final String label;

        Severity(String label) {
            this.label = label;
        }
    }

    /** A search in a window of time that ends some time ago, or arithmetic on other answers. */
    public record Question(Target target, Duration from, Duration to) {

        /** A search from some time ago until now. */
        public static Question last(Duration period, Search search) {
            return new Question(search, period, Duration.ZERO);
        }

        /** The same window some time before. */
        public Question before(Duration earlier) {
            return new Question(target, from.plus(earlier), to.plus(earlier));
        }

        /** Arithmetic. */
        public static Question of(Expression expression) {
            return new Question(expression, Duration.ZERO, Duration.ZERO);
        }

        private Fields json() {
            Fields model = target.json();
            if (target instanceof Search) {
                model.put("intervalMs", 60_000).put("maxDataPoints", 43_200);
            }
            return new Fields()
                    .put("refId", target.refId())
                    .put("queryType", "")
                    .put(
                            "relativeTimeRange",
                            new Fields().put("from", from.toSeconds()).put("to", to.toSeconds()))
                    .put("datasourceUid", uid())
                    .put("model", model);
        }

        private String uid() {
            return switch (target) {
                case Search search -> search.dataSource().uid();
                case Expression ignored -> Expression.DATA_SOURCE;
            };
        }
    }

    /** The rule as Grafana's provisioning reads it. */
    Fields json() {
        List<Fields> data = new ArrayList<>();
        questions.forEach(question -> data.add(question.json()));
        return new Fields()
                .put("uid", uid)
                .put("title", title)
                .put("condition", questions.getLast().target().refId())
                .put("data", data)
                .put("dashboardUid", board.uid())
                .put("panelId", board.panelId(panel))
                // silence is what the silence rules are for; everywhere else nothing to count is good news
                .put("noDataState", "OK")
                .put("execErrState", "Error")
                .put("for", pending.toSeconds() + "s")
                .put(
                        "annotations",
                        new Fields()
                                // from these, and not from the two above, messages get their link to the board
                                .put("__dashboardUid__", board.uid())
                                .put("__panelId__", Integer.toString(board.panelId(panel)))
                                .put("summary", summary)
                                .put("description", description)
                                .put("desk", Alerting.DESK)
                                .put("runbook", "docs/operations.md#" + uid))
                .put("labels", new Fields().put("severity", severity.label).put("product", Alerting.PRODUCT));
    }

    /** The data sources that it asks. */
    public List<DataSource> dataSources() {
        return questions.stream()
                .map(Question::target)
                .filter(Search.class::isInstance)
                .map(target -> ((Search) target).dataSource())
                .distinct()
                .toList();
    }
}

package io.nificrm.dashboards.alerting;

import static io.nificrm.dashboards.grafana.Bucket.terms;

import io.nificrm.dashboards.Boards;
import io.nificrm.dashboards.Scope;
import io.nificrm.dashboards.Sources;
import io.nificrm.dashboards.alerting.AlertRule.Question;
import io.nificrm.dashboards.alerting.AlertRule.Severity;
import io.nificrm.dashboards.boards.Email;
import io.nificrm.dashboards.boards.PipelineHealth;
import io.nificrm.dashboards.boards.RapidResponse;
import io.nificrm.dashboards.grafana.Bucket;
import io.nificrm.dashboards.grafana.Expression;
import io.nificrm.dashboards.grafana.Metric;
import io.nificrm.dashboards.grafana.Search;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The rules, in groups that are judged together. */
public final class AlertRules {

    /** Below this a "burst" is a handful of people. */
    static final int FEWEST_NEGATIVES = 10;

    /** Fewer mails say nothing about a rate of some tenths of a per cent. */
    static final int FEWEST_MAILS = 200;

    /** What a source should have brought in the time of its silence; so much is missed by chance once in 22,000 times. */
    static final int EXPECTED_IN_SILENCE = 10;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration WEEK = Duration.ofDays(7);

    /** Rules that Grafana judges in one go. */
    public record Group(String name, Duration interval, List<AlertRule> rules) {}

    private AlertRules() {}

    /** All groups. */
    public static List<Group> groups() {
        return List.of(
                new Group("Triage", Duration.ofMinutes(1), List.of(overdue())),
                new Group("Mentions", Duration.ofMinutes(5), List.of(burst())),
                new Group(
                        "Pipeline",
                        Duration.ofMinutes(5),
                        List.of(silent(Duration.ofHours(6)), silent(Duration.ofHours(24)), deadLetters(), lag())),
                new Group("Email", Duration.ofMinutes(15), List.of(complaints(), unsubscriptions())));
    }

    /** All rules. */
    public static List<AlertRule> all() {
        return groups().stream().flatMap(group -> group.rules().stream()).toList();
    }

    private static AlertRule overdue() {
        Search overdue = Search.of("A", Sources.TOUCHPOINTS, Scope.and(Scope.OVERDUE, "triage.priority:(p1 OR p2)"))
                .overTime("1d");
        return new AlertRule(
                "nificrm-overdue",
                "Urgent mentions are overdue",
                Severity.CRITICAL,
                List.of(
                        Question.last(Duration.ofDays(90), overdue),
                        Question.of(Expression.reduce("B", "A", "sum")),
                        Question.of(Expression.above("C", "B", 0))),
                Duration.ZERO,
                count("B") + " mentions of priority p1 or p2 wait past their due time.",
                "Take them on the triage desk, the oldest first. Whoever is away: reassign what is theirs.",
                RapidResponse.board(),
                RapidResponse.QUEUE);
    }

    /** Poisson: three standard deviations above the mean of the same hour of the last four weeks. */
    private static AlertRule burst() {
        List<Question> questions = new ArrayList<>();
        questions.add(Question.last(HOUR, negatives("A")));
        List<String> weeks = List.of("B", "C", "D", "E");
        for (int week = 1; week <= weeks.size(); week++) {
            questions.add(Question.last(HOUR, negatives(weeks.get(week - 1))).before(WEEK.multipliedBy(week)));
        }
        List<String> sums = List.of("F", "G", "H", "I", "J");
        List<String> counted = List.of("A", "B", "C", "D", "E");
        for (int index = 0; index < sums.size(); index++) {
            questions.add(Question.of(Expression.reduce(sums.get(index), counted.get(index), "sum")));
        }
        questions.add(Question.of(Expression.math("K", "($G + $H + $I + $J) / 4")));
        questions.add(
                Question.of(Expression.math("L", "$F >= " + FEWEST_NEGATIVES + " && $F > $K + 3 * ($K + 1) ** 0.5")));
        return new AlertRule(
                "nificrm-negative-burst",
                "A burst of negative mentions",
                Severity.CRITICAL,
                questions,
                Duration.ZERO,
                count("F")
                        + " negative mentions of our brands in the last hour; {{ printf \"%.1f\" $values.K.Value }} are"
                        + " usual at this hour.",
                "See on the board which topic and platform drive it, and whether an incident is marked. One answer in"
                        + " public often serves many.",
                RapidResponse.board(),
                RapidResponse.VOLUME);
    }

    private static Search negatives(String refId) {
        return Search.of(refId, Sources.TOUCHPOINTS, Scope.and(Scope.VOICES, Scope.OURS, "sentiment.label:negative"))
                .overTime("5m");
    }

    /**
     * A source that brought enough in the last week to expect something brought nothing.
     *
     * <p>The second search looks at the whole week too and narrows it in its query, so that a silent platform is
     * counted as 0 and not left out.
     */
    private static AlertRule silent(Duration silence) {
        long hours = silence.toHours();
        long expected = EXPECTED_IN_SILENCE * WEEK.toHours() / hours;
        Search all = Search.of("A", Sources.ARRIVALS, "*").by(platforms()).overTime("1d");
        Search lately = Search.of("B", Sources.ARRIVALS, "indexed_at:[now-" + hours + "h TO now]")
                .by(platforms())
                .overTime("1d");
        return new AlertRule(
                "nificrm-silent-" + hours + "h",
                "A source has been silent for " + hours + " hours",
                Severity.WARNING,
                List.of(
                        Question.last(WEEK, all),
                        Question.last(WEEK, lately),
                        Question.of(Expression.reduce("C", "A", "sum")),
                        Question.of(Expression.reduce("D", "B", "sum")),
                        Question.of(Expression.math("E", "$C >= " + expected + " && $D == 0"))),
                Duration.ofMinutes(5),
                "Nothing has come from {{ $labels.platform }} for " + hours + " hours; it brought " + count("C")
                        + " touchpoints in the last week.",
                "Look at the source's bulletins on NiFi's canvas: an expired token, a rate limit, a changed address."
                        + " Verify in its configuration says more.",
                PipelineHealth.board(),
                PipelineHealth.SOURCES_HEARD);
    }

    /** An answer as a whole number, in the language of Grafana's templates; as it is, a million is 1e+06. */
    private static String count(String refId) {
        return "{{ printf \"%.0f\" $values." + refId + ".Value }}";
    }

    private static Bucket.Terms platforms() {
        return terms("platform", 50).withEmpty();
    }

    private static AlertRule deadLetters() {
        return new AlertRule(
                "nificrm-dead-letters",
                "Touchpoints can't be processed",
                Severity.WARNING,
                List.of(
                        Question.last(
                                Duration.ofMinutes(15),
                                Search.of("A", Sources.DEAD_LETTERS, "*").overTime("1m")),
                        Question.of(Expression.reduce("B", "A", "sum")),
                        Question.of(Expression.above("C", "B", 10))),
                Duration.ZERO,
                count("B") + " dead letters in 15 minutes.",
                "The board shows stage and reason. A platform that changed its format, or a mapping that refuses a"
                        + " field: after the fix, replay them.",
                PipelineHealth.board(),
                PipelineHealth.DEAD_LETTERS);
    }

    private static AlertRule lag() {
        return new AlertRule(
                "nificrm-lag",
                "The pipeline lags",
                Severity.WARNING,
                List.of(
                        Question.last(
                                Duration.ofMinutes(15),
                                Search.of("A", Sources.ARRIVALS, "type:mention AND _exists_:handling_seconds")
                                        .measure(Metric.average("handling_seconds"))
                                        .overTime("5m")),
                        Question.of(Expression.reduce("B", "A", "mean")),
                        Question.of(Expression.above("C", "B", 600))),
                Duration.ofMinutes(5),
                "It takes " + count("B") + " seconds on average from fetching a mention to its being searchable.",
                "Look for full connections on NiFi's canvas, and at Elasticsearch: 429 and timeouts show in the"
                        + " bulletins of PutTouchpoints.",
                PipelineHealth.board(),
                PipelineHealth.LAG);
    }

    private static AlertRule complaints() {
        return mails(
                "nificrm-complaints",
                "Too many recipients complain",
                Severity.CRITICAL,
                "complained",
                Email.MOST_COMPLAINTS,
                "More than 0.3 % of the mails delivered in a day were reported as spam: mailbox providers will stop"
                        + " delivering. Stop the campaign, look at how its list was made.");
    }

    private static AlertRule unsubscriptions() {
        return mails(
                "nificrm-unsubscriptions",
                "Too many recipients unsubscribe",
                Severity.WARNING,
                "unsubscribed",
                0.01,
                "More than 1 % of the mails delivered in a day led to an unsubscription. Too many mails, or the wrong"
                        + " ones: see the frequency and the personas on the board.");
    }

    private static AlertRule mails(
            String uid, String title, Severity severity, String kind, double limit, String description) {
        return new AlertRule(
                uid,
                title,
                severity,
                List.of(
                        Question.last(Duration.ofDays(1), mail("A", kind)),
                        Question.last(Duration.ofDays(1), mail("B", "delivered")),
                        Question.of(Expression.reduce("C", "A", "sum")),
                        Question.of(Expression.reduce("D", "B", "sum")),
                        Question.of(Expression.math("E", "$D >= " + FEWEST_MAILS + " && $C > " + limit + " * $D"))),
                Duration.ZERO,
                count("C") + " of " + count("D") + " mails delivered in the last day: " + kind + ".",
                description,
                Boards.all().get("email"),
                Email.COMPLAINTS);
    }

    private static Search mail(String refId, String kind) {
        return Search.of(refId, Sources.TOUCHPOINTS, "type:email_event AND kind:" + kind)
                .overTime("1h");
    }
}

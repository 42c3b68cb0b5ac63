package io.nificrm.dashboards.boards;

import static io.nificrm.dashboards.grafana.Bucket.filter;
import static io.nificrm.dashboards.grafana.Bucket.filters;
import static io.nificrm.dashboards.grafana.Bucket.terms;

import io.nificrm.dashboards.Frame;
import io.nificrm.dashboards.Palette;
import io.nificrm.dashboards.Parts;
import io.nificrm.dashboards.Parts.Grouping;
import io.nificrm.dashboards.Scope;
import io.nificrm.dashboards.Sources;
import io.nificrm.dashboards.grafana.Board;
import io.nificrm.dashboards.grafana.FieldOverride;
import io.nificrm.dashboards.grafana.Link;
import io.nificrm.dashboards.grafana.Metric;
import io.nificrm.dashboards.grafana.Panel;
import io.nificrm.dashboards.grafana.Row;
import io.nificrm.dashboards.grafana.Search;
import io.nificrm.dashboards.grafana.Thresholds;
import io.nificrm.dashboards.grafana.Transformation;
import io.nificrm.dashboards.grafana.Visualization;
import java.util.List;

/** For the support lead and the marketer: do we answer, in time, and does it help? */
public final class FeedbackLoop {

    /** The board's name in addresses. */
    public static final String UID = Frame.FEEDBACK_LOOP;

    private static final Link QUEUE = Frame.open("What waits?", Frame.RAPID_RESPONSE);
    private static final Thresholds GOOD_SHARE =
            Thresholds.always(Palette.ALARM).from(0.7, Palette.WATCH).from(0.9, Palette.CALM);

    private FeedbackLoop() {}

    /** The board. */
    public static Board board() {
        return Frame.board(
                UID,
                "Feedback loop",
                "Whether people get an answer, how fast, and what it changed.",
                "now-30d",
                List.of(),
                List.of(
                        Row.high(4).share(answered(), inTime(), nextInTime(), resolvedInTime()),
                        Row.high(4).share(median(), slow(), nextMedian(), calmer()),
                        Row.high(8).share(weeks(), nextWeeks(), resolvedWeeks()),
                        Row.high(8).share(byQueue(), byAgent()),
                        Row.high(8).share(speed(), resolution(), outcomes()),
                        Row.high(9).share(changes(), topics(), unanswered()),
                        Row.high(9)
                                .put(16, FeedbackIdeas.backlog())
                                .put(4, FeedbackIdeas.ideaStatus())
                                .put(4, FeedbackIdeas.ideas())));
    }

    private static Panel answered() {
        return Parts.share(
                        "Do we answer?",
                        "Answered mentions by flagged mentions that were not dismissed, by when they were posted.",
                        touchpoints("A", Scope.ANSWERED, "NOT triage.status:dismissed"),
                        touchpoints("B", Scope.WANTED))
                .thresholds(GOOD_SHARE)
                .drillDown(QUEUE);
    }

    private static Panel inTime() {
        return Parts.share(
                        "Do we answer in time?",
                        "Mentions answered within the time of their priority, by those that were answered or are"
                                + " overdue.",
                        touchpoints("A", Scope.WANTED, Scope.IN_TIME),
                        touchpoints("B", Scope.DUE))
                .thresholds(GOOD_SHARE)
                .drillDown(QUEUE);
    }

    private static Panel nextInTime() {
        return Parts.share(
                        "Next answers in time?",
                        "Of the mentions whose authors came back after our answer: those that got each next answer within"
                                + " the time of their priority, by those that got one or wait too long.",
                        touchpoints("A", Scope.WANTED, Scope.NEXT_IN_TIME),
                        touchpoints("B", Scope.NEXT_DUE))
                .thresholds(GOOD_SHARE)
                .drillDown(QUEUE);
    }

    private static Panel resolvedInTime() {
        return Parts.share(
                        "Resolved in time?",
                        "Mentions resolved within the time of their priority, counted from the mention, by those that"
                                + " were resolved or are overdue.",
                        touchpoints("A", Scope.WANTED, Scope.RESOLVED_IN_TIME),
                        touchpoints("B", Scope.RESOLUTION_DUE))
                .thresholds(GOOD_SHARE)
                .drillDown(QUEUE);
    }

    private static Panel median() {
        return Parts.overall(
                        "How fast, half of them?",
                        "The median time from a mention to its first answer.",
                        Sources.TOUCHPOINTS,
                        Scope.voices(Scope.ANSWERED),
                        Metric.percentiles("triage.response_seconds", 50))
                .unit("s")
                .decimals(1)
                .whenEmpty("No answers yet")
                .drillDown(QUEUE);
    }

    private static Panel slow() {
        return Parts.overall(
                        "How fast, 9 in 10?",
                        "Nine of ten first answers came within this time.",
                        Sources.TOUCHPOINTS,
                        Scope.voices(Scope.ANSWERED),
                        Metric.percentiles("triage.response_seconds", 90))
                .unit("s")
                .decimals(1)
                .whenEmpty("No answers yet")
                .drillDown(QUEUE);
    }

    private static Panel nextMedian() {
        return Parts.overall(
                        "Next answers: how fast?",
                        "The median time from what an author came back with to our next answer.",
                        Sources.TOUCHPOINTS,
                        Scope.voices(Scope.WANTED, "_exists_:triage.next_response_seconds"),
                        Metric.percentiles("triage.next_response_seconds", 50))
                .unit("s")
                .decimals(1)
                .whenEmpty("Nobody came back and was answered")
                .drillDown(QUEUE);
    }

    private static Panel calmer() {
        return Parts.share(
                        "Did answering help?",
                        "Of the authors who came back after our answer, those who were calmer or said thanks.",
                        touchpoints("A", "triage.outcome:(calmer OR thanked)"),
                        touchpoints("B", "_exists_:triage.outcome"))
                .thresholds(Thresholds.always(Palette.ALARM)
                        .from(0.4, Palette.WATCH)
                        .from(0.6, Palette.CALM))
                .drillDown(QUEUE);
    }

    private static Panel weeks() {
        return weekly(
                "First answers, week by week?",
                "Mentions that were answered within their time and those that were not, by the week in which they were"
                        + " posted.",
                Scope.IN_TIME,
                Scope.DUE);
    }

    private static Panel nextWeeks() {
        return weekly(
                "Next answers, week by week?",
                "Mentions whose authors came back: those that got each next answer within their time and those that did"
                        + " not, by the week in which they were posted.",
                Scope.NEXT_IN_TIME,
                Scope.NEXT_DUE);
    }

    private static Panel resolvedWeeks() {
        return weekly(
                "Resolved, week by week?",
                "Mentions that were resolved within their time and those that were not, by the week in which they were"
                        + " posted.",
                Scope.RESOLVED_IN_TIME,
                Scope.RESOLUTION_DUE);
    }

    private static Panel weekly(String title, String description, String inTime, String due) {
        return Panel.of(title, description, Visualization.sharesOverTime())
                .ask(
                        touchpoints("A", Scope.WANTED, inTime).overTime("7d").named("in time"),
                        touchpoints("B", due, "NOT " + inTime).overTime("7d").named("late or not at all"))
                .override(
                        FieldOverride.of("in time").color(Palette.CALM),
                        FieldOverride.of("late or not at all").color(Palette.ALARM))
                .unit("short")
                .decimals(0)
                .whenEmpty("Nothing was due in this time")
                .drillDown(QUEUE);
    }

    private static Panel speed() {
        return Panel.of(
                        "How long until the first answer?",
                        "The time from a mention to its first answer, by the day of the answer.",
                        Visualization.lines())
                .ask(Search.of("A", Sources.ANSWERS, Scope.voices(Scope.ANSWERED))
                        .measure(Metric.percentiles("triage.response_seconds", 50, 90))
                        .overTime("1d"))
                .override(
                        FieldOverride.matching("/^p50/").named("half of them").color(Palette.PLAIN),
                        FieldOverride.matching("/^p90/").named("nine in ten").color(Palette.WATCH))
                .unit("s")
                .whenEmpty("No answers in this time")
                .drillDown(QUEUE);
    }

    private static Panel byQueue() {
        return judged(
                        "Which queue keeps its promise?",
                        "Wanted answers by queue: how many came, how many in time, after how many the next"
                                + " answers came in time, how many were resolved in time.",
                        "triage.queue",
                        "queue")
                .whenEmpty("No mention wanted an answer in this time")
                .drillDown(QUEUE);
    }

    private static Panel byAgent() {
        return judged(
                        "How is the work shared?",
                        "Wanted answers by the person who took the mention: how many came, how many in time,"
                                + " after how many the next answers came in time, how many were resolved in time.",
                        "triage.assignee",
                        "who")
                .whenEmpty("Nobody took a mention of this time")
                .drillDown(QUEUE);
    }

    private static Panel judged(String title, String description, String field, String name) {
        return Panel.of(title, description, Visualization.table())
                .ask(touchpoints("A", Scope.WANTED)
                        .by(
                                filters(
                                        filter("wanted", "*"),
                                        filter("answered", Scope.ANSWERED),
                                        filter("in time", Scope.IN_TIME),
                                        filter("due", Scope.DUE),
                                        filter("next in time", Scope.NEXT_IN_TIME),
                                        filter("next due", Scope.NEXT_DUE),
                                        filter("resolved in time", Scope.RESOLVED_IN_TIME),
                                        filter("to resolve", Scope.RESOLUTION_DUE)),
                                terms(field, 20)))
                .transform(Transformation.matrix(field, "filter", Parts.COUNT, name))
                .transform(
                        Transformation.calculate("answered %", "answered", "/", "wanted"),
                        Transformation.calculate("in time %", "in time", "/", "due"),
                        Transformation.calculate("next %", "next in time", "/", "next due"),
                        Transformation.calculate("resolved %", "resolved in time", "/", "to resolve"),
                        Transformation.without(
                                "answered",
                                "due",
                                "in time",
                                "next in time",
                                "next due",
                                "resolved in time",
                                "to resolve"),
                        Transformation.order(name, "wanted", "answered %", "in time %", "next %", "resolved %"))
                .override(share("answered %"), share("in time %"), share("next %"), share("resolved %"))
                .decimals(0);
    }

    private static FieldOverride share(String column) {
        return FieldOverride.of(column)
                .named(column.substring(0, column.length() - " %".length()))
                .unit("percentunit")
                .decimals(0)
                .shaded(GOOD_SHARE)
                .whenNoNumber("-");
    }

    private static Panel outcomes() {
        return Parts.ranking(
                        "What came of our answers?",
                        "How authors came back after an answer.",
                        Sources.TOUCHPOINTS,
                        Scope.voices("_exists_:triage.outcome"),
                        "triage.outcome",
                        10)
                .whenEmpty("Nobody came back yet")
                .drillDown(Frame.narrow(UID, "Only these", "triage.outcome", "0"));
    }

    private static Panel changes() {
        return Parts.twoWays(
                        "Where does answering help?",
                        "How authors came back after an answer, by what they had talked about.",
                        Visualization.shareBars(),
                        Scope.voices("_exists_:triage.outcome"),
                        new Grouping("topics", "topic", 10),
                        "triage.outcome",
                        6)
                .override(
                        FieldOverride.of("thanked").color(Palette.CALM),
                        FieldOverride.of("calmer").color(Palette.PLAIN),
                        FieldOverride.of("same").color(Palette.OTHER),
                        FieldOverride.of("worse").color(Palette.ALARM))
                .whenEmpty("Nobody came back yet")
                .drillDown(Frame.narrow(UID, "Only this topic", "topics", "topic"));
    }

    private static Panel resolution() {
        return Panel.of(
                        "How long until it is resolved?",
                        "The time from a mention to its resolution, by queue: half of them were faster than the first"
                                + " number, nine of ten than the second.",
                        Visualization.table())
                .ask(touchpoints("A", Scope.WANTED, "_exists_:triage.resolution_seconds")
                        .by(terms("triage.queue", 10))
                        .measure(Metric.percentiles("triage.resolution_seconds", 50, 90)))
                .override(
                        FieldOverride.of("triage.queue").named("queue"),
                        FieldOverride.matching("/^p50/")
                                .named("half of them")
                                .unit("s")
                                .bar()
                                .color(Palette.PLAIN),
                        FieldOverride.matching("/^p90/").named("9 in 10").unit("s"))
                .whenEmpty("Nothing was resolved in this time")
                .drillDown(QUEUE);
    }

    private static Panel topics() {
        return Parts.moodOverTime(
                        "What changed before and after?",
                        "Mentions by mood, with releases, campaigns and incidents marked. Put a topic into Search to"
                                + " see it alone, e.g. topics:packaging.",
                        Scope.voices())
                .drillDown(Frame.narrowToSeries(UID, "Only this mood", "sentiment.label"));
    }

    private static Panel unanswered() {
        return Parts.moodBy(
                        "Which themes go unanswered?",
                        "The topics of mentions that wanted an answer and have none.",
                        new Grouping("topics", "topic", 12),
                        Scope.voices(Scope.WANTED, "NOT _exists_:triage.responded_at"))
                .whenEmpty("Everything was answered")
                .drillDown(Frame.narrow(Frame.RAPID_RESPONSE, "What waits of this topic?", "topics", "topic"));
    }

    private static Search touchpoints(String refId, String... clauses) {
        return Search.of(refId, Sources.TOUCHPOINTS, Scope.voices(clauses));
    }
}

package io.nificrm.dashboards.boards;

import static io.nificrm.dashboards.grafana.Bucket.filter;
import static io.nificrm.dashboards.grafana.Bucket.filters;
import static io.nificrm.dashboards.grafana.Bucket.sorted;
import static io.nificrm.dashboards.grafana.Bucket.terms;

import io.nificrm.dashboards.Frame;
import io.nificrm.dashboards.MentionTable;
import io.nificrm.dashboards.Palette;
import io.nificrm.dashboards.Parts;
import io.nificrm.dashboards.Scope;
import io.nificrm.dashboards.Sources;
import io.nificrm.dashboards.grafana.Board;
import io.nificrm.dashboards.grafana.Bucket;
import io.nificrm.dashboards.grafana.Metric;
import io.nificrm.dashboards.grafana.Panel;
import io.nificrm.dashboards.grafana.Row;
import io.nificrm.dashboards.grafana.Search;
import io.nificrm.dashboards.grafana.Thresholds;
import io.nificrm.dashboards.grafana.Transformation;
import io.nificrm.dashboards.grafana.Visualization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** For the support lead: what waits, how urgent it is, and whether something is brewing. */
public final class RapidResponse {

    /** The board's name in addresses. */
    public static final String UID = Frame.RAPID_RESPONSE;

    /** The table that alerts link to. */
    public static final String QUEUE = "What should be answered first?";

    /** The chart that the alert for bursts links to. */
    public static final String VOLUME = "How loud is it, and in what mood?";

    /** Mentions wait longer than a board's time range is wide, but seldom longer than this. */
    private static final String WAITING_PERIOD = "90d";

    private static final String WAITING = Scope.voices(Scope.WAITING);

    private RapidResponse() {}

    /** The board. */
    public static Board board() {
        return Frame.board(
                UID,
                "Rapid response",
                "What waits for an answer, what is overdue, and whether something is brewing.",
                "now-24h",
                List.of(),
                List.of(
                        Row.high(4).share(waiting(), overdue(), soon(), oldest(), urgent(), reach()),
                        Row.high(11).put(Row.WIDTH, queue()),
                        Row.high(8).share(byQueue(), volume(), weekBefore()),
                        Row.high(8).share(louder(), angrier(), platforms()),
                        Row.high(9).share(topics(), words()),
                        Row.high(10).put(Row.WIDTH, loudest())));
    }

    private static Panel waiting() {
        return Parts.howMany(
                        "How many wait?",
                        "Flagged mentions of the last 90 days that nobody has answered, resolved or dismissed.",
                        Sources.TOUCHPOINTS,
                        WAITING)
                .lookingBack(WAITING_PERIOD)
                .drillDown(Frame.open("How fast do we answer?", Frame.FEEDBACK_LOOP));
    }

    private static Panel overdue() {
        return signal(
                "How many overdue?",
                "Waiting, and past the due time that the listening profile gives their priority. Should be 0.",
                Scope.voices(Scope.OVERDUE),
                Thresholds.always(Palette.CALM).from(1, Palette.ALARM));
    }

    private static Panel soon() {
        return signal(
                "Due in 15 minutes?",
                "Waiting, and due within the next 15 minutes.",
                Scope.voices(Scope.WAITING, "triage.due_at:[now TO now+15m]"),
                Thresholds.always(Palette.CALM).from(1, Palette.WATCH).from(10, Palette.ALARM));
    }

    private static Panel urgent() {
        return signal(
                "How many p1 or p2?",
                "Waiting with one of the two highest priorities.",
                Scope.voices(Scope.WAITING, "triage.priority:(p1 OR p2)"),
                Thresholds.always(Palette.CALM).from(1, Palette.WATCH).from(20, Palette.ALARM));
    }

    private static Panel signal(String title, String description, String lucene, Thresholds thresholds) {
        return Panel.of(title, description, Visualization.signal("sum"))
                .ask(Search.of("A", Sources.TOUCHPOINTS, lucene).overTime())
                .thresholds(thresholds)
                .unit("short")
                .decimals(0)
                .whenEmpty("0")
                .lookingBack(WAITING_PERIOD)
                .drillDown(Frame.open("How fast do we answer?", Frame.FEEDBACK_LOOP));
    }

    private static Panel oldest() {
        return Panel.of(
                        "Waiting since when?",
                        "When the mention was posted that has waited longest.",
                        Visualization.number("lastNotNull"))
                .ask(Search.of("A", Sources.TOUCHPOINTS, WAITING)
                        .by(terms("type", 1))
                        .measure(Metric.minimum("@timestamp")))
                .color("text")
                .unit("dateTimeFromNow")
                .whenEmpty("Nothing waits")
                .lookingBack(WAITING_PERIOD)
                .drillDown(Frame.open("How fast do we answer?", Frame.FEEDBACK_LOOP));
    }

    private static Panel reach() {
        return Panel.of(
                        "Seen by how many?",
                        "The estimated number of people who could have seen the waiting mentions.",
                        Visualization.number("sum"))
                .ask(Search.of("A", Sources.TOUCHPOINTS, WAITING).overTime().measure(Metric.sum("reach")))
                .color("text")
                .unit("short")
                .whenEmpty("0")
                .lookingBack(WAITING_PERIOD)
                .drillDown(Frame.open("Who says it?", Frame.COMMUNITY));
    }

    private static Panel queue() {
        return MentionTable.newest(500, WAITING)
                .sorted("triage.due_at", false)
                .due()
                .priority()
                .queue()
                .mood()
                .platform()
                .who()
                .reach()
                .said()
                .reasons()
                .status()
                .panel(
                        QUEUE,
                        "The 500 newest waiting mentions of the last 90 days, the one due first on top. A click on the"
                                + " text opens the original, a click on the clock the triage desk.")
                .whenEmpty("Nothing waits. Well done.")
                .lookingBack(WAITING_PERIOD)
                .drillDown(Frame.open("How fast do we answer?", Frame.FEEDBACK_LOOP));
    }

    private static Panel byQueue() {
        return Parts.twoWays(
                        "What waits, by queue and priority?",
                        "Waiting mentions of the last 90 days by the queue that triage gave them.",
                        Visualization.stackedBars(),
                        WAITING,
                        new Parts.Grouping("triage.queue", "queue", 10),
                        "triage.priority",
                        4)
                .override(Palette.colors(Palette.priorities()))
                .whenEmpty("Nothing waits")
                .lookingBack(WAITING_PERIOD)
                .drillDown(Frame.narrow(UID, "Only this queue", "triage.queue", "queue"));
    }

    private static Panel volume() {
        return Parts.moodOverTime(VOLUME, "All mentions that others made, flagged or not, by mood.", Scope.voices())
                .drillDown(Frame.narrowToSeries(UID, "Only this mood", "sentiment.label"));
    }

    private static Panel weekBefore() {
        return Parts.moodOverTime(
                        "And a week before?",
                        "The same hours one week earlier, to compare with the chart on the left.",
                        Scope.voices())
                .shiftedBy("7d")
                .drillDown(Frame.narrowToSeries(UID, "Only this mood", "sentiment.label"));
    }

    private static Panel louder() {
        return Panel.of(
                        "Louder than usual for the hour?",
                        "Mentions of the last 60 minutes beside those of the same 60 minutes one to four weeks before.",
                        Visualization.ranking())
                .ask(Search.of("A", Sources.TOUCHPOINTS, Scope.voices()).by(sameHours(), terms("type", 1)))
                .transform(Transformation.columns(columns("filter", Parts.COUNT)))
                .color(Palette.PLAIN)
                .unit("short")
                .decimals(0)
                .whenEmpty("No mention in any of these hours")
                .lookingBack("29d")
                .drillDown(Frame.open("What is said about the brand?", Frame.BRAND_PULSE));
    }

    private static Panel angrier() {
        return Panel.of(
                        "Angrier than usual for the hour?",
                        "The moods of the last 60 minutes beside those of the same 60 minutes one to four weeks"
                                + " before.",
                        Visualization.shareBars())
                .ask(Search.of("A", Sources.TOUCHPOINTS, Scope.voices())
                        .by(sameHours(), sorted("sentiment.label", 4).orMissing(Palette.NO_MOOD)))
                .transform(Transformation.matrix("filter", "sentiment.label", Parts.COUNT, "hour"))
                .option("xField", "hour")
                .override(Palette.colors(Palette.moods()))
                .unit("short")
                .decimals(0)
                .whenEmpty("No mention in any of these hours")
                .lookingBack("29d")
                .drillDown(Frame.open("What is said about the brand?", Frame.BRAND_PULSE));
    }

    /** Elasticsearch's date arithmetic picks the hours, for Grafana can't shift one query of a panel alone. */
    private static Bucket.Filters sameHours() {
        return filters(
                filter("(this hour)", "@timestamp:[now-1h TO now]"),
                filter("1 week before", "@timestamp:[now-7d-1h TO now-7d]"),
                filter("2 weeks before", "@timestamp:[now-14d-1h TO now-14d]"),
                filter("3 weeks before", "@timestamp:[now-21d-1h TO now-21d]"),
                filter("4 weeks before", "@timestamp:[now-28d-1h TO now-28d]"));
    }

    private static Map<String, String> columns(String... names) {
        Map<String, String> same = new LinkedHashMap<>();
        for (String name : names) {
            same.put(name, name);
        }
        return same;
    }

    private static Panel platforms() {
        return Parts.moodBy(
                        "Where does it happen?",
                        "Mentions by platform and mood.",
                        new Parts.Grouping("platform", "where", 10),
                        Scope.voices())
                .drillDown(Frame.narrow(UID, "Only this platform", "platform", "where"));
    }

    private static Panel topics() {
        return Parts.moodBy(
                        "Which topics drive it?",
                        "The topics of the listening profile that were mentioned most, by mood. A mention can have"
                                + " several.",
                        new Parts.Grouping("topics", "topic", 10),
                        Scope.voices())
                .drillDown(Frame.narrow(UID, "Only this topic", "topics", "topic"));
    }

    private static Panel words() {
        return Parts.moodBy(
                        "Which words drive it?",
                        "The words and hashtags of the mentions, by mood, without those that every text has and the"
                                + " names of brands.",
                        new Parts.Grouping("words", "word", 12),
                        Scope.voices())
                .drillDown(Frame.narrow(UID, "Only this word", "words", "word"));
    }

    private static Panel loudest() {
        return MentionTable.newest(500, Scope.voices("reach:[1000 TO *]"))
                .sorted("reach", true)
                .first(20)
                .when()
                .reach()
                .mood()
                .platform()
                .who()
                .said()
                .status()
                .panel(
                        "Which mentions reach furthest?",
                        "Of the 500 newest mentions that more than 1,000 people could have seen, those with the largest"
                                + " reach. A click on the text opens the original.")
                .whenEmpty("No mention reached 1,000 people in this time")
                .drillDown(Frame.open("Who says it?", Frame.COMMUNITY));
    }
}

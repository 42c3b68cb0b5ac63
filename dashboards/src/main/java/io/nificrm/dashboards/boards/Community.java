package io.nificrm.dashboards.boards;

import static io.nificrm.dashboards.grafana.Bucket.sorted;
import static io.nificrm.dashboards.grafana.Bucket.terms;

import io.nificrm.dashboards.Frame;
import io.nificrm.dashboards.MentionTable;
import io.nificrm.dashboards.Palette;
import io.nificrm.dashboards.Parts;
import io.nificrm.dashboards.Parts.Grouping;
import io.nificrm.dashboards.Scope;
import io.nificrm.dashboards.Sources;
import io.nificrm.dashboards.grafana.Board;
import io.nificrm.dashboards.grafana.Bucket;
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

/** For the community manager: who speaks, what they feel and need, and who of them we know. */
public final class Community {

    /** The board's name in addresses. */
    public static final String UID = Frame.COMMUNITY;

    private static final Link SAID = Frame.open("What is said?", Frame.BRAND_PULSE);
    private static final String NEW_PEOPLE = "first_seen:[${__from} TO ${__to}]";

    private Community() {}

    /** The board. */
    public static Board board() {
        return Frame.board(
                UID,
                "Community",
                "Who speaks about us, what they feel and need, whom we know, and how relationships grow.",
                "now-30d",
                List.of(),
                List.of(
                        Row.high(4).share(voices(), newcomers(), twoWays(), matched(), advocates(), atRisk()),
                        Row.high(9).share(personas(), emotions(), needs()),
                        Row.high(9).share(topics(), growth(), conversation()),
                        Row.high(9).share(supporters(), critics()),
                        Row.high(9).share(unknown(), stages()),
                        Row.high(10).put(Row.WIDTH, unlike())));
    }

    private static Panel voices() {
        return Parts.overall(
                        "How many voices?",
                        "Different authors, ours left out.",
                        Sources.TOUCHPOINTS,
                        Scope.voices(),
                        Metric.distinct("author.id"))
                .drillDown(SAID);
    }

    private static Panel newcomers() {
        return Parts.share(
                        "How many are new?",
                        "Of the people heard in this time, those never heard before it.",
                        Search.of("A", Sources.PEOPLE, Scope.people(NEW_PEOPLE)),
                        Search.of("B", Sources.PEOPLE, Scope.people()))
                .color(Palette.PLAIN)
                .drillDown(SAID);
    }

    private static Panel twoWays() {
        return Parts.share(
                        "Do we answer them?",
                        "Mentions that got an answer from us, by all mentions: a conversation is two-way.",
                        Search.of("A", Sources.TOUCHPOINTS, Scope.voices("_exists_:triage.responded_at")),
                        Search.of("B", Sources.TOUCHPOINTS, Scope.voices()))
                .color(Palette.PLAIN)
                .drillDown(Frame.open("Do we answer?", Frame.FEEDBACK_LOOP));
    }

    private static Panel matched() {
        return Parts.overall(
                        "Do we know them?",
                        "Mentions whose author is a contact of ours, by those that were looked up.",
                        Sources.TOUCHPOINTS,
                        Scope.voices("_exists_:person.matched"),
                        Metric.average("person.matched"))
                .unit("percentunit")
                .decimals(0)
                .whenEmpty("Nobody was looked up")
                .drillDown(SAID);
    }

    private static Panel advocates() {
        return Parts.howMany(
                        "How many advocates?",
                        "People heard in this time whose stage is 'advocate'.",
                        Sources.PEOPLE,
                        Scope.people("stage:advocate"))
                .drillDown(Frame.openWith("What do they say?", Frame.BRAND_PULSE, "person.stage:advocate"));
    }

    private static Panel atRisk() {
        return Panel.of(
                        "How many at risk?",
                        "People heard in this time whose stage is 'at risk': engaged once, unhappy now.",
                        Visualization.signal("sum"))
                .ask(Search.of("A", Sources.PEOPLE, Scope.people("stage:at_risk"))
                        .overTime())
                .thresholds(
                        Thresholds.always(Palette.CALM).from(1, Palette.WATCH).from(20, Palette.ALARM))
                .unit("short")
                .decimals(0)
                .whenEmpty("0")
                .drillDown(Frame.openWith("What do they say?", Frame.RAPID_RESPONSE, "person.stage:at_risk"));
    }

    private static Panel personas() {
        return Parts.moodBy(
                        "Which personas speak?",
                        "Mentions by persona of the listening profile and mood. A mention can have several.",
                        new Grouping("personas", "persona", 12),
                        Scope.voices())
                .whenEmpty("No persona was recognised")
                .drillDown(Frame.narrow(UID, "Only this persona", "personas", "persona"));
    }

    private static Panel emotions() {
        return byPersona("What do they feel?", "The emotions of each persona's mentions.", "emotion.label", 6)
                .override(Palette.colors(Palette.emotions()))
                .override(FieldOverride.of(Palette.NO_MOOD).color(Palette.UNKNOWN));
    }

    private static Panel needs() {
        return byPersona("What do they need?", "The needs behind each persona's mentions.", "needs", 10)
                .override(Palette.colors(Palette.needs()))
                .override(FieldOverride.of(Palette.NO_MOOD).color(Palette.UNKNOWN));
    }

    private static Panel topics() {
        return byPersona("What do they talk about?", "The topics of each persona's mentions.", "topics", 8)
                .override(FieldOverride.of(Palette.NO_MOOD).color(Palette.UNKNOWN));
    }

    private static Panel byPersona(String title, String description, String field, int size) {
        return Parts.twoWays(
                        title,
                        description,
                        Visualization.shareBars(),
                        Scope.voices(),
                        new Grouping("personas", "persona", 10),
                        field,
                        size)
                .whenEmpty("No persona was recognised")
                .drillDown(Frame.narrow(UID, "Only this persona", "personas", "persona"));
    }

    private static Panel growth() {
        return Panel.of(
                        "New voices, or the same again?",
                        "Different authors a day, and the people whose first mention was on that day.",
                        Visualization.lines())
                .ask(
                        Search.of("A", Sources.TOUCHPOINTS, Scope.voices())
                                .measure(Metric.distinct("author.id"))
                                .overTime("1d")
                                .named("voices"),
                        Search.of("B", Sources.PEOPLE, Scope.people(NEW_PEOPLE))
                                .by(new Bucket.OverTime("first_seen", "1d"))
                                .named("of them new"))
                .override(
                        FieldOverride.of("voices").color(Palette.PLAIN),
                        FieldOverride.of("of them new").color(Palette.CALM))
                .unit("short")
                .decimals(0)
                .whenEmpty("Nobody spoke in this time")
                .drillDown(SAID);
    }

    private static Panel conversation() {
        return Panel.of(
                        "One-way, or two-way?",
                        "Mentions a day that got an answer from us, and those that did not.",
                        Visualization.stackedOverTime())
                .ask(
                        Search.of("A", Sources.TOUCHPOINTS, Scope.voices("_exists_:triage.responded_at"))
                                .overTime("1d")
                                .named("answered"),
                        Search.of("B", Sources.TOUCHPOINTS, Scope.voices("NOT _exists_:triage.responded_at"))
                                .overTime("1d")
                                .named("not answered"))
                .override(
                        FieldOverride.of("answered").color(Palette.CALM),
                        FieldOverride.of("not answered").color(Palette.OTHER))
                .unit("short")
                .decimals(0)
                .whenEmpty("Nobody spoke in this time")
                .drillDown(Frame.open("Do we answer?", Frame.FEEDBACK_LOOP));
    }

    private static Panel supporters() {
        return influence(
                        "Who recommends us, to how many?",
                        "Authors of positive mentions and recommendations, by the reach of what they said.",
                        "(intents:recommendation OR sentiment.label:positive)")
                .whenEmpty("Nobody recommends us yet");
    }

    private static Panel critics() {
        return influence(
                        "Who criticises us, before how many?",
                        "Authors of negative mentions, by the reach of what they said.",
                        "sentiment.label:negative")
                .whenEmpty("Nobody criticises us");
    }

    private static Panel influence(String title, String description, String clause) {
        return Panel.of(title, description, Visualization.table())
                .ask(Search.of("A", Sources.TOUCHPOINTS, Scope.voices(clause))
                        .by(
                                terms("author.handle", 15).orderedBy(1),
                                terms("platform", 1).orderedBy(1))
                        .measure(Metric.sum("reach"), Metric.count(), Metric.maximum("author.followers")))
                .transform(Transformation.sort("Sum", true))
                .override(
                        FieldOverride.of("author.handle").named("who"),
                        FieldOverride.of("platform").width(115),
                        FieldOverride.of("Sum")
                                .named("reach")
                                .unit("short")
                                .bar()
                                .color(Palette.PLAIN),
                        FieldOverride.of(Parts.COUNT).named("mentions").width(105),
                        FieldOverride.of("Max")
                                .named("followers")
                                .unit("short")
                                .number()
                                .width(105))
                .drillDown(SAID);
    }

    private static Panel unknown() {
        return Panel.of(
                        "Which strangers reach furthest?",
                        "Authors who are no contact of ours, by their followers: people to get to know.",
                        Visualization.table())
                .ask(Search.of("A", Sources.TOUCHPOINTS, Scope.voices("person.matched:false"))
                        .by(terms("author.handle", 15).orderedBy(1), terms("platform", 1))
                        .measure(Metric.maximum("author.followers"), Metric.count(), Metric.average("sentiment.score")))
                .override(
                        FieldOverride.of("author.handle").named("who"),
                        FieldOverride.of("platform").width(115),
                        FieldOverride.of("Max")
                                .named("followers")
                                .unit("short")
                                .bar()
                                .color(Palette.PLAIN),
                        FieldOverride.of(Parts.COUNT).named("mentions").width(105),
                        FieldOverride.of("Average")
                                .named("mood")
                                .decimals(2)
                                .number()
                                .width(80))
                .whenEmpty("We know everybody who spoke, or nobody was looked up")
                .drillDown(SAID);
    }

    private static Panel stages() {
        return Panel.of(
                        "How do relationships grow?",
                        "Mentions by the stage that their author had reached then.",
                        Visualization.sharesOverTime())
                .ask(Search.of("A", Sources.TOUCHPOINTS, Scope.voices("_exists_:person.stage"))
                        .by(sorted("person.stage", 6))
                        .overTime("1d")
                        .named("{{term person.stage}}"))
                .override(Palette.colors(Palette.stages()))
                .unit("short")
                .decimals(0)
                .whenEmpty("No author has a stage yet")
                .drillDown(Frame.narrowToSeries(UID, "Only this stage", "person.stage"));
    }

    private static Panel unlike() {
        return MentionTable.newest(200, Scope.voices("NOT _exists_:personas"))
                .sorted("reach", true)
                .first(50)
                .when()
                .mood()
                .platform()
                .who()
                .followers()
                .reach()
                .said()
                .panel(
                        "Who fits no persona yet?",
                        "Of the 200 newest mentions without a persona, those with the largest reach: here the next"
                                + " persona can be found.")
                .whenEmpty("No mention without a persona")
                .drillDown(SAID);
    }
}

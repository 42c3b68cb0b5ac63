package io.nificrm.dashboards.boards;

import static io.nificrm.dashboards.grafana.Bucket.terms;

import io.nificrm.dashboards.Frame;
import io.nificrm.dashboards.MentionTable;
import io.nificrm.dashboards.Palette;
import io.nificrm.dashboards.Parts;
import io.nificrm.dashboards.Parts.Grouping;
import io.nificrm.dashboards.Scope;
import io.nificrm.dashboards.Sources;
import io.nificrm.dashboards.grafana.Board;
import io.nificrm.dashboards.grafana.Expression;
import io.nificrm.dashboards.grafana.FieldOverride;
import io.nificrm.dashboards.grafana.Link;
import io.nificrm.dashboards.grafana.Metric;
import io.nificrm.dashboards.grafana.Panel;
import io.nificrm.dashboards.grafana.Row;
import io.nificrm.dashboards.grafana.Search;
import io.nificrm.dashboards.grafana.Thresholds;
import io.nificrm.dashboards.grafana.Visualization;
import java.util.List;

/** For the marketer: how loud the brand is, in what mood, beside whom, and what carries it. */
public final class BrandPulse {

    /** The board's name in addresses. */
    public static final String UID = Frame.BRAND_PULSE;

    private static final Link PEOPLE = Frame.open("Who says it?", Frame.COMMUNITY);
    private static final String OURS = Scope.voices(Scope.OURS);

    private BrandPulse() {}

    /** The board. */
    public static Board board() {
        return Frame.board(
                UID,
                "Brand pulse",
                "How much is said about the brand, in what mood, beside which competitors, and what carries it.",
                "now-30d",
                List.of(),
                List.of(
                        Row.high(4).share(mentions(), reach(), engagement(), mood(), shareOfVoice(), competitors()),
                        Row.high(9).share(volume(), voices()),
                        Row.high(8).share(platforms(), competitorMoods(), outlets()),
                        Row.high(8).share(messages(), messageReach(), carriers()),
                        Row.high(8).share(campaigns(), accounts()),
                        Row.high(9).put(14, stories()).put(10, words()),
                        Row.high(11).put(Row.WIDTH, said())));
    }

    private static Panel mentions() {
        return Parts.howMany(
                        "How many mentions?",
                        "Mentions of our brands by others; our own posts don't count.",
                        Sources.TOUCHPOINTS,
                        OURS)
                .drillDown(PEOPLE);
    }

    private static Panel reach() {
        return Panel.of(
                        "How many saw them?",
                        "The estimated reach of the mentions added up; somebody who saw two counts twice.",
                        Visualization.number("sum"))
                .ask(Search.of("A", Sources.TOUCHPOINTS, OURS).overTime().measure(Metric.sum("reach")))
                .color("text")
                .unit("short")
                .whenEmpty("0")
                .drillDown(PEOPLE);
    }

    private static Panel engagement() {
        return Panel.of(
                        "How many reacted?",
                        "Likes, reposts and replies that the mentions got, as last seen.",
                        Visualization.number("lastNotNull"))
                .ask(
                        engaged("A", "likes"),
                        engaged("B", "reposts"),
                        engaged("C", "replies"),
                        Expression.reduce("D", "A", "sum").hide(),
                        Expression.reduce("E", "B", "sum").hide(),
                        Expression.reduce("F", "C", "sum").hide(),
                        Expression.math("G", "$D + $E + $F"))
                .color("text")
                .unit("short")
                .whenEmpty("0")
                .drillDown(PEOPLE);
    }

    private static Search engaged(String refId, String how) {
        return Search.of(refId, Sources.TOUCHPOINTS, OURS)
                .overTime()
                .measure(Metric.sum("engagement." + how))
                .hide();
    }

    private static Panel mood() {
        return Parts.overall(
                        "How is the mood?",
                        "The mean sentiment of the mentions, from -1 (all negative) to 1 (all positive).",
                        Sources.TOUCHPOINTS,
                        OURS,
                        Metric.average("sentiment.score"))
                .unit("none")
                .decimals(2)
                .thresholds(Thresholds.always(Palette.NEGATIVE)
                        .from(-0.15, Palette.NEUTRAL)
                        .from(0.15, Palette.POSITIVE))
                .drillDown(PEOPLE);
    }

    private static Panel shareOfVoice() {
        return Parts.share(
                        "Our share of voice?",
                        "Mentions of our brands by mentions of any brand or competitor of the listening profile.",
                        Search.of("A", Sources.TOUCHPOINTS, Scope.market(Scope.OURS, "(brands:$brand)")),
                        Search.of(
                                "B",
                                Sources.TOUCHPOINTS,
                                Scope.market("((" + Scope.OURS + " AND (brands:$brand)) OR " + Scope.THEIRS + ")")))
                .color(Palette.PLAIN)
                .drillDown(PEOPLE);
    }

    private static Panel competitors() {
        return Parts.howMany(
                        "And of competitors?",
                        "Mentions of the competitors of the listening profile. The choice of a brand does not count"
                                + " here.",
                        Sources.TOUCHPOINTS,
                        Scope.market(Scope.THEIRS))
                .drillDown(PEOPLE);
    }

    private static Panel volume() {
        return Parts.moodOverTime(
                        "How loud are we, and in what mood?",
                        "Mentions of our brands by mood, with releases, campaigns and incidents marked.",
                        OURS)
                .drillDown(Frame.narrowToSeries(UID, "Only this mood", "sentiment.label"));
    }

    private static Panel voices() {
        return Panel.of(
                        "Who is talked about?",
                        "Our brands and the competitors of the listening profile, as shares of what is said of any of"
                                + " them.",
                        Visualization.sharesOverTime())
                .ask(
                        Search.of("A", Sources.TOUCHPOINTS, Scope.market(Scope.OURS))
                                .by(terms("brands", 5))
                                .overTime("1d")
                                .named("{{term brands}}"),
                        Search.of("B", Sources.TOUCHPOINTS, Scope.market(Scope.THEIRS))
                                .by(terms("competitors", 8))
                                .overTime("1d")
                                .named("{{term competitors}}"))
                .unit("short")
                .decimals(0)
                .whenEmpty("Nobody is talked about in this time")
                .drillDown(PEOPLE);
    }

    private static Panel platforms() {
        return Parts.moodBy(
                        "Where, and in what mood?",
                        "Mentions of our brands by platform and mood.",
                        new Grouping("platform", "where", 10),
                        OURS)
                .drillDown(Frame.narrow(UID, "Only this platform", "platform", "where"));
    }

    private static Panel competitorMoods() {
        return Parts.moodBy(
                        "How do competitors fare?",
                        "Mentions of competitors by mood.",
                        new Grouping("competitors", "competitor", 10),
                        Scope.market(Scope.THEIRS))
                .whenEmpty("No competitor was mentioned")
                .drillDown(Frame.narrow(UID, "Only this competitor", "competitors", "competitor"));
    }

    private static Panel outlets() {
        return Parts.ranking(
                        "Which outlets are linked?",
                        "The web sites that mentions of our brands link to.",
                        Sources.TOUCHPOINTS,
                        OURS,
                        "links.domain",
                        10)
                .whenEmpty("No mention has a link")
                .drillDown(Frame.narrow(UID, "Only this outlet", "links.domain", "0"));
    }

    private static Panel messages() {
        return Parts.moodBy(
                        "Which key messages return?",
                        "Mentions that repeat a key message of the listening profile, by mood.",
                        new Grouping("key_messages", "message", 10),
                        OURS)
                .whenEmpty("Nobody repeats a key message")
                .drillDown(Frame.narrow(UID, "Only this message", "key_messages", "message"));
    }

    private static Panel messageReach() {
        return Panel.of(
                        "How far do they carry?",
                        "The estimated reach of the mentions that repeat a key message.",
                        Visualization.ranking())
                .ask(Search.of("A", Sources.TOUCHPOINTS, OURS)
                        .by(terms("key_messages", 10).orderedBy(1))
                        .measure(Metric.sum("reach")))
                .color(Palette.PLAIN)
                .unit("short")
                .whenEmpty("Nobody repeats a key message")
                .drillDown(Frame.narrow(UID, "Only this message", "key_messages", "0"));
    }

    private static Panel carriers() {
        return Panel.of(
                        "Who repeats them?",
                        "The authors who repeat key messages with the largest reach.",
                        Visualization.table())
                .ask(Search.of("A", Sources.TOUCHPOINTS, Scope.voices(Scope.OURS, "_exists_:key_messages"))
                        .by(terms("author.handle", 15).orderedBy(1))
                        .measure(Metric.sum("reach"), Metric.count()))
                .override(
                        FieldOverride.of("author.handle").named("who"),
                        FieldOverride.of("Sum")
                                .named("reach")
                                .unit("short")
                                .bar()
                                .color(Palette.PLAIN),
                        FieldOverride.of(Parts.COUNT).named("times").width(80))
                .whenEmpty("Nobody repeats a key message")
                .drillDown(PEOPLE);
    }

    private static Panel campaigns() {
        return Panel.of(
                        "Which campaigns come back to us?",
                        "Mentions that carry referral tags (utm and similar), by campaign and source.",
                        Visualization.table())
                .ask(Search.of("A", Sources.TOUCHPOINTS, Scope.voices("_exists_:campaign.name"))
                        .by(
                                terms("campaign.name", 15),
                                terms("campaign.source", 5).orMissing("not said"))
                        .measure(Metric.count(), Metric.sum("reach"), Metric.average("sentiment.score")))
                .override(
                        FieldOverride.of("campaign.name").named("campaign"),
                        FieldOverride.of("campaign.source").named("source"),
                        FieldOverride.of(Parts.COUNT).named("mentions").width(105),
                        FieldOverride.of("Sum").named("reach").unit("short").width(90),
                        FieldOverride.of("Average").named("mood").decimals(2).width(80))
                .whenEmpty("No mention carries a referral tag")
                .drillDown(Frame.open("And by mail?", Frame.EMAIL));
    }

    private static Panel accounts() {
        return Parts.moodBy(
                        "Which accounts are spoken to?",
                        "The accounts that mentions of our brands address, ours and others, by mood.",
                        new Grouping("mentions", "account", 10),
                        OURS)
                .whenEmpty("No account is addressed")
                .drillDown(Frame.narrow(UID, "Only this account", "mentions", "account"));
    }

    private static Panel stories() {
        return Panel.of(
                        "Which stories run, and for how long?",
                        "The eight most frequent topics over time: when each started, peaked and faded.",
                        Visualization.lines())
                .ask(Search.of("A", Sources.TOUCHPOINTS, OURS)
                        .by(terms("topics", 8))
                        .overTime()
                        .named("{{term topics}}"))
                .unit("short")
                .decimals(0)
                .whenEmpty("No topic in this time")
                .drillDown(Frame.narrowToSeries(UID, "Only this topic", "topics"));
    }

    private static Panel words() {
        return Parts.moodBy(
                        "Which words tell them?",
                        "The words and hashtags of the mentions, by mood, without those that every text has and the"
                                + " names of brands.",
                        new Parts.Grouping("words", "word", 12),
                        OURS)
                .drillDown(Frame.narrow(UID, "Only this word", "words", "word"));
    }

    private static Panel said() {
        return MentionTable.newest(100, Scope.voices())
                .when()
                .mood()
                .platform()
                .who()
                .reach()
                .said()
                .panel(
                        "What was said last?",
                        "The 100 newest mentions within the choices at the top. A click on the text opens the"
                                + " original.")
                .whenEmpty("Nobody said anything in this time")
                .drillDown(PEOPLE);
    }
}

package io.nificrm.dashboards.boards;

import static io.nificrm.dashboards.grafana.Bucket.sorted;
import static io.nificrm.dashboards.grafana.Bucket.terms;

import io.nificrm.dashboards.Frame;
import io.nificrm.dashboards.Palette;
import io.nificrm.dashboards.Parts;
import io.nificrm.dashboards.Parts.Grouping;
import io.nificrm.dashboards.Scope;
import io.nificrm.dashboards.Sources;
import io.nificrm.dashboards.grafana.Board;
import io.nificrm.dashboards.grafana.Expression;
import io.nificrm.dashboards.grafana.FieldOverride;
import io.nificrm.dashboards.grafana.Fields;
import io.nificrm.dashboards.grafana.Link;
import io.nificrm.dashboards.grafana.Metric;
import io.nificrm.dashboards.grafana.Panel;
import io.nificrm.dashboards.grafana.Row;
import io.nificrm.dashboards.grafana.Search;
import io.nificrm.dashboards.grafana.Thresholds;
import io.nificrm.dashboards.grafana.Visualization;
import java.util.List;

/** For who writes the mails: do they arrive, are they read, and are they too many? */
public final class Email {

    /** The board's name in addresses. */
    public static final String UID = Frame.EMAIL;

    /** What the alert on complaints links to. */
    public static final String COMPLAINTS = "Complaints?";

    /** The share of complaints above which large mailbox providers ask senders never to go: 0.3 %. */
    public static final double MOST_COMPLAINTS = 0.003;

    /** The share of complaints that they ask senders to stay below: 0.1 %. */
    public static final double WISE_COMPLAINTS = 0.001;

    static final Link MENTIONS = Frame.open("And in public?", Frame.BRAND_PULSE);

    static final Thresholds BOUNCES =
            Thresholds.always(Palette.CALM).from(0.02, Palette.WATCH).from(0.05, Palette.ALARM);
    static final Thresholds COMPLAINED =
            Thresholds.always(Palette.CALM).from(WISE_COMPLAINTS, Palette.WATCH).from(MOST_COMPLAINTS, Palette.ALARM);

    /** Not every provider reports that it sent a mail, but then whether it arrived or came back. */
    private static final String SENT = "(sent OR delivered OR bounced)";

    /** What ModerateOutbound flagged; a slash is an operator in Lucene syntax. */
    private static final String BEYOND_A_CAP = "triage.reasons:caps\\/*";

    /** The cap is a number of mails a person, not of unsubscriptions. */
    private static final Fields NO_LINE = new Fields().put("mode", "off");

    private Email() {}

    /** The board. */
    public static Board board() {
        return Frame.board(
                UID,
                "Email",
                "Whether mails arrive, are read and answered, and whether they are too many.",
                "now-30d",
                List.of(),
                List.of(
                        Row.high(4)
                                .share(
                                        sent(),
                                        delivered(),
                                        opened(),
                                        clicked(),
                                        replied(),
                                        bounced(),
                                        unsubscribed(),
                                        complained()),
                        Row.high(9).put(10, frequency()).put(5, caps()).put(9, events()),
                        Row.high(9).put(Row.WIDTH, EmailTables.campaigns()),
                        Row.high(8).put(Row.WIDTH, EmailTables.personas()),
                        Row.high(8).share(EmailTables.lists(), EmailTables.domains()),
                        Row.high(8).share(bounces(), moods(), providers())));
    }

    private static Panel sent() {
        return Parts.overall(
                        "Mails sent?",
                        "Different mails that were sent, arrived or came back, by their Message-ID.",
                        Sources.TOUCHPOINTS,
                        Scope.emails("kind:" + SENT),
                        Metric.distinct("email.message_id"))
                .whenEmpty("None")
                .drillDown(MENTIONS);
    }

    private static Panel delivered() {
        return rate("Delivered?", "Mails that arrived, by those sent.", "delivered", SENT)
                .thresholds(Thresholds.always(Palette.ALARM)
                        .from(0.9, Palette.WATCH)
                        .from(0.97, Palette.CALM));
    }

    private static Panel opened() {
        return rate(
                        "Opened?",
                        "Mails opened at least once, by those delivered. Mail programs that load images by themselves"
                                + " raise it, those that load none lower it.",
                        "opened",
                        "delivered")
                .color(Palette.PLAIN);
    }

    private static Panel clicked() {
        return rate("Clicked?", "Mails with a click at least, by those delivered.", "clicked", "delivered")
                .color(Palette.PLAIN);
    }

    private static Panel replied() {
        return rate("Replied to?", "Mails that somebody answered, by those delivered.", "replied", "delivered")
                .color(Palette.PLAIN);
    }

    private static Panel bounced() {
        return rate("Bounced?", "Mails that came back, by those sent.", "bounced", SENT)
                .thresholds(BOUNCES);
    }

    private static Panel unsubscribed() {
        return rate("Unsubscribed?", "Unsubscriptions, by mails delivered.", "unsubscribed", "delivered")
                .thresholds(Thresholds.always(Palette.CALM)
                        .from(0.005, Palette.WATCH)
                        .from(0.01, Palette.ALARM));
    }

    private static Panel complained() {
        return rate(
                        COMPLAINTS,
                        "Mails reported as spam, by mails delivered. Large mailbox providers ask for less than 0.1 %"
                                + " and stop delivering above 0.3 %.",
                        "complained",
                        "delivered")
                .decimals(2)
                .thresholds(COMPLAINED);
    }

    private static Panel rate(String title, String description, String kind, String of) {
        return Panel.of(title, description, Visualization.signal("lastNotNull"))
                .ask(mails("A", kind).hide(), mails("B", of).hide(), Expression.math("C", "$A / $B"))
                .unit("percentunit")
                .decimals(1)
                .whenEmpty("None")
                .drillDown(MENTIONS);
    }

    /** Mails, not events: a mail that is opened thrice was opened. */
    private static Search mails(String refId, String kind) {
        return Search.of(refId, Sources.TOUCHPOINTS, Scope.emails("kind:" + kind))
                .by(terms("type", 1))
                .measure(Metric.distinct("email.message_id"));
    }

    private static Panel events() {
        return Panel.of(
                        "What happened to our mails?",
                        "Events as providers report them; a mail has several.",
                        Visualization.stackedOverTime())
                .ask(Search.of("A", Sources.TOUCHPOINTS, Scope.emails())
                        .by(sorted("kind", 12))
                        .overTime()
                        .named("{{term kind}}"))
                .override(Palette.colors(Palette.emailKinds()))
                .unit("short")
                .decimals(0)
                .whenEmpty("No mail in this time")
                .drillDown(Frame.narrowToSeries(UID, "Only these", "kind"));
    }

    private static Panel frequency() {
        return Panel.of(
                        "Do we write too often?",
                        "Mails a person got in a week, on average over those who got any, beside mails and posts of ours"
                                + " beyond a cap of the listening profile, unsubscriptions and complaints in that week. The line is the"
                                + " usual cap of three.",
                        Visualization.lines())
                .ask(
                        weekly("A", "kind:" + SENT)
                                .measure(Metric.distinct("email.message_id"))
                                .hide(),
                        weekly("B", "kind:" + SENT)
                                .measure(Metric.distinct("email.recipient"))
                                .hide(),
                        Expression.math("C", "$A / $B"),
                        weekly("D", "kind:unsubscribed").named("unsubscribed"),
                        weekly("E", "kind:complained").named("complained"),
                        weekly("F", BEYOND_A_CAP).named("mails beyond a cap"),
                        Search.of(
                                        "G",
                                        Sources.TOUCHPOINTS,
                                        Scope.all("type:mention AND author.ours:true", BEYOND_A_CAP))
                                .overTime("7d")
                                .named("posts beyond a cap"))
                .override(
                        FieldOverride.matching("/^C/").named("mails per person").color(Palette.PLAIN),
                        FieldOverride.of("unsubscribed")
                                .color(Palette.WATCH)
                                .onTheRight()
                                .with("custom.thresholdsStyle", NO_LINE),
                        FieldOverride.of("complained")
                                .color(Palette.ALARM)
                                .onTheRight()
                                .with("custom.thresholdsStyle", NO_LINE),
                        FieldOverride.of("mails beyond a cap")
                                .color(Palette.OTHER)
                                .onTheRight()
                                .with("custom.thresholdsStyle", NO_LINE),
                        FieldOverride.of("posts beyond a cap")
                                .color("text")
                                .onTheRight()
                                .with("custom.thresholdsStyle", NO_LINE))
                .limit(3, Palette.WATCH)
                .unit("short")
                .whenEmpty("No mail in this time")
                .drillDown(MENTIONS);
    }

    private static Panel caps() {
        return Parts.ranking(
                        "Which caps are broken?",
                        "Mails and posts of ours beyond a cap of the listening profile (caps in its file), by cap: a"
                                + " person, or everybody, got more than it allows.",
                        Sources.TOUCHPOINTS,
                        Scope.all(BEYOND_A_CAP),
                        "triage.reasons",
                        10)
                .whenEmpty("None")
                .drillDown(Frame.narrow(UID, "Only these", "triage.reasons", "0"));
    }

    private static Search weekly(String refId, String clause) {
        return Search.of(refId, Sources.TOUCHPOINTS, Scope.emails(clause)).overTime("7d");
    }

    private static Panel bounces() {
        return Panel.of(
                        "Why do mails come back?",
                        "Bounces by kind and enhanced status code (RFC 3463): hard means the address is bad, block that"
                                + " the receiver refuses us.",
                        Visualization.table())
                .ask(Search.of("A", Sources.TOUCHPOINTS, Scope.emails("kind:bounced"))
                        .by(
                                terms("email.bounce.type", 3).orMissing("not said"),
                                terms("email.bounce.code", 10).orMissing("not said")))
                .override(
                        FieldOverride.of("email.bounce.type").named("kind"),
                        FieldOverride.of("email.bounce.code").named("code"),
                        FieldOverride.of(Parts.COUNT).named("bounces"))
                .decimals(0)
                .whenEmpty("Nothing came back")
                .drillDown(MENTIONS);
    }

    private static Panel moods() {
        return Parts.moodBy(
                        "In what mood do they answer?",
                        "Replies to our mails by campaign and mood.",
                        new Grouping("campaign.name", "campaign", 10),
                        Scope.emails("kind:replied"))
                .whenEmpty("Nobody replied")
                .drillDown(Frame.narrow(UID, "Only this campaign", "campaign.name", "campaign"));
    }

    private static Panel providers() {
        return Parts.ranking(
                        "Which providers report?",
                        "Events by the provider that sent them.",
                        Sources.TOUCHPOINTS,
                        Scope.emails(),
                        "email.provider",
                        10)
                .drillDown(Frame.open("Is everything coming in?", Frame.PIPELINE_HEALTH));
    }
}

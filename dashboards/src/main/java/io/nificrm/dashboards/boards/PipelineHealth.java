package io.nificrm.dashboards.boards;

import static io.nificrm.dashboards.grafana.Bucket.terms;

import io.nificrm.dashboards.Frame;
import io.nificrm.dashboards.Palette;
import io.nificrm.dashboards.Parts;
import io.nificrm.dashboards.Scope;
import io.nificrm.dashboards.Sources;
import io.nificrm.dashboards.grafana.Board;
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

/** For the operator: does everything come in, how fast, and what does not get through? */
public final class PipelineHealth {

    /** The board's name in addresses. */
    public static final String UID = Frame.PIPELINE_HEALTH;

    /** The table that the alert on silent sources links to. */
    public static final String SOURCES_HEARD = "When was each source heard?";

    /** The chart that the alert on dead letters links to. */
    public static final String DEAD_LETTERS = "When did they fail, and where?";

    /** The chart that the alert on lag links to. */
    public static final String LAG = "How long from post to searchable?";

    static final Link SAID = Frame.open("What is said?", Frame.BRAND_PULSE);
    private static final String EVERYTHING = Scope.all();

    /** Mentions that have the field whose name follows; what was stored before the field was there is left out. */
    private static final String MEASURED = "type:mention AND _exists_:";

    /** What a new source brings from long ago would hide how fast the rest is. */
    private static final String RECENT = "@timestamp:[${__from} TO ${__to}]";

    private static final String BACKLOG_LEFT_OUT =
            " What was posted before the shown time, as a new source brings it, is left out.";

    private static final String DUPLICATE = "type:mention AND _exists_:duplicate_of";

    private static final Fields DASHED = new Fields().put("fill", "dash").put("dash", List.of(8, 6));

    private PipelineHealth() {}

    /** The board. */
    public static Board board() {
        return Frame.board(
                UID,
                "Pipeline health",
                "Whether everything comes in, how fast, and what does not get through. By when it arrived, not by when"
                        + " it was said.",
                "now-6h",
                List.of(),
                List.of(
                        Row.high(4).share(arrived(), last(), lag(), handling(), sources(), failed()),
                        Row.high(9).put(13, rate()).put(11, heard()),
                        Row.high(8).share(lagOverTime(), lagBySource()),
                        Row.high(7).put(4, PipelineFaults.limits()).put(20, PipelineFaults.limitsOverTime()),
                        Row.high(8).put(Row.WIDTH, PipelineFaults.heldUp()),
                        Row.high(8).share(PipelineFaults.failures(), PipelineFaults.reasons()),
                        Row.high(9).put(Row.WIDTH, PipelineFaults.letters()),
                        Row.high(8)
                                .put(4, repeated())
                                .put(10, repeatedBySource())
                                .put(10, refused()),
                        Row.high(4).put(Row.WIDTH, elsewhere())));
    }

    private static Panel arrived() {
        return Parts.howMany(
                        "How many arrived?",
                        "Touchpoints that were written for the first time or again in this time.",
                        Sources.ARRIVALS,
                        EVERYTHING)
                .drillDown(SAID);
    }

    private static Panel last() {
        return Parts.overall(
                        "When the last one?",
                        "When the newest touchpoint was written.",
                        Sources.ARRIVALS,
                        EVERYTHING,
                        Metric.maximum("indexed_at"))
                .unit("dateTimeFromNow")
                .whenEmpty("Nothing arrived")
                .drillDown(SAID);
    }

    private static Panel lag() {
        return slowest(
                        "From post to board?",
                        "Nine of ten mentions were searchable this long after they were posted." + BACKLOG_LEFT_OUT,
                        "lag_seconds",
                        RECENT)
                .thresholds(
                        Thresholds.always(Palette.CALM).from(900, Palette.WATCH).from(3_600, Palette.ALARM));
    }

    private static Panel handling() {
        return slowest(
                        "And within NiFi?",
                        "Nine of ten mentions were searchable this long after they were fetched: our own share of the"
                                + " lag.",
                        "handling_seconds")
                .thresholds(
                        Thresholds.always(Palette.CALM).from(60, Palette.WATCH).from(600, Palette.ALARM));
    }

    private static Panel slowest(String title, String description, String field, String... clauses) {
        return Panel.of(title, description, Visualization.signal("lastNotNull"))
                .ask(Search.of("A", Sources.ARRIVALS, Scope.and(Scope.all(MEASURED + field), clauses))
                        .by(terms("type", 1))
                        .measure(Metric.percentiles(field, 90)))
                .unit("s")
                .whenEmpty("Nothing arrived")
                .drillDown(SAID);
    }

    private static Panel sources() {
        return Parts.overall(
                        "How many sources?",
                        "Different platforms from which something arrived.",
                        Sources.ARRIVALS,
                        EVERYTHING,
                        Metric.distinct("platform"))
                .whenEmpty("None")
                .drillDown(SAID);
    }

    private static Panel failed() {
        return Panel.of(
                        "Dead letters?",
                        "What could not be processed. It is kept with its reason and can be replayed.",
                        Visualization.signal("sum"))
                .ask(Search.of("A", Sources.DEAD_LETTERS, "*").overTime())
                .thresholds(
                        Thresholds.always(Palette.CALM).from(1, Palette.WATCH).from(100, Palette.ALARM))
                .unit("short")
                .decimals(0)
                .whenEmpty("0")
                .drillDown(SAID);
    }

    private static Panel rate() {
        return Panel.of(
                        "How much comes in, from where?",
                        "Touchpoints by platform, by when they were written.",
                        Visualization.stackedOverTime())
                .ask(Search.of("A", Sources.ARRIVALS, EVERYTHING)
                        .by(terms("platform", 12))
                        .overTime()
                        .named("{{term platform}}"))
                .override(Palette.colors(Palette.platforms()))
                .unit("short")
                .decimals(0)
                .whenEmpty("Nothing arrived in this time")
                .drillDown(Frame.narrowToSeries(UID, "Only this platform", "platform"));
    }

    private static Panel heard() {
        return Panel.of(
                        SOURCES_HEARD,
                        "By platform: when the last touchpoint was written, and when it had been posted.",
                        Visualization.table())
                .ask(Search.of("A", Sources.ARRIVALS, EVERYTHING)
                        .by(terms("platform", 20))
                        .measure(Metric.count(), Metric.maximum("indexed_at"), Metric.maximum("@timestamp")))
                .override(
                        FieldOverride.of("platform").width(105),
                        FieldOverride.of(Parts.COUNT)
                                .named("arrived")
                                .decimals(0)
                                .width(90),
                        FieldOverride.of("Max indexed_at").named("last written").unit("dateTimeFromNow"),
                        FieldOverride.of("Max @timestamp").named("its post").unit("dateTimeFromNow"))
                .whenEmpty("Nothing arrived in a week")
                .lookingBack("7d")
                .drillDown(SAID);
    }

    private static Panel lagOverTime() {
        return Panel.of(
                        LAG,
                        "The time from a mention's post to its being searchable, by when it was written: half of them"
                                + " were faster than the first line, 99 of 100 than the last. Dashed: nine of ten,"
                                + " counted from the fetch, NiFi's own share." + BACKLOG_LEFT_OUT,
                        Visualization.lines())
                .ask(
                        Search.of("A", Sources.ARRIVALS, Scope.all(MEASURED + "lag_seconds", RECENT))
                                .measure(Metric.percentiles("lag_seconds", 50, 90, 99))
                                .overTime(),
                        Search.of("B", Sources.ARRIVALS, Scope.all(MEASURED + "handling_seconds"))
                                .measure(Metric.percentiles("handling_seconds", 90))
                                .overTime()
                                .named("9 in 10, within NiFi"))
                .override(
                        FieldOverride.matching("/.*/").with("custom.spanNulls", true),
                        FieldOverride.matching("/^p50/").named("half of them").color(Palette.PLAIN),
                        FieldOverride.matching("/^p90/").named("9 in 10").color(Palette.WATCH),
                        FieldOverride.matching("/^p99/").named("99 in 100").color(Palette.ALARM),
                        FieldOverride.of("9 in 10, within NiFi")
                                .color(Palette.OTHER)
                                .with("custom.lineStyle", DASHED))
                .unit("s")
                .whenEmpty("Nothing arrived in this time")
                .drillDown(SAID);
    }

    private static Panel lagBySource() {
        return Panel.of(
                        "Which source lags?",
                        "How long after their post the platform's mentions were searchable: half of them, nine of ten, 99"
                                + " of 100." + BACKLOG_LEFT_OUT,
                        Visualization.table())
                .ask(Search.of("A", Sources.ARRIVALS, Scope.all(MEASURED + "lag_seconds", RECENT))
                        .by(terms("platform", 12))
                        .measure(Metric.percentiles("lag_seconds", 50, 90, 99)))
                .override(
                        FieldOverride.matching("/^p50/").named("half of them").unit("s"),
                        FieldOverride.matching("/^p90/")
                                .named("9 in 10")
                                .unit("s")
                                .bar()
                                .color(Palette.PLAIN),
                        FieldOverride.matching("/^p99/").named("99 in 100").unit("s"))
                .whenEmpty("Nothing arrived in this time")
                .drillDown(SAID);
    }

    private static Panel repeated() {
        return Parts.share(
                        "Said before?",
                        "Mentions that repeat what was said before (duplicate_of), by all that arrived. They are kept,"
                                + " and told apart.",
                        Search.of("A", Sources.ARRIVALS, Scope.all(DUPLICATE)),
                        Search.of("B", Sources.ARRIVALS, Scope.all("type:mention")))
                .color(Palette.PLAIN)
                .whenEmpty("Nothing arrived")
                .drillDown(SAID);
    }

    private static Panel repeatedBySource() {
        return Panel.of(
                        "Where do duplicates come from?",
                        "Mentions that repeat what was said before, by platform and by when they were written.",
                        Visualization.stackedOverTime())
                .ask(Search.of("A", Sources.ARRIVALS, Scope.all(DUPLICATE))
                        .by(terms("platform", 12))
                        .overTime()
                        .named("{{term platform}}"))
                .override(Palette.colors(Palette.platforms()))
                .unit("short")
                .decimals(0)
                .whenEmpty("Nothing was repeated")
                .drillDown(Frame.narrowToSeries(UID, "Only this platform", "platform"));
    }

    private static Panel refused() {
        return Panel.of(
                        "What does Elasticsearch refuse?",
                        "Dead letters that Elasticsearch's bulk interface refused: the document for what is in it, or for"
                                + " now (too busy, too full) until the flow gave up.",
                        Visualization.stackedOverTime())
                .ask(
                        Search.of("A", Sources.DEAD_LETTERS, "reason:\"Elasticsearch refused the document\"")
                                .overTime()
                                .named("the document"),
                        Search.of("B", Sources.DEAD_LETTERS, "reason:\"Elasticsearch refused for now\"")
                                .overTime()
                                .named("for now"))
                .override(
                        FieldOverride.of("the document").color(Palette.ALARM),
                        FieldOverride.of("for now").color(Palette.WATCH))
                .unit("short")
                .decimals(0)
                .whenEmpty("Nothing was refused")
                .drillDown(SAID);
    }

    private static Panel elsewhere() {
        return Panel.of(
                "What NiFi alone knows",
                "Where to look for what is not in Elasticsearch.",
                Visualization.text(
                        "Retries and full queues leave nothing in Elasticsearch; NiFi counts them on each processor:"
                                + " *View status history* and *Counters* in its menu. A source that was limited or failed"
                                + " says in a bulletin, too, what to do next. What to do about each sign is in"
                                + " `docs/operations.md`."));
    }
}

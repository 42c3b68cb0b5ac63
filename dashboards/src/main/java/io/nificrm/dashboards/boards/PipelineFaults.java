package io.nificrm.dashboards.boards;

import static io.nificrm.dashboards.grafana.Bucket.terms;

import io.nificrm.dashboards.Palette;
import io.nificrm.dashboards.Parts;
import io.nificrm.dashboards.Sources;
import io.nificrm.dashboards.grafana.DataSource;
import io.nificrm.dashboards.grafana.FieldOverride;
import io.nificrm.dashboards.grafana.Metric;
import io.nificrm.dashboards.grafana.Panel;
import io.nificrm.dashboards.grafana.Search;
import io.nificrm.dashboards.grafana.Thresholds;
import io.nificrm.dashboards.grafana.Transformation;
import io.nificrm.dashboards.grafana.Visualization;
import java.util.LinkedHashMap;
import java.util.Map;

/** What holds sources up, and what does not get through: the lower half of {@link PipelineHealth}. */
final class PipelineFaults {
    private static final String LIMITED = "kind:rate_limited";

    private PipelineFaults() {}

    static Panel limits() {
        return Panel.of(
                        "Rate limits hit?",
                        "How often a platform told one of our sources to wait: too many requests, or an allowance that is"
                                + " used up.",
                        Visualization.signal("sum"))
                .ask(Search.of("A", Sources.SOURCE_EVENTS, LIMITED).overTime())
                .thresholds(
                        Thresholds.always(Palette.CALM).from(1, Palette.WATCH).from(100, Palette.ALARM))
                .unit("short")
                .decimals(0)
                .whenEmpty("0")
                .drillDown(PipelineHealth.SAID);
    }

    static Panel limitsOverTime() {
        return Panel.of(
                        "Which source is limited, and when?",
                        "Rate limits by source. Some are usual; many mean a run schedule that is too tight, or too many"
                                + " targets for one account.",
                        Visualization.stackedOverTime())
                .ask(Search.of("A", Sources.SOURCE_EVENTS, LIMITED)
                        .by(terms("source", 12))
                        .overTime()
                        .named("{{term source}}"))
                .override(Palette.colors(Palette.platforms()))
                .unit("short")
                .decimals(0)
                .whenEmpty("No source was limited")
                .drillDown(PipelineHealth.SAID);
    }

    static Panel heldUp() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("@timestamp", "when");
        columns.put("source", "source");
        columns.put("target", "target");
        columns.put("kind", "what");
        columns.put("until", "asks again");
        columns.put("reason", "reason");
        return newest(
                        "What holds sources up?",
                        "The 50 newest times that a platform limited or failed a source, with the platform's words.",
                        Sources.SOURCE_EVENTS,
                        columns)
                .override(
                        FieldOverride.of("when").unit("dateTimeFromNow").width(160),
                        FieldOverride.of("source").width(120),
                        FieldOverride.of("target").width(260),
                        FieldOverride.of("what").width(150),
                        FieldOverride.of("asks again").unit("dateTimeFromNow").width(160))
                .whenEmpty("Every source got what it asked for");
    }

    /** The 50 newest documents, one a row. */
    private static Panel newest(String title, String description, DataSource source, Map<String, String> columns) {
        return Panel.of(title, description, Visualization.table())
                .ask(Search.of("A", source, "*").measure(Metric.documents(50)))
                .transform(Transformation.columns(columns))
                .drillDown(PipelineHealth.SAID);
    }

    static Panel failures() {
        return Panel.of(
                        PipelineHealth.DEAD_LETTERS,
                        "Dead letters by the stage that could not handle them.",
                        Visualization.stackedOverTime())
                .ask(Search.of("A", Sources.DEAD_LETTERS, "*")
                        .by(terms("stage", 10))
                        .overTime()
                        .named("{{term stage}}"))
                .unit("short")
                .decimals(0)
                .whenEmpty("Nothing failed")
                .drillDown(PipelineHealth.SAID);
    }

    static Panel reasons() {
        return Panel.of(
                        "Why did they fail?",
                        "Dead letters by stage and reason, the most frequent first.",
                        Visualization.table())
                .ask(Search.of("A", Sources.DEAD_LETTERS, "*").by(terms("stage", 10), terms("reason.keyword", 20)))
                .override(
                        FieldOverride.of("stage").width(190),
                        FieldOverride.of("reason.keyword").named("reason"),
                        FieldOverride.of(Parts.COUNT)
                                .named("dead letters")
                                .decimals(0)
                                .width(130))
                .whenEmpty("Nothing failed")
                .drillDown(PipelineHealth.SAID);
    }

    static Panel letters() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("@timestamp", "when");
        columns.put("stage", "stage");
        columns.put("format", "format");
        columns.put("reason", "reason");
        columns.put("payload", "payload");
        return newest(
                        "Which ones failed last?",
                        "The 50 newest dead letters with what they held.",
                        Sources.DEAD_LETTERS,
                        columns)
                .override(
                        FieldOverride.of("when").unit("dateTimeFromNow").width(160),
                        FieldOverride.of("stage").width(190),
                        FieldOverride.of("format").width(100))
                .whenEmpty("Nothing failed");
    }
}

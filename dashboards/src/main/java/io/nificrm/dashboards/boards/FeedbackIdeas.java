package io.nificrm.dashboards.boards;

import io.nificrm.dashboards.Frame;
import io.nificrm.dashboards.Parts;
import io.nificrm.dashboards.Scope;
import io.nificrm.dashboards.Sources;
import io.nificrm.dashboards.grafana.FieldOverride;
import io.nificrm.dashboards.grafana.Metric;
import io.nificrm.dashboards.grafana.Panel;
import io.nificrm.dashboards.grafana.Search;
import io.nificrm.dashboards.grafana.Transformation;
import io.nificrm.dashboards.grafana.Visualization;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the board Feedback loop says of ideas: by voices and by status. */
final class FeedbackIdeas {

    private FeedbackIdeas() {}

    static Panel ideas() {
        return Parts.howMany(
                        "How many ideas?",
                        "Mentions with the intent 'idea': wishes for what we could do.",
                        Sources.TOUCHPOINTS,
                        Scope.voices("intents:idea"))
                .drillDown(Frame.openWith("Read them", Frame.BRAND_PULSE, "intents:idea"));
    }

    static Panel backlog() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("title", "idea");
        columns.put("people", "people");
        columns.put("mentions", "mentions");
        columns.put("reach", "reach");
        columns.put("mood", "mood");
        columns.put("status", "status");
        columns.put("last_seen", "last wish");
        return Panel.of(
                        "Which ideas have most voices?",
                        "Near-duplicate wishes count as one idea; the number of different people ranks them.",
                        Visualization.table())
                .ask(Search.of("A", Sources.IDEAS, Scope.ideas()).measure(Metric.documents(500)))
                .transform(Transformation.sort("people", true), Transformation.limit(25))
                .transform(Transformation.columns(columns))
                .override(
                        FieldOverride.of("people").width(85),
                        FieldOverride.of("mentions").width(105),
                        FieldOverride.of("reach").unit("short").width(80),
                        FieldOverride.of("mood").decimals(2).width(80),
                        FieldOverride.of("status").width(110),
                        FieldOverride.of("last wish").unit("dateTimeFromNow").width(150))
                .whenEmpty("No ideas in this time")
                .drillDown(Frame.openWith("Read the mentions", Frame.BRAND_PULSE, "intents:idea"));
    }

    static Panel ideaStatus() {
        return Parts.ranking(
                        "And their status?",
                        "Ideas by the status that the desk gave them.",
                        Sources.IDEAS,
                        Scope.ideas(),
                        "status",
                        10)
                .whenEmpty("No ideas in this time")
                .drillDown(Frame.openWith("Read the mentions", Frame.BRAND_PULSE, "intents:idea"));
    }
}

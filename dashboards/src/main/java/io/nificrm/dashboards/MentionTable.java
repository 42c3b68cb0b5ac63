package io.nificrm.dashboards;

import io.nificrm.dashboards.grafana.FieldOverride;
import io.nificrm.dashboards.grafana.Metric;
import io.nificrm.dashboards.grafana.Panel;
import io.nificrm.dashboards.grafana.Search;
import io.nificrm.dashboards.grafana.Transformation;
import io.nificrm.dashboards.grafana.Visualization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of single mentions: the same columns look the same on every board, a click on the text opens the original, a
 * click on the time or the clock opens the triage desk.
 */
public final class MentionTable {

    private final String lucene;
    private final int newest;
    private final Map<String, FieldOverride> columns = new LinkedHashMap<>();
    private final List<Transformation> order = new ArrayList<>();

    private MentionTable(String lucene, int newest) {
        this.lucene = lucene;
        this.newest = newest;
    }

    /** Of what matches, the newest so many; Grafana can't ask for another order, so it sorts what it got. */
    public static MentionTable newest(int newest, String lucene) {
        return new MentionTable(lucene, newest);
    }

    /** Sorts by a field, the largest first or last. */
    public MentionTable sorted(String field, boolean descending) {
        order.add(Transformation.sort(field, descending));
        return this;
    }

    /** Shows the first so many alone. */
    public MentionTable first(int rows) {
        order.add(Transformation.limit(rows));
        return this;
    }

    /** When it was posted. */
    public MentionTable when() {
        return column(
                "@timestamp",
                FieldOverride.of("when").unit("dateTimeFromNow").width(160).links(Frame.mentionOnDesk()));
    }

    /** When it is due. */
    public MentionTable due() {
        order.addFirst(Transformation.dates("triage.due_at"));
        return column(
                "triage.due_at",
                FieldOverride.of("due").unit("dateTimeFromNow").width(135).links(Frame.mentionOnDesk()));
    }

    public MentionTable priority() {
        return column(
                "triage.priority", FieldOverride.of("priority").width(85).shaded(Palette.cells(Palette.priorities())));
    }

    public MentionTable queue() {
        return column("triage.queue", FieldOverride.of("queue").width(130));
    }

    public MentionTable mood() {
        return column("sentiment.label", FieldOverride.of("mood").width(80).shaded(Palette.cells(Palette.moods())));
    }

    public MentionTable platform() {
        return column("platform", FieldOverride.of("platform").width(115));
    }

    public MentionTable who() {
        return column("author.handle", FieldOverride.of("who").width(120));
    }

    public MentionTable followers() {
        return column(
                "author.followers", FieldOverride.of("followers").unit("short").width(105));
    }

    public MentionTable reach() {
        return column("reach", FieldOverride.of("reach").unit("short").width(80));
    }

    public MentionTable said() {
        return column("text", FieldOverride.of("said").links(Frame.original(), Frame.mentionOnDesk()));
    }

    public MentionTable status() {
        return column("triage.status", FieldOverride.of("status").width(120));
    }

    public MentionTable reasons() {
        order.addFirst(Transformation.lists("triage.reasons"));
        // what Grafana's conversion makes of a mention without reasons
        return column("triage.reasons", FieldOverride.of("because").width(150).replacing("undefined", "-"));
    }

    /** Any other field, {@code look} naming its column. */
    public MentionTable column(String field, FieldOverride look) {
        columns.put(field, look);
        return this;
    }

    /** The panel. */
    public Panel panel(String title, String description) {
        Map<String, FieldOverride> all = new LinkedHashMap<>(columns);
        all.put("id", FieldOverride.of("id").hidden());
        all.put("url", FieldOverride.of("url").hidden());
        Map<String, String> names = new LinkedHashMap<>();
        all.forEach((field, look) -> names.put(field, look.options()));
        return Panel.of(title, description, Visualization.table())
                .ask(Search.of("A", Sources.TOUCHPOINTS, lucene).measure(Metric.documents(newest)))
                .transform(order)
                .transform(Transformation.columns(names))
                .override(List.copyOf(all.values()));
    }
}

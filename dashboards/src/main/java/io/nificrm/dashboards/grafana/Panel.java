package io.nificrm.dashboards.grafana;

import java.util.ArrayList;
import java.util.List;

/** One question of a board and how its answer is drawn. Immutable; each method gives a changed copy. */
public final class Panel {

    /** So many bars or points can be told apart in a third of a screen. */
    private static final int MOST_POINTS = 60;

    /** A grey on which Grafana writes white, in both of its themes. */
    private static final String NOTHING = "#5F5F5F";

    private final String title;
    private final String description;
    private final Visualization visualization;
    private final List<Target> targets;
    private final List<Transformation> transformations;
    private final List<FieldOverride> overrides;
    private final List<Link> links;
    private final Fields defaults;
    private final Fields extras;

    private Panel(
            String title,
            String description,
            Visualization visualization,
            List<Target> targets,
            List<Transformation> transformations,
            List<FieldOverride> overrides,
            List<Link> links,
            Fields defaults,
            Fields extras) {
        this.title = title;
        this.description = description;
        this.visualization = visualization;
        this.targets = List.copyOf(targets);
        this.transformations = List.copyOf(transformations);
        this.overrides = List.copyOf(overrides);
        this.links = List.copyOf(links);
        this.defaults = defaults;
        this.extras = extras;
    }

    /**
     * Begins a panel.
     *
     * @param title the question that it answers
     * @param description what is counted, and what to do about it; shown when the pointer rests on the title
     */
    public static Panel of(String title, String description, Visualization visualization) {
        return new Panel(
                title,
                description,
                visualization,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Fields(),
                new Fields());
    }

    public String title() {
        return title;
    }

    /** Adds what it asks. */
    public Panel ask(Target... more) {
        return copy(join(targets, List.of(more)), transformations, overrides, links, defaults, extras);
    }

    public Panel transform(Transformation... more) {
        return transform(List.of(more));
    }

    public Panel transform(List<Transformation> more) {
        return copy(targets, join(transformations, more), overrides, links, defaults, extras);
    }

    public Panel override(FieldOverride... more) {
        return override(List.of(more));
    }

    public Panel override(List<FieldOverride> more) {
        return copy(targets, transformations, join(overrides, more), links, defaults, extras);
    }

    /** Adds a way to look closer: on the drawing of a chart, at the title of a table. */
    public Panel drillDown(Link... more) {
        return copy(targets, transformations, overrides, join(links, List.of(more)), defaults, extras);
    }

    /** The unit of its numbers, by Grafana's name for it, e.g. {@code percentunit}. */
    public Panel unit(String unit) {
        return with("unit", unit);
    }

    /**
     * How many digits after the point. Charts with an axis have as many as that needs: at ticks between two such numbers
     * Grafana would write the no-data text, or the same number twice.
     */
    public Panel decimals(int digits) {
        boolean hasAxis = List.of("timeseries", "barchart").contains(visualization.type());
        return hasAxis ? this : with("decimals", digits);
    }

    /**
     * What it says where there is nothing to show; a single number also where the answer is no number (0 of 0). Other
     * panels must not have that mapping: to Grafana, every text is no number, and all names would read like this.
     */
    public Panel whenEmpty(String text) {
        Panel worded = with("noValue", text);
        return visualization.type().equals("stat")
                ? worded.with("mappings", List.of(nothing(text).json()))
                : worded;
    }

    /** Nothing is neither well nor alarming, whatever the lowest threshold says; but a 0 is a count like any other. */
    private Mapping nothing(String text) {
        boolean isCount = text.equals("0");
        boolean onGround = "background".equals(visualization.options().values().get("colorMode"));
        return isCount ? Mapping.noNumber(text) : Mapping.noNumber(text, onGround ? NOTHING : "text");
    }

    /** Colours its numbers by these thresholds. */
    public Panel thresholds(Thresholds thresholds) {
        return with("thresholds", thresholds.json()).with("color", new Fields().put("mode", "thresholds"));
    }

    /** Draws everything in one colour. */
    public Panel color(String color) {
        return with("color", new Fields().put("mode", "fixed").put("fixedColor", color));
    }

    /** Draws a line at a value behind time series: what should not be exceeded. */
    public Panel limit(double value, String color) {
        Visualization lined = new Visualization(
                visualization.type(),
                visualization.options(),
                new Fields().putAll(visualization.custom()).put("thresholdsStyle", new Fields().put("mode", "line")));
        return new Panel(
                title,
                description,
                lined,
                targets,
                transformations,
                overrides,
                links,
                new Fields()
                        .putAll(defaults)
                        .put(
                                "thresholds",
                                Thresholds.always("transparent")
                                        .from(value, color)
                                        .json()),
                extras);
    }

    /** Any other default of the field configuration. */
    public Panel with(String property, Object value) {
        return copy(
                targets,
                transformations,
                overrides,
                links,
                new Fields().putAll(defaults).put(property, value),
                extras);
    }

    /**
     * Looks this far back whatever the board's time range, e.g. {@code 30d}; its description says so, for Grafana's own
     * remark would cover the title.
     */
    public Panel lookingBack(String period) {
        return copy(
                targets,
                transformations,
                overrides,
                links,
                defaults,
                new Fields().putAll(extras).put("timeFrom", period).put("hideTimeOverride", true));
    }

    /** Shows the board's time range of this long before, e.g. {@code 7d}. */
    public Panel shiftedBy(String period) {
        return copy(
                targets,
                transformations,
                overrides,
                links,
                defaults,
                new Fields().putAll(extras).put("timeShift", period));
    }

    /** An option of the drawing beyond those of its {@link Visualization}. */
    public Panel option(String name, Object value) {
        Visualization changed = new Visualization(
                visualization.type(),
                new Fields().putAll(visualization.options()).put(name, value),
                visualization.custom());
        return new Panel(title, description, changed, targets, transformations, overrides, links, defaults, extras);
    }

    Fields json(int id, Fields gridPosition) {
        Fields json = new Fields()
                .put("id", id)
                .put("type", visualization.type())
                .put("title", title)
                .put("description", description)
                .put("gridPos", gridPosition)
                .put("pluginVersion", Board.OLDEST_GRAFANA);
        List<DataSource> asked = dataSources();
        if (!asked.isEmpty()) {
            json.put("datasource", asked.size() == 1 ? asked.getFirst().reference() : DataSource.mixed());
        }
        boolean onTheDrawing =
                !visualization.type().equals("table") && !visualization.type().equals("text");
        List<Fields> closer = links.stream().map(Link::json).toList();
        if (!onTheDrawing && !closer.isEmpty()) {
            json.put("links", closer);
        }
        Fields all = new Fields()
                .put("custom", visualization.custom())
                .put("color", new Fields().put("mode", "palette-classic"))
                .put("mappings", List.of())
                .put("thresholds", Thresholds.always("text").json())
                .putAll(defaults)
                .put("links", onTheDrawing ? closer : List.of());
        json.put(
                "fieldConfig",
                new Fields()
                        .put("defaults", all)
                        .put(
                                "overrides",
                                everyOverride().stream()
                                        .map(FieldOverride::json)
                                        .toList()));
        json.put("options", visualization.options());
        json.put("targets", targets.stream().map(Target::json).toList());
        if (!transformations.isEmpty()) {
            json.put(
                    "transformations",
                    transformations.stream().map(Transformation::json).toList());
        }
        if (visualization.type().equals("timeseries")) {
            json.put("maxDataPoints", MOST_POINTS);
        }
        return json.putAll(extras);
    }

    /** In a table the no-data text is that of every empty cell, too: there it is a dash. */
    private List<FieldOverride> everyOverride() {
        return visualization.type().equals("table")
                ? join(List.of(FieldOverride.matching("/.*/").with("noValue", "–")), overrides)
                : overrides;
    }

    private List<DataSource> dataSources() {
        return targets.stream()
                .filter(Search.class::isInstance)
                .map(target -> ((Search) target).dataSource())
                .distinct()
                .toList();
    }

    private Panel copy(
            List<Target> newTargets,
            List<Transformation> newTransformations,
            List<FieldOverride> newOverrides,
            List<Link> newLinks,
            Fields newDefaults,
            Fields newExtras) {
        return new Panel(
                title,
                description,
                visualization,
                newTargets,
                newTransformations,
                newOverrides,
                newLinks,
                newDefaults,
                newExtras);
    }

    private static <T> List<T> join(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}

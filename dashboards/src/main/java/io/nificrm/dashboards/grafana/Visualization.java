package io.nificrm.dashboards.grafana;

import java.util.List;

/**
 * How a panel draws its answer: the panel type, its options and the drawing defaults of its fields.
 *
 * @param type the id of the panel plugin; all of these are part of Grafana 9.4 and later
 * @param custom what goes to {@code fieldConfig.defaults.custom}
 */
public record Visualization(String type, Fields options, Fields custom) {

    private static final List<String> NO_CALCULATION = List.of();

    /** In pixels; Grafana's own 150 would push columns out of sight. */
    private static final int NARROWEST_COLUMN = 70;

    /** One big number: a calculation over the points, e.g. {@code sum}, {@code lastNotNull}. */
    public static Visualization number(String calculation) {
        return new Visualization("stat", stat(reduced(List.of(calculation)), "value"), new Fields());
    }

    /** One big number on a ground that takes the threshold's colour. */
    public static Visualization signal(String calculation) {
        return new Visualization("stat", stat(reduced(List.of(calculation)), "background"), new Fields());
    }

    /** Time series as stacked bars: how much there was, and of what. */
    public static Visualization stackedOverTime() {
        return new Visualization(
                "timeseries", seriesOptions(), drawing("bars", 1, 80).put("stacking", stacking("normal")));
    }

    /** Time series as stacked bars that fill the height: which share each had. */
    public static Visualization sharesOverTime() {
        return new Visualization(
                "timeseries", seriesOptions(), drawing("bars", 1, 80).put("stacking", stacking("percent")));
    }

    /** Time series as lines. */
    public static Visualization lines() {
        return new Visualization(
                "timeseries", seriesOptions(), drawing("line", 2, 8).put("stacking", stacking("none")));
    }

    /** Rows as horizontal bars, each row's columns stacked. */
    public static Visualization stackedBars() {
        return new Visualization("barchart", barOptions("normal"), barDrawing());
    }

    /** Rows as horizontal bars, each row's columns filling the width. */
    public static Visualization shareBars() {
        return new Visualization("barchart", barOptions("percent"), barDrawing());
    }

    /** One bar a row, longest first; bars begin at 0, which those of a bar gauge don't. */
    public static Visualization ranking() {
        Fields options = barOptions("none").put("legend", legend().put("showLegend", false));
        return new Visualization("barchart", options, barDrawing());
    }

    /** Rows and columns. */
    public static Visualization table() {
        Fields footer = new Fields()
                .put("show", false)
                .put("reducer", List.of("sum"))
                .put("countRows", false)
                .put("fields", "");
        return new Visualization(
                "table",
                new Fields().put("showHeader", true).put("footer", footer).put("sortBy", List.of()),
                new Fields()
                        .put("align", "auto")
                        .put("inspect", false)
                        .put("filterable", true)
                        .put("minWidth", NARROWEST_COLUMN));
    }

    /** A ring of a few shares. */
    public static Visualization ring() {
        Fields options = new Fields()
                .put(
                        "reduceOptions",
                        new Fields()
                                .put("values", true)
                                .put("calcs", NO_CALCULATION)
                                .put("fields", ""))
                .put("pieType", "donut")
                .put("displayLabels", List.of("percent"))
                .put("tooltip", new Fields().put("mode", "single").put("sort", "none"))
                .put(
                        "legend",
                        new Fields()
                                .put("displayMode", "table")
                                .put("placement", "right")
                                .put("showLegend", true)
                                .put("values", List.of("value", "percent")));
        return new Visualization("piechart", options, new Fields());
    }

    /** Words in Markdown; asks nothing. */
    public static Visualization text(String markdown) {
        return new Visualization("text", new Fields().put("mode", "markdown").put("content", markdown), new Fields());
    }

    private static Fields reduced(List<String> calculations) {
        return new Fields().put("values", false).put("calcs", calculations).put("fields", "");
    }

    private static Fields stat(Fields reduceOptions, String colorMode) {
        return new Fields()
                .put("reduceOptions", reduceOptions)
                .put("orientation", "auto")
                .put("textMode", "value")
                .put("colorMode", colorMode)
                .put("graphMode", "none")
                .put("justifyMode", "center");
    }

    private static Fields seriesOptions() {
        return new Fields().put("legend", legend()).put("tooltip", tooltip());
    }

    private static Fields barOptions(String stacking) {
        return new Fields()
                .put("orientation", "horizontal")
                .put("stacking", stacking)
                .put("showValue", "never")
                .put("groupWidth", 0.75)
                .put("barWidth", 0.9)
                .put("barRadius", 0)
                .put("fullHighlight", false)
                .put("xTickLabelRotation", 0)
                .put("xTickLabelMaxLength", 24)
                .put("xTickLabelSpacing", 0)
                .put("legend", legend())
                .put("tooltip", tooltip());
    }

    private static Fields legend() {
        return new Fields()
                .put("displayMode", "list")
                .put("placement", "bottom")
                .put("showLegend", true)
                .put("calcs", List.of());
    }

    private static Fields tooltip() {
        return new Fields().put("mode", "multi").put("sort", "desc");
    }

    private static Fields stacking(String mode) {
        return new Fields().put("mode", mode).put("group", "A");
    }

    private static Fields barDrawing() {
        return new Fields()
                .put("lineWidth", 0)
                .put("fillOpacity", 90)
                .put("gradientMode", "none")
                .put("axisLabel", "");
    }

    private static Fields drawing(String style, int lineWidth, int fillOpacity) {
        return new Fields()
                .put("drawStyle", style)
                .put("lineWidth", lineWidth)
                .put("lineInterpolation", "linear")
                .put("fillOpacity", fillOpacity)
                .put("gradientMode", "none")
                .put("showPoints", "never")
                .put("pointSize", 5)
                .put("spanNulls", false)
                .put("barAlignment", 0)
                .put("axisPlacement", "auto")
                .put("axisLabel", "")
                .put("scaleDistribution", new Fields().put("type", "linear"))
                .put("thresholdsStyle", new Fields().put("mode", "off"));
    }
}

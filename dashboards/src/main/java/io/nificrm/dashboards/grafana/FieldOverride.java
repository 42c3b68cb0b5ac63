package io.nificrm.dashboards.grafana;

import java.util.ArrayList;
import java.util.List;

/** What holds for some of a panel's fields alone: those of a name, or those whose name matches a pattern. */
public record FieldOverride(String matcher, String options, List<Fields> properties) {

    /** For the field or series of exactly this name, which is then its {@code options}. */
    public static FieldOverride of(String name) {
        return new FieldOverride("byName", name, List.of());
    }

    /** For the fields whose name matches a regular expression, e.g. {@code /^p50/}. */
    public static FieldOverride matching(String pattern) {
        return new FieldOverride("byRegexp", pattern, List.of());
    }

    /** Draws it in this colour. */
    public FieldOverride color(String color) {
        return with("color", new Fields().put("mode", "fixed").put("fixedColor", color));
    }

    public FieldOverride unit(String unit) {
        return with("unit", unit);
    }

    public FieldOverride decimals(int digits) {
        return with("decimals", digits);
    }

    /** Shows it under another name. */
    public FieldOverride named(String name) {
        return with("displayName", name);
    }

    /** The width of a table's column, in pixels. */
    public FieldOverride width(int pixels) {
        return with("custom.width", pixels);
    }

    /** Hides a table's column; its values can still be used in links. */
    public FieldOverride hidden() {
        return with("custom.hidden", true);
    }

    public FieldOverride links(Link... links) {
        return with("links", List.of(links).stream().map(Link::json).toList());
    }

    /** Colours the ground of a table's cells by these thresholds. */
    public FieldOverride shaded(Thresholds thresholds) {
        return with("thresholds", thresholds.json())
                .with("color", new Fields().put("mode", "thresholds"))
                .with("custom.displayMode", "color-background-solid");
    }

    /** Colours the ground of a table's cells by their text. */
    public FieldOverride shaded(Mapping... mappings) {
        List<Fields> each = List.of(mappings).stream().map(Mapping::json).toList();
        return with("mappings", each)
                .with("color", new Fields().put("mode", "fixed").put("fixedColor", "transparent"))
                .with("custom.displayMode", "color-background-solid");
    }

    /** Shows another text instead of one. */
    public FieldOverride replacing(String value, String text) {
        return with("mappings", List.of(Mapping.of(value, text, "").json()));
    }

    /** Shows a text on plain ground where there is no number, as when nothing is divided by nothing. */
    public FieldOverride whenNoNumber(String text) {
        return with("mappings", List.of(Mapping.noNumber(text, "transparent").json()));
    }

    /**
     * Shows a table's cells as numbers even if there is none in the whole column: to Grafana it has no type then, and reads
     * {@code null}.
     */
    public FieldOverride number() {
        return color("text").with("custom.displayMode", "color-text").with("custom.align", "right");
    }

    /** Draws a table's cells as bars. */
    public FieldOverride bar() {
        return with("custom.displayMode", "basic");
    }

    /** Draws a series against an axis of its own, on the right. */
    public FieldOverride onTheRight() {
        return with("custom.axisPlacement", "right");
    }

    /** Any other property of the field configuration. */
    public FieldOverride with(String property, Object value) {
        List<Fields> all = new ArrayList<>(properties);
        all.add(new Fields().put("id", property).put("value", value));
        return new FieldOverride(matcher, options, List.copyOf(all));
    }

    Fields json() {
        return new Fields()
                .put("matcher", new Fields().put("id", matcher).put("options", options))
                .put("properties", properties);
    }
}

package io.nificrm.dashboards.grafana;

import java.util.ArrayList;
import java.util.List;

/**
 * A dashboard.
 *
 * @param uid its name in addresses, the same in every Grafana
 * @param from the start of the time range that it opens with, e.g. {@code now-24h}
 */
public record Board(
        String uid,
        String title,
        String description,
        List<String> tags,
        String from,
        String refresh,
        List<Variable> variables,
        List<Annotation> annotations,
        List<Fields> links,
        List<Row> rows) {

    /** The version of the JSON that this model writes: what Grafana 9.4 reads without a migration. */
    public static final int SCHEMA_VERSION = 37;

    /** The oldest Grafana that the boards are made for. */
    public static final String OLDEST_GRAFANA = "9.4.0";

    /**
     * Refuses a board with a hole or a panel that sticks out.
     *
     * @throws IllegalArgumentException when the panels of a row do not fill its width
     */
    public Board {
        variables = List.copyOf(variables);
        annotations = List.copyOf(annotations);
        links = List.copyOf(links);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            int width = row.places().stream().mapToInt(Row.Place::width).sum();
            if (width != Row.WIDTH) {
                throw new IllegalArgumentException(
                        "Row of '" + row.places().getFirst().panel().title() + "' on board '" + title + "' is " + width
                                + " wide instead of " + Row.WIDTH);
            }
        }
    }

    /** Where the board is in a Grafana, without parameters. */
    public String path() {
        return "/d/" + uid;
    }

    /**
     * The number by which addresses and alert rules refer to a panel.
     *
     * @throws IllegalArgumentException when the board has no panel of this title
     */
    public int panelId(String panelTitle) {
        List<String> titles = rows.stream()
                .flatMap(row -> row.places().stream())
                .map(place -> place.panel().title())
                .toList();
        int index = titles.indexOf(panelTitle);
        if (index < 0) {
            throw new IllegalArgumentException("Board '" + title + "' has no panel '" + panelTitle + "'");
        }
        return index + 1;
    }

    /** The dashboard as Grafana reads it. */
    public Fields json() {
        List<Fields> panels = new ArrayList<>();
        int y = 0;
        for (Row row : rows) {
            int x = 0;
            for (Row.Place place : row.places()) {
                Fields position = new Fields()
                        .put("h", row.height())
                        .put("w", place.width())
                        .put("x", x)
                        .put("y", y);
                panels.add(place.panel().json(panels.size() + 1, position));
                x += place.width();
            }
            y += row.height();
        }
        return new Fields()
                .put("uid", uid)
                .put("title", title)
                .put("description", description)
                .put("tags", tags)
                .put("schemaVersion", SCHEMA_VERSION)
                .put("style", "dark")
                .put("timezone", "browser")
                .put("editable", true)
                .put("graphTooltip", 1)
                .put("liveNow", false)
                .put("refresh", refresh)
                .put("time", new Fields().put("from", from).put("to", "now"))
                .put("timepicker", new Fields())
                .put("weekStart", "")
                .put(
                        "annotations",
                        new Fields()
                                .put(
                                        "list",
                                        annotations.stream()
                                                .map(Annotation::json)
                                                .toList()))
                .put(
                        "templating",
                        new Fields()
                                .put(
                                        "list",
                                        variables.stream().map(Variable::json).toList()))
                .put("links", links)
                .put("panels", panels);
    }
}

package io.nificrm.dashboards.grafana;

import java.util.ArrayList;
import java.util.List;

/**
 * Panels side by side, all of one height, that fill the width of a board.
 *
 * @param height in Grafana's units of about 38 pixels
 */
public record Row(int height, List<Place> places) {

    /** The width of a board in Grafana's units; at 1280 pixels one is about 51 pixels wide. */
    public static final int WIDTH = 24;

    /** A panel and its width. */
    public record Place(int width, Panel panel) {}

    /** A row as yet empty. */
    public static Row high(int height) {
        return new Row(height, List.of());
    }

    /** Adds a panel to the right. */
    public Row put(int width, Panel panel) {
        List<Place> all = new ArrayList<>(places);
        all.add(new Place(width, panel));
        return new Row(height, List.copyOf(all));
    }

    /** Adds panels of equal width that share what is left of the row. */
    public Row share(Panel... panels) {
        int left = WIDTH - places.stream().mapToInt(Place::width).sum();
        Row row = this;
        for (Panel panel : panels) {
            row = row.put(left / panels.length, panel);
        }
        return row;
    }
}

package io.nificrm.dashboards.grafana;

import java.util.List;
import java.util.Map;

/**
 * What Grafana does with an answer before it is drawn; only transformations that Grafana 9.4 has.
 *
 * @see <a href="https://grafana.com/docs/grafana/v9.4/panels-visualizations/query-transform-data/transform-data/">
 *     transformations</a>
 */
public record Transformation(String id, Fields options) {

    private static Transformation matrix(String row, String column, String value) {
        return new Transformation(
                "groupingToMatrix",
                new Fields()
                        .put("rowField", row)
                        .put("columnField", column)
                        .put("valueField", value)
                        .put("emptyValue", "null"));
    }

    /**
     * Rows of (row, column, value) become a table with one row a value of {@code row} and one column a value of
     * {@code column}; the first column, which holds the rows, gets the name.
     */
    public static List<Transformation> matrix(String row, String column, String value, String name) {
        // Grafana's name for it
        String corner = row + "\\" + column;
        Fields rename = new Fields()
                .put("excludeByName", new Fields())
                .put("indexByName", new Fields())
                .put("renameByName", new Fields().put(corner, name));
        return List.of(matrix(row, column, value), new Transformation("organize", rename));
    }

    /** A new column from two others, e.g. {@code answered / all}. */
    public static Transformation calculate(String alias, String left, String operator, String right) {
        return new Transformation(
                "calculateField",
                new Fields()
                        .put("alias", alias)
                        .put("mode", "binary")
                        .put(
                                "binary",
                                new Fields()
                                        .put("left", left)
                                        .put("operator", operator)
                                        .put("right", right))
                        .put("replaceFields", false));
    }

    /** A new column, the sum of others. */
    public static Transformation total(String alias, String... columns) {
        return new Transformation(
                "calculateField",
                new Fields()
                        .put("alias", alias)
                        .put("mode", "reduceRow")
                        .put(
                                "reduce",
                                new Fields().put("include", List.of(columns)).put("reducer", "sum"))
                        .put("replaceFields", false));
    }

    /** Strings that are dates become dates. */
    public static Transformation dates(String... columns) {
        List<Fields> conversions = List.of(columns).stream()
                .map(column -> new Fields().put("targetField", column).put("destinationType", "time"))
                .toList();
        return new Transformation("convertFieldType", new Fields().put("conversions", conversions));
    }

    /** Lists become their values with commas between them; Grafana up to 9 sets them without the blank. */
    public static Transformation lists(String... columns) {
        List<Fields> conversions = List.of(columns).stream()
                .map(column -> new Fields()
                        .put("targetField", column)
                        .put("destinationType", "string")
                        .put("joinWith", ", "))
                .toList();
        return new Transformation("convertFieldType", new Fields().put("conversions", conversions));
    }

    /** Keeps these columns alone, in this order, under these names. */
    public static List<Transformation> columns(Map<String, String> namesInOrder) {
        Fields order = new Fields();
        Fields names = new Fields();
        int index = 0;
        for (Map.Entry<String, String> column : namesInOrder.entrySet()) {
            order.put(column.getKey(), index++);
            if (!column.getKey().equals(column.getValue())) {
                names.put(column.getKey(), column.getValue());
            }
        }
        Fields include = new Fields().put("names", List.copyOf(namesInOrder.keySet()));
        return List.of(
                new Transformation("filterFieldsByName", new Fields().put("include", include)),
                new Transformation(
                        "organize",
                        new Fields()
                                .put("excludeByName", new Fields())
                                .put("indexByName", order)
                                .put("renameByName", names)));
    }

    /** Columns in this order, as far as they are there. */
    public static Transformation order(String... columns) {
        Fields order = new Fields();
        for (int index = 0; index < columns.length; index++) {
            order.put(columns[index], index);
        }
        return new Transformation(
                "organize",
                new Fields()
                        .put("excludeByName", new Fields())
                        .put("indexByName", order)
                        .put("renameByName", new Fields()));
    }

    /** Takes columns out and leaves the others as they are. */
    public static Transformation without(String... columns) {
        Fields excluded = new Fields();
        for (String column : columns) {
            excluded.put(column, true);
        }
        return new Transformation(
                "organize",
                new Fields()
                        .put("excludeByName", excluded)
                        .put("indexByName", new Fields())
                        .put("renameByName", new Fields()));
    }

    public static Transformation sort(String column, boolean descending) {
        return new Transformation(
                "sortBy",
                new Fields()
                        .put("fields", new Fields())
                        .put("sort", List.of(new Fields().put("field", column).put("desc", descending))));
    }

    public static Transformation limit(int rows) {
        return new Transformation("limit", new Fields().put("limitField", rows));
    }

    Fields json() {
        return new Fields().put("id", id).put("options", options);
    }
}

package io.nificrm.dashboards.grafana;

import java.util.List;

/** A choice at the top of a board. */
public sealed interface Variable {

    String name();

    Fields json();

    /**
     * One or more of the values that a field has, or all.
     *
     * <p>"All" also stands for documents without the field: its value {@code * OR *:*} makes {@code (field:$name)} true
     * for every document, which {@code *} alone would not.
     *
     * @param lucene which documents' values to offer
     */
    record Values(String name, String label, String description, DataSource dataSource, String field, String lucene)
            implements Variable {

        private static final String EVERYTHING = "* OR *:*";

        @Override
        public Fields json() {
            String query = "{\"find\": \"terms\", \"field\": \"" + field + "\", \"query\": \"" + lucene + "\"}";
            return new Fields()
                    .put("type", "query")
                    .put("name", name)
                    .put("label", label)
                    .put("description", description)
                    .put("datasource", dataSource.reference())
                    .put("query", query)
                    .put("definition", query)
                    .put("refresh", 2)
                    .put("sort", 1)
                    .put("regex", "")
                    .put("multi", true)
                    .put("includeAll", true)
                    .put("allValue", EVERYTHING)
                    .put("hide", 0)
                    .put("skipUrlSync", false)
                    .put("options", List.of())
                    .put(
                            "current",
                            new Fields()
                                    .put("selected", true)
                                    .put("text", List.of("All"))
                                    .put("value", List.of("$__all")));
        }
    }

    /** Free text that the reader types. */
    record Text(String name, String label, String description, String initial) implements Variable {
        @Override
        public Fields json() {
            Fields current =
                    new Fields().put("selected", true).put("text", initial).put("value", initial);
            return new Fields()
                    .put("type", "textbox")
                    .put("name", name)
                    .put("label", label)
                    .put("description", description)
                    .put("query", initial)
                    .put("hide", 0)
                    .put("skipUrlSync", false)
                    .put("options", List.of(current))
                    .put("current", current);
        }
    }

    /** A setting that queries and links use and readers don't see; change it in the board's settings. */
    record Setting(String name, String description, String value) implements Variable {
        @Override
        public Fields json() {
            Fields current =
                    new Fields().put("selected", true).put("text", value).put("value", value);
            return new Fields()
                    .put("type", "constant")
                    .put("name", name)
                    .put("description", description)
                    .put("query", value)
                    .put("hide", 2)
                    .put("skipUrlSync", true)
                    .put("options", List.of(current))
                    .put("current", current);
        }
    }
}

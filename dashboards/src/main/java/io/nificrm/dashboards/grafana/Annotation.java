package io.nificrm.dashboards.grafana;

/** Events that are drawn as marks on every time series of a board. */
public record Annotation(
        String name,
        DataSource dataSource,
        String lucene,
        String textField,
        String tagsField,
        String endField,
        String color) {

    Fields json() {
        return new Fields()
                .put("name", name)
                .put("datasource", dataSource.reference())
                .put("enable", true)
                .put("iconColor", color)
                .put("query", lucene)
                // where Grafana 10 and later look for it
                .put("target", new Fields().put("refId", "Anno").put("query", lucene))
                .put("timeField", dataSource.timeField())
                .put("timeEndField", endField)
                .put("textField", textField)
                .put("tagsField", tagsField);
    }
}

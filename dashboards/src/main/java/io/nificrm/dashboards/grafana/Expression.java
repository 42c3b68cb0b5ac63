package io.nificrm.dashboards.grafana;

import java.util.List;

/**
 * Arithmetic in Grafana's server on the answers of other targets, so that Elasticsearch needs no scripts.
 *
 * @see <a href="https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/expression-queries/">
 *     expressions</a>
 */
public record Expression(String refId, String type, Fields model, boolean hidden) implements Target {

    /** The data source that stands for Grafana's own arithmetic. */
    public static final String DATA_SOURCE = "__expr__";

    /** One number a series: its sum, mean, last, min, max or count, over the points that are numbers. */
    public static Expression reduce(String refId, String input, String reducer) {
        Fields model = new Fields()
                .put("expression", input)
                .put("reducer", reducer)
                .put("settings", new Fields().put("mode", "dropNN"));
        return new Expression(refId, "reduce", model, false);
    }

    /** A formula over other targets, e.g. {@code $A / $B}. */
    public static Expression math(String refId, String formula) {
        return new Expression(refId, "math", new Fields().put("expression", formula), false);
    }

    /** 1 where the input is above the limit, else 0; what an alert rule fires on. */
    public static Expression above(String refId, String input, double limit) {
        Fields condition =
                new Fields().put("evaluator", new Fields().put("type", "gt").put("params", List.of(limit)));
        Fields model = new Fields().put("expression", input).put("conditions", List.of(condition));
        return new Expression(refId, "threshold", model, false);
    }

    public Expression hide() {
        return new Expression(refId, type, model, true);
    }

    @Override
    public Fields json() {
        Fields json = new Fields()
                .put("refId", refId)
                .put("datasource", new Fields().put("type", DATA_SOURCE).put("uid", DATA_SOURCE))
                .put("type", type)
                .putAll(model);
        if (hidden) {
            json.put("hide", true);
        }
        return json;
    }
}

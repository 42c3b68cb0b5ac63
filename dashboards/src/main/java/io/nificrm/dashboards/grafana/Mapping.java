package io.nificrm.dashboards.grafana;

/** A text and a colour that stand for a value. */
public record Mapping(String value, String text, String color, boolean special) {

    /** For a value of exactly this text. */
    public static Mapping of(String value, String text, String color) {
        return new Mapping(value, text, color, false);
    }

    /** For nothing and for what is no number, as when nothing is divided by nothing. */
    public static Mapping noNumber(String text) {
        return noNumber(text, "");
    }

    /** The same in a colour of its own. */
    public static Mapping noNumber(String text, String color) {
        return new Mapping("null+nan", text, color, true);
    }

    Fields json() {
        Fields result = new Fields().put("text", text).put("index", 0);
        if (!color.isEmpty()) {
            result.put("color", color);
        }
        Fields options =
                special ? new Fields().put("match", value).put("result", result) : new Fields().put(value, result);
        return new Fields().put("type", special ? "special" : "value").put("options", options);
    }
}

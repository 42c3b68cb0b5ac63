package io.nificrm.dashboards.answers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The choices at the top of a board and how they get into queries.
 *
 * <p>After Grafana's templateSrv and format registry: {@code $name}, {@code ${name}} and {@code ${name:format}}; in
 * Lucene queries the format is {@code lucene} unless the query names one; an "All" with a value of its own is put in
 * as it is.
 */
public final class TemplateVariables {

    private static final Pattern REFERENCE =
            Pattern.compile("\\$(?:(?<plain>\\w+)|\\{(?<name>\\w+)(?::(?<format>[^}]+))?})");
    private static final Pattern LUCENE_SPECIAL = Pattern.compile("[!*+\\-=<>\\s&|()\\[\\]{}^~?:\\\\/\"]");

    private final Map<String, Choice> choices;

    private TemplateVariables(Map<String, Choice> choices) {
        this.choices = choices;
    }

    private sealed interface Choice {
        record Verbatim(String text) implements Choice {}

        record Single(String value) implements Choice {}

        record Several(List<String> values) implements Choice {}
    }

    /** As the board opens: everything chosen, settings as they are. */
    public static TemplateVariables of(JsonNode board) {
        Map<String, Choice> choices = new LinkedHashMap<>();
        for (JsonNode variable : board.path("templating").path("list")) {
            String name = variable.path("name").asText();
            if (variable.path("type").asText().equals("query")) {
                choices.put(name, new Choice.Verbatim(variable.path("allValue").asText()));
            } else {
                choices.put(name, new Choice.Single(variable.path("query").asText()));
            }
        }
        return new TemplateVariables(choices);
    }

    /** With some values of a variable chosen. */
    public TemplateVariables choose(String name, String... values) {
        Map<String, Choice> changed = new LinkedHashMap<>(choices);
        changed.put(name, new Choice.Several(List.of(values)));
        return new TemplateVariables(changed);
    }

    /** With other words in a text variable. */
    public TemplateVariables type(String name, String text) {
        Map<String, Choice> changed = new LinkedHashMap<>(choices);
        changed.put(name, new Choice.Single(text));
        return new TemplateVariables(changed);
    }

    /** With the time range in Grafana's own variables, in milliseconds. */
    public TemplateVariables during(TimeRange range) {
        return type("__from", Long.toString(range.from().toEpochMilli()))
                .type("__to", Long.toString(range.to().toEpochMilli()));
    }

    /** A Lucene query with the choices in it; what is no variable of the board stays. */
    public String intoLucene(String query) {
        return REFERENCE.matcher(query).replaceAll(match -> {
            String plain = match.group(1);
            String name = plain == null ? match.group(2) : plain;
            String format = Optional.ofNullable(match.group(3)).orElse("lucene");
            Choice choice = choices.get(name);
            return Matcher.quoteReplacement(choice == null ? match.group() : formatted(choice, format));
        });
    }

    private static String formatted(Choice choice, String format) {
        return switch (choice) {
            case Choice.Verbatim all -> all.text();
            case Choice.Single one when format.equals("raw") -> one.value();
            case Choice.Single one when format.equals("lucene") -> escaped(one.value());
            case Choice.Several many
            when format.equals("lucene") ->
                many.values().stream()
                        .map(value -> '"' + escaped(value) + '"')
                        .collect(Collectors.joining(" OR ", "(", ")"));
            default -> throw new IllegalArgumentException("Format " + format + " is not played here");
        };
    }

    private static String escaped(String value) {
        if (value.matches("-?\\d+(\\.\\d+)?")) {
            return value;
        }
        return LUCENE_SPECIAL.matcher(value).replaceAll(match -> Matcher.quoteReplacement("\\" + match.group()));
    }
}

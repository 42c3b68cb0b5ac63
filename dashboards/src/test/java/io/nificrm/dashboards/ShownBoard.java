package io.nificrm.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.dashboards.answers.Answers;
import io.nificrm.dashboards.answers.SearchRequests;
import io.nificrm.dashboards.answers.Table;
import io.nificrm.dashboards.answers.TemplateVariables;
import io.nificrm.dashboards.answers.TimeRange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The numbers that the panels of one board show, asked of Elasticsearch as Grafana's server asks. */
final class ShownBoard {

    private final SampleIndex sample;
    private final BoardFiles.BoardFile file;
    private final TimeRange range;
    private final TemplateVariables choices;

    /** Everything chosen. */
    ShownBoard(SampleIndex sample, String name, TimeRange range) {
        this(sample, file(name), range, TemplateVariables.of(file(name).board()));
    }

    private ShownBoard(SampleIndex sample, BoardFiles.BoardFile file, TimeRange range, TemplateVariables choices) {
        this.sample = sample;
        this.file = file;
        this.range = range;
        this.choices = choices;
    }

    /** The choices at its top. */
    TemplateVariables choices() {
        return TemplateVariables.of(file.board());
    }

    /** The same board with other choices. */
    ShownBoard choosing(TemplateVariables others) {
        return new ShownBoard(sample, file, range, others);
    }

    /** The sum of a panel's first question. */
    double sum(String title) throws IOException, InterruptedException {
        return sum(title, "A");
    }

    double sum(String title, String refId) throws IOException, InterruptedException {
        return answer(title, refId).sum();
    }

    /** The one number of a panel's first question. */
    double only(String title) throws IOException, InterruptedException {
        return answer(title, "A").only();
    }

    /** The rows of a panel's first question. */
    Map<List<String>, Double> table(String title) throws IOException, InterruptedException {
        return answer(title, "A").rows();
    }

    /** What Grafana computes from a panel's answers. */
    double expression(String title, String refId) throws IOException, InterruptedException {
        Answers answers = new Answers();
        for (JsonNode target : panel(title).path("targets")) {
            if (target.has("metrics")) {
                answers.search(target, ask(title, target.path("refId").asText()));
            } else {
                answers.expression(target);
            }
        }
        return answers.get(refId).all().getFirst().number();
    }

    /** Elasticsearch's answer to one question of a panel. */
    JsonNode ask(String title, String refId) throws IOException, InterruptedException {
        BoardQueries queries = new BoardQueries(sample.elasticsearch(), SearchRequests.Form.SERVER, choices, range);
        return queries.ask(panel(title), target(title, refId));
    }

    /** Counts as Grafana has them. */
    static <K> Map<K, Double> doubles(Map<K, Long> counts) {
        return counts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().doubleValue()));
    }

    private Table answer(String title, String refId) throws IOException, InterruptedException {
        return new Table(target(title, refId), ask(title, refId));
    }

    private JsonNode target(String title, String refId) {
        return StreamOf.of(panel(title).path("targets"))
                .filter(target -> target.path("refId").asText().equals(refId))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode panel(String title) {
        return file.panels()
                .filter(panel -> panel.path("title").asText().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static BoardFiles.BoardFile file(String name) {
        return BoardFiles.all()
                .filter(file -> file.name().equals(name + ".json"))
                .findFirst()
                .orElseThrow();
    }
}

package io.nificrm.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.insight.model.InsightModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The examples of docs/insight.md are what the model says today: where one differs, the assertion shows the row as it should be. */
class ExplainedExamplesTest {
    private final Explainer explainer = new Explainer(InsightModel.builtIn());

    @Test
    void theExamplesInTheDocumentationAreWhatTheModelSays() throws IOException {
        Path home = Path.of(Objects.requireNonNullElse(System.getProperty("nificrm.home"), ".."));
        String page = Files.readString(home.resolve("docs/insight.md"));
        List<String> rows = page.substring(page.indexOf("| text | lang | sentiment"))
                .lines()
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .toList();

        assertThat(rows).hasSizeGreaterThanOrEqualTo(10);
        assertThat(rows).isEqualTo(rows.stream().map(row -> row(text(row))).toList());
    }

    private static String text(String row) {
        return row.substring(2, row.indexOf(" | "));
    }

    private String row(String text) {
        Explanation explanation = explainer.explain(text);
        Insight insight = explanation.insight();
        String sentiment = insight.sentiment()
                .map(found -> String.format(
                        Locale.ROOT,
                        "%s %.3f (%.3f)",
                        found.label().value(),
                        found.score().orElseThrow(),
                        found.confidence().orElseThrow()))
                .orElseGet(() -> "unknown: " + insight.unknown().orElseThrow());
        return "| "
                + String.join(
                        " | ",
                        text,
                        insight.language().map(DetectedLanguage::tag).orElse("–"),
                        sentiment,
                        insight.emotion()
                                .map(found -> String.format(
                                        Locale.ROOT,
                                        "%s (%.3f)",
                                        found.label(),
                                        found.confidence().orElseThrow()))
                                .orElse("–"),
                        insight.sentiment().isPresent() ? explanation.toString() : "–")
                + " |";
    }
}

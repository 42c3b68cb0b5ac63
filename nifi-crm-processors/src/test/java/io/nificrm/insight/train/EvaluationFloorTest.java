package io.nificrm.insight.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nificrm.insight.model.InsightModel;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fails the build when the model becomes worse. The floors lie a little below what was measured; raise them with the model. */
class EvaluationFloorTest {
    private static final Path TEACHER =
            Path.of(System.getProperty("nificrm.home"), "nifi-crm-processors", "src", "teacher");

    private final PrintStream report = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    @Test
    void theBuiltInModelAgreesWithTheProjectsOwnExamples() throws Exception {
        InsightModel model = InsightModel.builtIn();

        assertThat(EvaluateCommand.run(model, fixture("sentiment.tsv"), Optional.empty(), report)
                        .foundOut()
                        .macroRecall())
                .isGreaterThan(80);
        assertThat(EvaluateCommand.run(model, fixture("language.tsv"), Optional.empty(), report)
                        .foundOut()
                        .macroRecall())
                .isGreaterThan(95);
    }

    @Test
    void aModelTrainedFromTheSharedTextsReachesTheFiguresOfTheCard(@TempDir Path folder) throws IOException {
        Path data = Path.of(Objects.requireNonNullElse(System.getProperty("nificrm.shared"), "absent"))
                .resolve("data");
        assumeTrue(
                Files.isDirectory(data),
                "the labelled texts are not part of the project; set nificrm.shared to the folder that has them");

        TrainingReport figures = TrainCommand.run(
                data, Optional.of(TEACHER), folder.resolve("model"), TrainCommand.Scope.TRAINING_TEXTS, report);

        assertThat(figures.shifted().get("sentiment (en)").macroRecall())
                .as("sentiment, shifted")
                .isGreaterThan(67.4);
        assertThat(figures.shifted().get("emotion (en)").macroF1())
                .as("emotion, shifted")
                .isGreaterThan(71.2);
        assertThat(figures.shifted().get("language (ar de en es fr hi it pt)").macroRecall())
                .as("language, shifted")
                .isGreaterThan(97.6);
        assertThat(figures.shifted().get("sentiment (ar de es fr hi it pt)").macroF1())
                .as("sentiment in other languages, shifted")
                .isGreaterThan(59.1);
        assertThat(figures.validation().get("sentiment en").macroRecall())
                .as("sentiment, validation")
                .isGreaterThan(71.6);
        assertThat(figures.validation().get("emotion en").macroF1())
                .as("emotion, validation, the language found out")
                .isGreaterThan(73.3);
        assertThat(figures.told().get("emotion en").macroF1())
                .as("emotion, validation, the language told")
                .isGreaterThan(73.9);
        assertThat(figures.told().get("sentiment en").macroRecall())
                .as("sentiment, validation, the language told")
                .isGreaterThan(71.6);
        assertThat(meanOfOtherLanguages(figures.told()))
                .as("sentiment in other languages, the language told")
                .isGreaterThan(59.6);
        assertThat(meanOfOtherLanguages(figures.validation()))
                .as("sentiment in other languages, the language found out")
                .isGreaterThan(59.6);
        assertThat(Files.size(folder.resolve("model"))).as("size of the model").isLessThan(2_000_000);
    }

    private static double meanOfOtherLanguages(Map<String, Evaluation> validation) {
        return validation.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("sentiment")
                        && !entry.getKey().equals("sentiment en"))
                .mapToDouble(entry -> entry.getValue().macroF1())
                .average()
                .orElseThrow();
    }

    private static Path fixture(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(EvaluationFloorTest.class.getResource("/io/nificrm/insight/" + name))
                .toURI());
    }
}

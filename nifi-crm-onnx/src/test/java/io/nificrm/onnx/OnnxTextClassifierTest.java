package io.nificrm.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nificrm.insight.TextClassifier.Classification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.NoOpProcessor;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxTextClassifierTest {
    private static final OnnxModel.Settings SETTINGS = new OnnxModel.Settings(1, 64, 48);

    @TempDir
    private Path folder;

    private final TrainedModel trained = new TrainedModel(42);

    @BeforeEach
    void save() throws IOException {
        trained.save(folder);
    }

    @Test
    void theModelGivesWhatTheSameArithmeticGivesInPlainJava() throws Exception {
        List<String> texts = new ArrayList<>(TrainedModel.SENTENCES.keySet());
        texts.add("Unheard of words LOVE");
        texts.add("coffee ".repeat(30).strip());

        try (OnnxModel model = OnnxModel.open(folder, SETTINGS)) {
            List<double[]> probabilities = model.probabilities(texts);

            for (int i = 0; i < texts.size(); i++) {
                assertThat(probabilities.get(i))
                        .as(texts.get(i))
                        .containsExactly(trained.probabilities(texts.get(i)), within(1e-5));
            }
        }
    }

    @Test
    void theServiceTellsMoodsApartAndLeavesBlankTextsUnknown() throws InitializationException {
        OnnxTextClassifier service = enabled();

        List<Optional<Classification>> results =
                service.classify(List.of("i hate it", " ", "lovely coffee thank you", "the shop has a number"));

        assertThat(service.labels()).containsExactly("negative", "neutral", "positive");
        assertThat(results)
                .map(result -> result.map(Classification::label).orElse("unknown"))
                .containsExactly("negative", "unknown", "positive", "neutral");
        assertThat(results.getFirst().orElseThrow().confidence()).isBetween(0.5, 1.0);
    }

    @Test
    void textsLongerThanTheLimitAreCut() throws Exception {
        try (OnnxModel model = OnnxModel.open(folder, new OnnxModel.Settings(1, 8, 64))) {
            double[] cut = model.probabilities(List.of("i love this coffee " + "hate ".repeat(500)))
                    .getFirst();

            assertThat(cut).containsExactly(trained.probabilities("i love this coffee hate hate"), within(1e-5));
        }
    }

    @Test
    void aMissingFileIsNamedWithWhatToDo() throws IOException {
        Files.delete(folder.resolve("tokenizer.json"));

        assertThatThrownBy(() -> OnnxModel.open(folder, SETTINGS))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no readable tokenizer.json")
                .hasMessageContaining("Save the fast tokenizer");
    }

    @Test
    void aFileThatIsNoModelIsNamed() throws IOException {
        Files.writeString(folder.resolve("model.onnx"), "<html>not found</html>");

        assertThatThrownBy(() -> OnnxModel.open(folder, SETTINGS))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("model.onnx is not an ONNX model");
    }

    @Test
    void aFileThatIsNoTokenizerIsNamed() throws IOException {
        Files.writeString(folder.resolve("tokenizer.json"), "{}");

        assertThatThrownBy(() -> OnnxModel.open(folder, SETTINGS))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("tokenizer.json is not a tokenizer");
    }

    @Test
    void labelsThatDoNotFitTheOutputsAreRefused() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"id2label\":{\"0\":\"bad\",\"1\":\"good\"}}");

        assertThatThrownBy(() -> OnnxModel.open(folder, SETTINGS))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("not one row of 2 figures");
    }

    @Test
    void aModelWithoutLabelsIsNoClassifier() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"architectures\":[\"BertModel\"]}");

        assertThatThrownBy(() -> OnnxModel.open(folder, SETTINGS))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no id2label");
    }

    @Test
    void aServiceWithABrokenModelIsNotEnabled() throws Exception {
        Files.delete(folder.resolve("model.onnx"));
        TestRunner runner = TestRunners.newTestRunner(new NoOpProcessor());
        OnnxTextClassifier service = new OnnxTextClassifier();
        runner.addControllerService("classifier", service);
        runner.setProperty(service, OnnxTextClassifier.MODEL_DIRECTORY, folder.toString());

        assertThatThrownBy(() -> runner.enableControllerService(service))
                .hasStackTraceContaining("no readable model.onnx");
    }

    private OnnxTextClassifier enabled() throws InitializationException {
        TestRunner runner = TestRunners.newTestRunner(new NoOpProcessor());
        OnnxTextClassifier service = new OnnxTextClassifier();
        runner.addControllerService("classifier", service);
        runner.setProperty(service, OnnxTextClassifier.MODEL_DIRECTORY, folder.toString());
        runner.enableControllerService(service);
        return service;
    }
}

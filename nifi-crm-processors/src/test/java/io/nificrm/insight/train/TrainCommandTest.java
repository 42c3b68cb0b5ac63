package io.nificrm.insight.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nificrm.insight.InsightSettings;
import io.nificrm.insight.TextAnalyzer;
import io.nificrm.insight.TextInsight;
import io.nificrm.insight.model.InsightModel;
import io.nificrm.touchpoint.Emotion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream report = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private Path data;

    @BeforeEach
    void layDownTexts() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        write(
                "sentiment-en/train.tsv",
                texts("positive", "splendid sick combo")
                        + texts("negative", "dreadful lag")
                        + texts("neutral", "patch notes"));
        write("sentiment-en/ours.tsv", texts("positive", "sick drop"));
        write(
                "sentiment-en/validation.tsv",
                "positive\tsplendid sick combo\nnegative\tdreadful lag\nneutral\tpatch notes\n");
        write("emotion-en/train.tsv", texts("awe", "vast starry vista") + texts("fear", "creepy cellar"));
        write(
                "sentiment-multilingual/german-train.tsv",
                texts("positive", "herrlich prima")
                        + texts("negative", "furchtbar mies")
                        + texts("neutral", "heute abend"));
    }

    @Test
    void learnsWhatTheExamplesSayAndReportsHowWell() throws IOException {
        InsightModel model = train("a");
        TextAnalyzer analyzer = new TextInsight(model, InsightSettings.DEFAULT).analyzer();

        assertThat(sentiment(analyzer, "that sick combo was splendid", "en")).isEqualTo("positive");
        assertThat(sentiment(analyzer, "dreadful lag again", "en")).isEqualTo("negative");
        assertThat(sentiment(analyzer, "furchtbar", "de")).isEqualTo("negative");
        assertThat(analyzer.analyze("a vast vista", "en").emotion())
                .map(Emotion::label)
                .contains("awe");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("sentiment (en), shifted split", "sentiment (en), validation texts")
                .contains("macro recall", "precision", "given:", "confidence → right");
        assertThat(evaluate(model, "positive\tsplendid sick combo\n").accuracy())
                .isEqualTo(100);
        assertThat(evaluate(model, "fear\ta creepy cellar\n").texts()).isEqualTo(1);
        assertThat(evaluate(model, "de\theute abend herrlich\n").texts()).isEqualTo(1);
        assertThatThrownBy(() -> evaluate(model, "blue\tsky\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("[blue]");
    }

    @Test
    void givesTheSameBytesForTheSameTexts() throws IOException {
        train("a");
        train("b");

        assertThat(folder.resolve("a.model")).hasSameBinaryContentAs(folder.resolve("b.model"));
    }

    @Test
    void namesFileAndLineOfAnExampleWithoutLabel() throws IOException {
        write("sentiment-en/ours.tsv", "positive\tfine\nno label here\n");

        assertThatThrownBy(() -> train("a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ours.tsv, line 2")
                .hasMessageContaining("label");
    }

    @Test
    void refusesSentimentLabelsOfItsOwn() throws IOException {
        write("sentiment-en/ours.tsv", "great\tfine\n");

        assertThatThrownBy(() -> train("a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("negative, neutral and positive");
    }

    @Test
    void refusesAFolderThatIsNoHead() throws IOException {
        write("irony-en/train.tsv", "yes\tsure\n");

        assertThatThrownBy(() -> train("a")).isInstanceOf(IOException.class).hasMessageContaining("irony");
    }

    @Test
    void evaluatesWithTheLanguageFoundOutAndTold() throws IOException {
        InsightModel model = train("a");
        Path texts = data.resolve("sentiment-en/validation.tsv");
        printed.reset();

        EvaluateCommand.Figures byFolder = EvaluateCommand.run(model, texts, Optional.empty(), report);
        EvaluateCommand.Figures byName = EvaluateCommand.run(
                model, data.resolve("sentiment-multilingual/german-train.tsv"), Optional.empty(), report);
        EvaluateCommand.Figures asAsked = EvaluateCommand.run(model, texts, Optional.of("nl"), report);
        EvaluateCommand.Figures unknown =
                EvaluateCommand.run(model, Files.copy(texts, folder.resolve("some.tsv")), Optional.empty(), report);

        assertThat(byFolder.told().orElseThrow().accuracy()).isEqualTo(100);
        assertThat(byName.told().orElseThrow().texts()).isEqualTo(30);
        assertThat(asAsked.told().orElseThrow().accuracy()).isZero();
        assertThat(unknown.told()).isEmpty();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("the language found out", "the language (en) told", "the language (de) told", "--language");
    }

    private Evaluation evaluate(InsightModel model, String lines) throws IOException {
        return EvaluateCommand.run(
                        model, Files.writeString(folder.resolve("evaluated.tsv"), lines), Optional.empty(), report)
                .foundOut();
    }

    private static String sentiment(TextAnalyzer analyzer, String text, String language) {
        return analyzer.analyze(text, language)
                .sentiment()
                .orElseThrow()
                .label()
                .value();
    }

    private InsightModel train(String name) throws IOException {
        Path file = folder.resolve(name + ".model");
        TrainCommand.run(data, Optional.empty(), file, TrainCommand.Scope.TRAINING_TEXTS, report);
        return InsightModel.load(file);
    }

    private void write(String name, String content) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static String texts(String label, String words) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            lines.append(label)
                    .append('\t')
                    .append(words)
                    .append(" number ")
                    .append(i)
                    .append('\n');
        }
        return lines.toString();
    }
}

package io.nificrm.insight.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nificrm.insight.InsightSettings;
import io.nificrm.insight.TextInsight;
import io.nificrm.insight.model.InsightModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A larger model teaches the one that is shipped: it is asked in one file and answers in another. */
class TeacherTest {
    private static final String NEUTRAL = "0 100";
    private static final String POSITIVE = "0 0";
    private static final String NEGATIVE = "100 0";

    @TempDir
    private Path folder;

    private final PrintStream report = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    private Path data;

    @BeforeEach
    void layDownTexts() throws IOException {
        data = folder.resolve("data");
        write(
                "sentiment-en/train.tsv",
                "positive\tsplendid fine combo\nnegative\tdreadful old lag\nneutral\tnew patch notes\n".repeat(10));
        write("sentiment-en/ours.tsv", "positive\tsick drop\n");
        write("sentiment-en/validation.tsv", "neutral\tpatch notes\n");
        write("emotion-en/train.tsv", "awe\tvast starry vista\ncalm\tquiet lake\n".repeat(10));
        TrainCommand.ask(data, folder.resolve("questions"));
    }

    @Test
    void isAskedAboutPartsOfAHeadsTextsAndAboutTextsThatNobodyLabelledForIt() throws IOException {
        List<String> questions = questions();

        assertThat(questions.getFirst()).startsWith("110 questions ").endsWith(": negative neutral positive");
        assertThat(questions.subList(1, questions.size()))
                .hasSize(110)
                .contains("-1\tvast starry vista")
                .allSatisfy(question -> assertThat(question)
                        .matches("[0-4]\t(splendid|fine|combo|dreadful|old|lag|new|patch|notes| )+|-1\t.*")
                        .doesNotContain("sick"));
    }

    @Test
    void teachesWhatNoLabelSays() throws IOException {
        answer(question -> sixTimes(question.contains("vista") ? POSITIVE : NEUTRAL));

        assertThat(sentiment(train().model(), "a starry vista")).isEqualTo("positive");
    }

    @Test
    void whoJudgesAFifthOfTheTextsIsTaughtByOneThatHasNotSeenItsLabels() throws IOException {
        // a word of the last fifth only: who judges that fifth knows it from the teacher alone
        write(
                "sentiment-en/train.tsv",
                Files.readString(data.resolve("sentiment-en/train.tsv")) + "positive\tvast starry vista\n".repeat(3));
        TrainCommand.ask(data, folder.resolve("questions"));
        answer(question -> answers(question, NEUTRAL, POSITIVE));
        Trained right = train();
        answer(question -> answers(question, POSITIVE, NEGATIVE));
        Trained wrong = train();

        assertThat(right.accuracy()).isGreaterThan(wrong.accuracy());
    }

    private static String answers(String question, String toUse, String toJudge) {
        boolean vista = question.contains("vista");
        return (vista ? toUse : NEUTRAL) + ("\t" + (vista ? toJudge : NEUTRAL)).repeat(TrainingData.HeadData.BLOCKS);
    }

    @Test
    void oneAnswerServesForAllWhereThereIsNoOther() throws IOException {
        answer(question -> question.contains("vista") ? POSITIVE : NEUTRAL);

        assertThat(sentiment(train().model(), "a starry vista")).isEqualTo("positive");
    }

    @Test
    void refusesAnswersToOtherQuestions() throws IOException {
        answer(question -> sixTimes(NEUTRAL));
        write("sentiment-en/train.tsv", "positive\tother\nnegative\ttexts\nneutral\tnow\n".repeat(10));

        assertThatThrownBy(this::train)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("sentiment-en.tsv.gz answers other questions");
    }

    @Test
    void namesTheLineOfADamagedAnswer() throws IOException {
        for (String damaged : List.of("1\t2", "120 0", "60 60", "x 1", "-1 0", "1", "1 2 3")) {
            answer(question -> damaged);

            assertThatThrownBy(this::train)
                    .as(damaged)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("sentiment-en.tsv.gz, line 2");
        }
    }

    @Test
    void aFolderWithoutAnswersAndAFileThatIsNoneAreRefused() throws IOException {
        Path file = Files.createDirectories(folder.resolve("teacher")).resolve("sentiment-en.tsv.gz");

        assertThatThrownBy(this::train).isInstanceOf(IOException.class).hasMessageContaining("No answers");

        Files.writeString(file, "not compressed");

        assertThatThrownBy(this::train)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("sentiment-en.tsv.gz is damaged");
    }

    @Test
    void aFileThatEndsTooSoonIsRefused() throws IOException {
        try (OutputStream file = answers()) {
            file.write((questions().getFirst() + "\n" + sixTimes(NEUTRAL) + "\n").getBytes(StandardCharsets.UTF_8));
        }

        assertThatThrownBy(this::train).isInstanceOf(IOException.class).hasMessageContaining("line 3");
    }

    private static String sixTimes(String answer) {
        return String.join("\t", Collections.nCopies(6, answer));
    }

    private List<String> questions() throws IOException {
        return Files.readAllLines(folder.resolve("questions/sentiment-en.tsv"));
    }

    private OutputStream answers() throws IOException {
        Files.createDirectories(folder.resolve("teacher"));
        return new GZIPOutputStream(Files.newOutputStream(folder.resolve("teacher/sentiment-en.tsv.gz")));
    }

    private void answer(Function<String, String> teacher) throws IOException {
        List<String> questions = questions();
        List<String> lines = new ArrayList<>(List.of(questions.getFirst()));
        questions.stream().skip(1).map(teacher).forEach(lines::add);
        try (OutputStream file = answers()) {
            file.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private record Trained(InsightModel model, double accuracy) {}

    private Trained train() throws IOException {
        Path file = folder.resolve("model");
        TrainingReport figures = TrainCommand.run(
                data, Optional.of(folder.resolve("teacher")), file, TrainCommand.Scope.TRAINING_TEXTS, report);
        return new Trained(
                InsightModel.load(file), figures.shifted().get("sentiment (en)").accuracy());
    }

    private static String sentiment(InsightModel model, String text) {
        return new TextInsight(model, InsightSettings.DEFAULT)
                .analyzer()
                .analyze(text, "en")
                .sentiment()
                .orElseThrow()
                .label()
                .value();
    }

    private void write(String name, String content) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}

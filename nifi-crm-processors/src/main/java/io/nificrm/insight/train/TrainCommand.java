package io.nificrm.insight.train;

import io.nificrm.insight.model.InsightModel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code crm train --data DIR --out FILE}: trains a model from labelled texts and says how good it is. */
public final class TrainCommand {
    private TrainCommand() {}

    /**
     * Writes what a teacher is to be asked, a file {@code HEAD-LANGUAGE.tsv} for each head of one language: the fifth of the head's own
     * texts that the question is part of, or -1, tab, text. Each begins with the first line of the file of answers.
     *
     * @param questions a folder, made where there is none
     */
    public static void ask(Path data, Path questions) throws IOException {
        TrainingData all = TrainingData.read(data);
        Files.createDirectories(questions);
        for (TrainingData.HeadData head : all.heads()) {
            if (head.languages().size() == 1) {
                List<TeacherQuestion> asked = TeacherQuestion.of(head, all);
                StringBuilder lines = new StringBuilder(Teacher.firstLine(asked, head.labels())).append('\n');
                asked.forEach(question -> lines.append(question.block())
                        .append('\t')
                        .append(question.text().text())
                        .append('\n'));
                Files.writeString(questions.resolve(head.folder() + ".tsv"), lines);
            }
        }
    }

    /** Which of the labelled texts the weights are learned from. */
    public enum Scope {
        /** The training texts; the validation texts then tell how good the model is. */
        TRAINING_TEXTS,
        /** Validation texts as well: a little better, and nothing left to tell how good. For shipping a recipe that was judged before. */
        ALL_TEXTS
    }

    /**
     * Trains on {@code data}, writes the model to {@code out} and the report to {@code report}. Takes two to
     * three minutes and 2 GB of heap for 50,000 texts, twice that with a teacher. The same texts give the same bytes.
     *
     * @param data a folder as described in {@code docs/insight.md}: sub-folders such as {@code sentiment-en} with files of label, tab, text
     * @param teacher a folder of answers of a larger model, see {@code docs/insight.md}
     * @throws IOException if the data cannot be read or understood, naming file, line and reason, or the model cannot be written
     */
    public static TrainingReport run(Path data, Optional<Path> teacher, Path out, Scope scope, PrintStream report)
            throws IOException {
        TrainingData all = TrainingData.read(data);
        TrainingData used = scope == Scope.ALL_TEXTS ? all.withValidationInTraining() : all;
        Optional<Teacher> taught =
                teacher.isEmpty() ? Optional.empty() : Optional.of(new Teacher(teacher.orElseThrow(), all));
        ModelTrainer trainer = new ModelTrainer(used, taught, report);
        InsightModel model = trainer.train();
        model.save(out);
        report.println("Model written to " + out + ", " + Files.size(out) + " bytes");
        ModelEvaluator evaluator = new ModelEvaluator(model);
        Map<String, Evaluation> validation = new TreeMap<>();
        Map<String, Evaluation> told = new TreeMap<>();
        for (TrainingData.HeadData head : used.heads()) {
            if (!head.validation().isEmpty()) {
                evaluator.report(head, report);
                String task = head.task().name().toLowerCase(Locale.ROOT) + " ";
                evaluator
                        .byLanguage(head, false)
                        .forEach((language, figures) -> validation.put(task + language, figures));
                evaluator.byLanguage(head, true).forEach((language, figures) -> told.put(task + language, figures));
            }
        }
        return new TrainingReport(trainer.shifted(), validation, told);
    }
}

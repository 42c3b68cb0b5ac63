package io.nificrm.insight.train;

import io.nificrm.insight.model.InsightModel;
import io.nificrm.insight.model.Task;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code crm evaluate --model FILE DATA.tsv}: how often a model agrees with people. */
public final class EvaluateCommand {
    private EvaluateCommand() {}

    /**
     * How often a model agrees with people.
     *
     * @param foundOut where the language of each text has to be found out
     * @param told where it is told, as it is for posts of most sources; absent where nobody knows it or it is what is asked for
     */
    public record Figures(Evaluation foundOut, Optional<Evaluation> told) {}

    /**
     * Evaluates the model on a file of label, tab, text, and prints figures, confusion and calibration, both with the language found
     * out and with the language told. What is evaluated is told by the labels: sentiments, emotions or language tags.
     *
     * @param language BCP-47 tag; where it is empty, the name of the file or of its folder may tell, as that of training data does
     * @return the figures that were printed
     * @throws IOException if a file cannot be read or its labels are none of the model's, naming file, line and reason
     */
    public static Figures run(InsightModel model, Path data, Optional<String> language, PrintStream report)
            throws IOException {
        Optional<String> known = language.or(() -> TrainingData.languageIn(data));
        List<LabelledText> texts = TrainingData.readTexts(data, known.orElse("und"));
        TreeSet<String> found = new TreeSet<>();
        texts.forEach(text -> found.add(text.label()));
        List<String> labels = List.copyOf(found);
        Task task = task(model, found, data);
        ModelEvaluator evaluator = new ModelEvaluator(model);
        Evaluation foundOut = evaluator.evaluate(task, labels, texts, false);
        if (task == Task.LANGUAGE) {
            report.println(data + ": " + foundOut.report());
            return new Figures(foundOut, Optional.empty());
        }
        report.println(data + ", the language found out: " + foundOut.report());
        Optional<Evaluation> told = known.map(unused -> evaluator.evaluate(task, labels, texts, true));
        report.println(data
                + told.map(figures -> ", the language (" + known.orElseThrow() + ") told: " + figures.report())
                        .orElse(": not evaluated with the language told, as neither --language nor a name such as"
                                + " sentiment-en or german-validation.tsv says which\n"));
        return new Figures(foundOut, told);
    }

    private static Task task(InsightModel model, Set<String> labels, Path data) throws IOException {
        if (labels.isEmpty()) {
            throw new IOException(data + " holds no texts");
        }
        if (List.of("negative", "neutral", "positive").containsAll(labels)) {
            return Task.SENTIMENT;
        }
        if (model.labels(Task.EMOTION).containsAll(labels)) {
            return Task.EMOTION;
        }
        if (model.labels(Task.LANGUAGE).containsAll(labels)) {
            return Task.LANGUAGE;
        }
        throw new IOException("The labels of " + data + " are " + labels
                + "; the model knows sentiments (negative, neutral, positive)," + " emotions "
                + model.labels(Task.EMOTION) + " and languages " + model.labels(Task.LANGUAGE));
    }
}

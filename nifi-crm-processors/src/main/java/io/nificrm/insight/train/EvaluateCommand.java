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
     * Evaluates the model on a file of label, tab, text, and prints figures, confusion and calibration. What is evaluated is told by
     * the labels: sentiments, emotions or language tags.
     *
     * @return the figures that were printed
     * @throws IOException if a file cannot be read or its labels are none of the model's, naming file, line and reason
     */
    public static Evaluation run(InsightModel model, Path data, PrintStream report) throws IOException {
        return run(model, data, Optional.empty(), report);
    }

    /**
     * The same, where the language of the texts is known, as it is for posts of most sources.
     *
     * @param language BCP-47 tag; empty to have it found out, text by text
     */
    public static Evaluation run(InsightModel model, Path data, Optional<String> language, PrintStream report)
            throws IOException {
        List<LabelledText> texts = TrainingData.readTexts(data, language.orElse("und"));
        TreeSet<String> labels = new TreeSet<>();
        texts.forEach(text -> labels.add(text.label()));
        Task task = task(model, labels, data);
        List<String> known = List.copyOf(labels);
        Evaluation evaluation = new ModelEvaluator(model).evaluate(task, known, texts, language.isPresent());
        report.println(data + ": " + evaluation.report());
        return evaluation;
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

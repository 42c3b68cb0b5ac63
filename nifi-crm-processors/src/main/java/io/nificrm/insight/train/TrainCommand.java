package io.nificrm.insight.train;

import io.nificrm.insight.model.InsightModel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code crm train --data DIR --out FILE}: trains a model from labelled texts and says how good it is. */
public final class TrainCommand {
    private TrainCommand() {}

    /**
     * Trains on {@code data}, writes the model to {@code out} and the report to {@code report}. Takes some minutes and about 1 GB
     * of heap for 50,000 texts. The same texts give the same bytes.
     *
     * @param data a folder as described in {@code docs/insight.md}: sub-folders such as {@code sentiment-en} with files of label, tab, text
     * @throws IOException if the data cannot be read or understood, naming file, line and reason, or the model cannot be written
     */
    public static void run(Path data, Path out, PrintStream report) throws IOException {
        TrainingData trainingData = TrainingData.read(data);
        InsightModel model = new ModelTrainer(trainingData, report).train();
        model.save(out);
        report.println("Model written to " + out + ", " + Files.size(out) + " bytes");
        ModelEvaluator evaluator = new ModelEvaluator(model);
        for (TrainingData.HeadData head : trainingData.heads()) {
            if (!head.validation().isEmpty()) {
                evaluator.report(
                        head.name() + ", validation texts", head.task(), head.labels(), head.validation(), report);
            }
        }
    }
}

package io.nificrm.local.cli;

import io.nificrm.insight.train.TrainCommand.Scope;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code crm train}: makes a model of sentiment, emotion and language from labelled texts. */
@Command(name = "train", description = "Trains a model from labelled texts; docs/insight.md describes the folder.")
final class TrainCommand implements Callable<Integer> {

    @Option(names = "--data", paramLabel = "FOLDER", required = true, description = "The labelled texts.")
    private Path data;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where to write the model.")
    private Path out;

    @Option(
            names = "--all-texts",
            description = "Learn from the validation texts, too: a little better, and nothing left to tell how good.")
    private boolean allTexts;

    @Override
    public Integer call() throws Exception {
        io.nificrm.insight.train.TrainCommand.run(
                data, out, allTexts ? Scope.ALL_TEXTS : Scope.TRAINING_TEXTS, System.out);
        return 0;
    }
}

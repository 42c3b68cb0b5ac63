package io.nificrm.local.cli;

import io.nificrm.insight.train.TrainCommand.Scope;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code crm train}: makes a model of sentiment, emotion and language from labelled texts. */
@Command(name = "train", description = "Trains a model from labelled texts; docs/insight.md describes the folder.")
final class TrainCommand implements Callable<Integer> {

    @Option(names = "--data", paramLabel = "FOLDER", required = true, description = "The labelled texts.")
    private Path data;

    @ArgGroup(multiplicity = "1")
    private Purpose purpose;

    @Option(
            names = "--teacher",
            paramLabel = "FOLDER",
            description = "Answers of a larger model to the questions of --questions, to learn from as well.")
    private Path teacher;

    private static final class Purpose {
        @Option(names = "--out", paramLabel = "FILE", description = "Where to write the model.")
        private Path out;

        @Option(
                names = "--questions",
                paramLabel = "FOLDER",
                description = "Train nothing, but write here what a larger model is to be asked.")
        private Path questions;
    }

    @Option(
            names = "--all-texts",
            description = "Learn from the validation texts, too: a little better, and nothing left to tell how good.")
    private boolean allTexts;

    @Override
    public Integer call() throws Exception {
        if (purpose.questions != null) {
            io.nificrm.insight.train.TrainCommand.ask(data, purpose.questions);
            return 0;
        }
        io.nificrm.insight.train.TrainCommand.run(
                data,
                Optional.ofNullable(teacher),
                purpose.out,
                allTexts ? Scope.ALL_TEXTS : Scope.TRAINING_TEXTS,
                System.out);
        return 0;
    }
}

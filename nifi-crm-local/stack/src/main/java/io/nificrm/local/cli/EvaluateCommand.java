package io.nificrm.local.cli;

import io.nificrm.insight.model.InsightModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code crm evaluate}: how often a model agrees with people. */
@Command(
        name = "evaluate",
        description = "Says how often a model agrees with labelled texts (label, tab, text; one a line).")
final class EvaluateCommand implements Callable<Integer> {

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "A model that 'crm train' wrote (default: the one that comes with the product).")
    private Optional<Path> model;

    @Option(
            names = "--language",
            paramLabel = "TAG",
            description =
                    "The language of the texts, such as en (default: as the name of the file or its folder says, such as"
                            + " sentiment-en). Figures are printed for the language found out, text by text, and for the language told.")
    private Optional<String> language;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Labelled texts.")
    private List<Path> files;

    @Override
    public Integer call() throws Exception {
        InsightModel judged = model.isPresent() ? InsightModel.load(model.get()) : InsightModel.builtIn();
        for (Path file : files) {
            io.nificrm.insight.train.EvaluateCommand.run(judged, file, language, System.out);
        }
        return 0;
    }
}

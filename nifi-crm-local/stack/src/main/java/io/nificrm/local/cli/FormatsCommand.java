package io.nificrm.local.cli;

import io.nificrm.format.Format;
import io.nificrm.normalize.Formats;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code crm formats}: what can be normalised. */
@Command(name = "formats", description = "Lists the formats that normalize and the processors understand.")
final class FormatsCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        int width = Formats.all().stream()
                .mapToInt(format -> format.name().length())
                .max()
                .orElse(0);
        for (Format format : Formats.all()) {
            System.out.println(format.name() + " ".repeat(width - format.name().length() + 2) + format.description());
        }
        return 0;
    }
}

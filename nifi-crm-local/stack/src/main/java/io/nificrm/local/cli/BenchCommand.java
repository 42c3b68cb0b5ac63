package io.nificrm.local.cli;

import io.nificrm.local.Checkout;
import io.nificrm.local.Progress;
import io.nificrm.local.bench.Bench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code crm bench}: how fast it is here. */
@Command(
        name = "bench",
        description = "Measures every step of the flow on demo data, and a real Elasticsearch beside them: touchpoints"
                + " a second on one core, and how our writing compares with bare bulk requests. Takes a minute or two;"
                + " figures of a busy machine mean little.")
final class BenchCommand implements Callable<Integer> {
    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long each step is measured, after as long a warm-up (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--documents",
            paramLabel = "N",
            defaultValue = "60000",
            description = "How many touchpoints are written to Elasticsearch (default: ${DEFAULT-VALUE}).")
    private int documents;

    @Override
    public Integer call() throws Exception {
        new Bench(Checkout.current(), seconds, documents, new Progress(System.err)).run(System.out);
        return 0;
    }
}

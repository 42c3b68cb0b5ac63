package io.nificrm.local.cli;

import io.nificrm.format.Format;
import io.nificrm.local.Checkout;
import io.nificrm.local.Progress;
import io.nificrm.local.bench.Bench;
import io.nificrm.normalize.Formats;
import io.nificrm.normalize.Throughput;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code crm bench}: how fast it is here. */
@Command(
        name = "bench",
        description = "Measures every step of the flow on demo data, and a real Elasticsearch beside them: touchpoints"
                + " a second on one core, and how our writing compares with bare bulk requests. Takes a minute or two;"
                + " figures of a busy machine mean little. With --format and a file it measures how fast that format"
                + " normalises that file, and nothing else.")
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

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description = "Measure this format alone, on FILE; 'crm formats' lists them.")
    private Optional<String> format;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "What the platform returned, whole, as large as it really comes; - for standard input.")
    private Optional<String> file;

    @Override
    public Integer call() throws Exception {
        if (format.isPresent() != file.isPresent()) {
            throw new CommandFailure("--format and FILE belong together: crm bench --format reddit page.json");
        }
        if (format.isPresent()) {
            measure(format.get(), file.get());
            return 0;
        }
        new Bench(Checkout.current(), seconds, documents, new Progress(System.err)).run(System.out);
        return 0;
    }

    private void measure(String name, String payload) throws IOException, CommandFailure {
        Format reader = Formats.named(name)
                .orElseThrow(() -> new CommandFailure("there is no format " + name + "; there are " + Formats.names()));
        byte[] bytes;
        try (InputStream in = Input.open(payload)) {
            bytes = in.readAllBytes();
        }
        Duration time = Duration.ofSeconds(seconds);
        Throughput measured = Throughput.measure(reader, bytes, time, time);
        System.out.printf(
                Locale.ROOT,
                "normalise %s: %,.0f touchpoints/s, %.1f MB/s on one core%n",
                name,
                measured.touchpointsPerSecond(),
                measured.megabytesPerSecond());
    }
}

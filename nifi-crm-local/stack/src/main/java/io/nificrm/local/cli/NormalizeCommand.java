package io.nificrm.local.cli;

import io.nificrm.format.Format;
import io.nificrm.format.InvalidItem;
import io.nificrm.format.Reading;
import io.nificrm.format.Sink;
import io.nificrm.local.Progress;
import io.nificrm.normalize.Formats;
import io.nificrm.normalize.Normalizer;
import io.nificrm.touchpoint.JsonLinesWriter;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code crm normalize}: items of a platform become touchpoints. */
@Command(
        name = "normalize",
        description =
                "Turns items of a platform into touchpoints, one JSON object a line. An item that can't be read is"
                        + " refused with its reason on standard error; its neighbours go on, and the exit code is 1.")
final class NormalizeCommand implements Callable<Integer> {

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            required = true,
            description = "What the items are; 'crm formats' lists them.")
    private String format;

    @Option(names = "--keep-raw", description = "Keep the native item in the field raw.")
    private boolean keepRaw;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "-",
            description = "The items; - for standard input.")
    private String file;

    @Override
    public Integer call() throws Exception {
        Instant begun = Instant.now();
        Format reader = Formats.named(format)
                .orElseThrow(
                        () -> new CommandFailure("there is no format " + format + "; there are " + Formats.names()));
        Complaints complaints = new Complaints(System.err);
        Normalizer.Summary summary;
        try (InputStream in = Input.open(file);
                OutputStream out = Input.results()) {
            JsonLinesWriter<Touchpoint> writer = JsonLinesWriter.touchpoints(out);
            Reading reading = new Reading(begun, keepRaw, Reading.at(begun).limits());
            summary = new Normalizer(reader, reading).run(in, new Output(writer, complaints));
            writer.flush();
        }
        String ignored = summary.ignored().entrySet().stream()
                .map(entry -> ", " + entry.getValue() + " " + entry.getKey() + " ignored")
                .collect(Collectors.joining());
        System.err.println("crm normalize: " + summary.touchpoints() + " touchpoints, " + summary.invalid() + " refused"
                + ignored + ", " + Progress.seconds(begun));
        return summary.invalid() == 0 ? 0 : 1;
    }

    private record Output(JsonLinesWriter<Touchpoint> writer, Complaints complaints) implements Sink {

        @Override
        public void touchpoint(Touchpoint touchpoint) throws IOException {
            writer.write(touchpoint);
        }

        @Override
        public void invalid(InvalidItem item) {
            complaints.add(item.reason());
        }

        @Override
        public void ignored(String what) {
            // counted by the normaliser, said in the summary
        }
    }
}

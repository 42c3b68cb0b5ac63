package io.nificrm.local.cli;

import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.people.Segment;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code crm segment}: people as CSV, for a personal reply or mailing. */
@Command(
        name = "segment",
        description = "Writes people whom a query finds as CSV. Names that a spreadsheet would run as a formula are"
                + " defused. Our own accounts are left out.")
final class SegmentCommand implements Callable<Integer> {
    @Option(
            names = "--query",
            required = true,
            paramLabel = "LUCENE",
            description = "Over the fields of people (docs/people.md), e.g. 'stage:at_risk AND topics:delivery'.")
    private String query;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to, readable by you alone (default: standard output).")
    private Optional<Path> out;

    @Mixin
    private ClusterOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter screen = spec.commandLine().getOut();
        try (ElasticsearchCluster cluster = options.open()) {
            Segment segment = new Segment(cluster);
            long people;
            if (out.isPresent()) {
                try (Writer file = Files.newBufferedWriter(PrivateFile.make(out.get()), StandardCharsets.UTF_8)) {
                    people = segment.export(query, file);
                }
            } else {
                people = segment.export(query, screen);
                screen.flush();
            }
            spec.commandLine().getErr().println("crm segment: " + people + " people");
            return 0;
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(e.getMessage());
        }
    }
}

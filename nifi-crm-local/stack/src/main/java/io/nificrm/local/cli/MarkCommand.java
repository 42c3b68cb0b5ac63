package io.nificrm.local.cli;

import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.marker.Marker;
import io.nificrm.marker.MarkerKind;
import io.nificrm.marker.MarkerStore;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code crm mark}: a release, campaign or incident, for boards to compare before and after. */
@Command(
        name = "mark",
        description = {
            "Marks a release, a campaign or an incident, so that boards show volume and mood before and after.",
            "Without a title: lists what is marked, the newest first."
        })
final class MarkCommand implements Callable<Integer> {
    private static final int SHOWN = 50;

    @Parameters(
            paramLabel = "TITLE",
            arity = "0..1",
            description = "What people read on the board, e.g. 'new cap shipped'.")
    private Optional<String> title;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "release",
            description = "release, campaign or incident (default: ${DEFAULT-VALUE}).")
    private MarkerKind kind;

    @Option(
            names = "--topic",
            paramLabel = "ID",
            description = "A topic of the listening profile that it concerns; several times for several.")
    private List<String> topics = List.of();

    @Option(names = "--brand", paramLabel = "ID", description = "A brand that it concerns.")
    private List<String> brands = List.of();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When it began: 2026-11-20, or 2026-11-20T09:00:00Z (default: now).")
    private Optional<String> at;

    @Option(names = "--until", paramLabel = "TIME", description = "When it was over.")
    private Optional<String> until;

    @Option(
            names = "--who",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who marks it (default: ${DEFAULT-VALUE}).")
    private String who;

    @Option(names = "--remove", paramLabel = "ID", description = "Takes back what was marked by mistake.")
    private Optional<String> remove;

    @Mixin
    private ClusterOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (ElasticsearchCluster cluster = options.open()) {
            MarkerStore markers = new MarkerStore(cluster);
            if (remove.isPresent()) {
                if (!markers.remove(remove.get())) {
                    throw new CommandFailure("there is no marker " + remove.get() + "; 'crm mark' lists them");
                }
                out.println("removed " + remove.get());
            } else if (title.isPresent()) {
                Marker marker = marker(title.get());
                out.println((markers.put(marker) ? "marked " : "changed ") + line(marker));
            } else {
                markers.newest(SHOWN).forEach(marker -> out.println(line(marker)));
            }
            out.flush();
            return 0;
        }
    }

    private Marker marker(String text) throws CommandFailure {
        Instant begin = at.isPresent() ? time(at.get()) : Clock.systemUTC().instant();
        Optional<Instant> end = until.isPresent() ? Optional.of(time(until.get())) : Optional.empty();
        try {
            return Marker.of(kind, text, begin, end, topics, brands, who);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(e.getMessage());
        }
    }

    private static Instant time(String text) throws CommandFailure {
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new CommandFailure("'" + text + "' is no time; one looks like 2026-11-20 or 2026-11-20T09:00:00Z");
        }
    }

    private static String line(Marker marker) {
        return String.join(
                "  ",
                marker.id(),
                marker.timestamp() + marker.endedAt().map(end -> "/" + end).orElse(""),
                marker.kind(),
                String.join(",", marker.topic().isEmpty() ? List.of("all topics") : marker.topic()),
                marker.title(),
                "by " + marker.who());
    }
}

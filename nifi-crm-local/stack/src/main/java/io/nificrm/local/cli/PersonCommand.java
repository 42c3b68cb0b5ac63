package io.nificrm.local.cli;

import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.people.Identity;
import io.nificrm.people.PersonalData;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code crm person}: what is kept about somebody, to give it to them or to erase it. */
@Command(
        name = "person",
        description = "Exports or erases everything that is kept about somebody (GDPR, articles 15 and 17): mentions,"
                + " mails, decisions, voices in ideas, dead letters, the person.")
final class PersonCommand {
    private static final String WHO = "A contact's id, or a handle such as mastodon:jo@social.example or"
            + " email:jo@post.example; all handles known of them are covered.";

    @Spec
    private CommandSpec spec;

    @Command(name = "export", description = "Writes all of it as JSON Lines of {\"index\":…,\"document\":…}.")
    int export(
            @Parameters(paramLabel = "ID", description = WHO) String id,
            @Option(
                            names = "--out",
                            paramLabel = "FILE",
                            description = "Where to, readable by you alone (default: standard output).")
                    Optional<Path> out,
            @Mixin ClusterOptions options)
            throws Exception {
        try (ElasticsearchCluster cluster = options.open()) {
            PersonalData data = new PersonalData(cluster, Clock.systemUTC());
            Identity person = identify(data, id);
            PersonalData.Report report;
            if (out.isPresent()) {
                try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(PrivateFile.make(out.get())))) {
                    report = data.export(person, file);
                }
            } else {
                PrintWriter screen = spec.commandLine().getOut();
                report = data.export(person, new Utf8Output(screen));
                screen.flush();
            }
            say(report, "");
            return 0;
        }
    }

    @Command(
            name = "erase",
            description =
                    "Erases all of it, for good, and says what it was. Asks first. What a source still shows comes"
                            + " back when it is fetched again: exclude the author in the listening profile as well.")
    int erase(
            @Parameters(paramLabel = "ID", description = WHO) String id,
            @Option(names = "--yes", description = "Do not ask.") boolean yes,
            @Mixin ClusterOptions options)
            throws Exception {
        try (ElasticsearchCluster cluster = options.open()) {
            PersonalData data = new PersonalData(cluster, Clock.systemUTC());
            Identity person = identify(data, id);
            if (!yes && !confirmed(data.export(person, OutputStream.nullOutputStream()))) {
                spec.commandLine().getErr().println("crm person erase: nothing was erased");
                return 1;
            }
            say(data.erase(person), "erased ");
            return 0;
        }
    }

    private static Identity identify(PersonalData data, String id) throws IOException, CommandFailure {
        return data.identify(id)
                .orElseThrow(() -> new CommandFailure("nobody is known as " + id
                        + "; give a contact's id, or a handle with its platform such as mastodon:jo@social.example"));
    }

    private boolean confirmed(PersonalData.Report report) throws IOException {
        say(report, "would erase ");
        PrintWriter err = spec.commandLine().getErr();
        err.print("Erase " + report.total() + " documents of " + report.person().id() + " for good? Type yes: ");
        err.flush();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return Optional.ofNullable(in.readLine())
                .filter(answer -> answer.strip().equalsIgnoreCase("yes"))
                .isPresent();
    }

    private void say(PersonalData.Report report, String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("crm person: " + what + report.total() + " documents of "
                + report.person().id() + " ("
                + String.join(
                        ", ",
                        report.person().handles().stream()
                                .map(Object::toString)
                                .sorted()
                                .toList()) + ")");
        report.documents().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(family -> err.println("  " + family.getKey().suffix() + ": " + family.getValue()));
        if (report.namedByOthers() > 0) {
            err.println("  not touched: " + report.namedByOthers() + " of others that name them");
        }
        err.flush();
    }
}

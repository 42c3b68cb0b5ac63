package io.nificrm.local.cli;

import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.idea.Idea;
import io.nificrm.idea.IdeaStatus;
import io.nificrm.idea.IdeaStore;
import io.nificrm.idea.Voice;
import io.nificrm.people.CsvLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code crm ideas}: what people wish for, and what becomes of it. */
@Command(
        name = "ideas",
        description = "Lists what people wish for: rank, people, status, id and title. Most wanted first.")
final class IdeasCommand implements Callable<Integer> {
    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only those that are new, considered, planned, shipped or declined.")
    private Optional<IdeaStatus> status;

    @Option(names = "--query", paramLabel = "LUCENE", description = "Only those that a query finds, e.g. topics:lid.")
    private Optional<String> query;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "25",
            description = "How many at most (default: ${DEFAULT-VALUE}).")
    private int most;

    @Mixin
    private ClusterOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (ElasticsearchCluster cluster = options.open()) {
            for (Idea idea : new IdeaStore(cluster, Clock.systemUTC()).ranked(status, query, most)) {
                out.println(String.format(
                        Locale.ROOT,
                        "%5.1f  %4d  %-10s  %s  %s",
                        idea.rank(),
                        idea.people(),
                        idea.status(),
                        idea.id(),
                        printable(idea.title())));
            }
            out.flush();
            return 0;
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(e.getMessage());
        }
    }

    @Command(name = "set", description = "Gives an idea a status, with its history.")
    int set(
            @Parameters(paramLabel = "ID", description = "The idea, as the list shows it.") String id,
            @Parameters(paramLabel = "STATUS", description = "new, considered, planned, shipped or declined.")
                    IdeaStatus wanted,
            @Option(names = "--note", paramLabel = "TEXT", description = "Why.") Optional<String> note,
            @Option(
                            names = "--who",
                            paramLabel = "NAME",
                            defaultValue = "${sys:user.name}",
                            description = "Who decides (default: ${DEFAULT-VALUE}).")
                    String who,
            @Mixin ClusterOptions cluster)
            throws Exception {
        try (ElasticsearchCluster opened = cluster.open()) {
            IdeaStore ideas = new IdeaStore(opened, Clock.systemUTC());
            return switch (ideas.decide(id, wanted, who, note, Optional.empty())) {
                case IdeaStore.Outcome.Taken taken -> {
                    spec.commandLine()
                            .getOut()
                            .println(taken.idea().status() + "  "
                                    + printable(taken.idea().title()));
                    if (wanted == IdeaStatus.SHIPPED) {
                        spec.commandLine()
                                .getErr()
                                .println("crm ideas: " + taken.idea().toTell().size()
                                        + " people to tell; 'crm ideas tell " + id + "' lists them");
                    }
                    spec.commandLine().getOut().flush();
                    yield 0;
                }
                case IdeaStore.Outcome.Unknown unknown -> throw new CommandFailure(unknown.reason());
                case IdeaStore.Outcome.Refused refused -> throw new CommandFailure(refused.reason());
            };
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(e.getMessage());
        }
    }

    @Command(
            name = "tell",
            description = "Writes who wished for an idea as CSV, each once, with a link to where they said it.")
    int tell(
            @Parameters(paramLabel = "ID", description = "The idea, as the list shows it.") String id,
            @Mixin ClusterOptions cluster)
            throws Exception {
        try (ElasticsearchCluster opened = cluster.open()) {
            Idea idea = find(new IdeaStore(opened, Clock.systemUTC()), id);
            PrintWriter out = spec.commandLine().getOut();
            out.print(line(List.of("author", "name", "person", "at", "url", "text")));
            for (Voice voice : idea.toTell()) {
                out.print(line(List.of(
                        voice.author(),
                        voice.name().orElse(""),
                        voice.person().orElse(""),
                        voice.at().toString(),
                        voice.url().orElse(""),
                        voice.text())));
            }
            out.flush();
            return 0;
        }
    }

    private static Idea find(IdeaStore ideas, String id) throws IOException, CommandFailure {
        return ideas.find(id)
                .orElseThrow(() -> new CommandFailure("there is no idea " + id + "; 'crm ideas' lists them"));
    }

    private static String line(List<String> values) {
        CsvLine line = new CsvLine();
        values.forEach(line::add);
        return line.toString();
    }

    /** Somebody else's words can hold what a terminal obeys. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}

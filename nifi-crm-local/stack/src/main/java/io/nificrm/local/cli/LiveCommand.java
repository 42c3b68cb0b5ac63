package io.nificrm.local.cli;

import io.nificrm.local.Checkout;
import io.nificrm.local.LocalStack;
import io.nificrm.local.Progress;
import io.nificrm.local.StackSettings;
import io.nificrm.local.demo.StoredTouchpoints;
import io.nificrm.local.flow.FlowInstaller;
import io.nificrm.local.flow.FlowParameters;
import io.nificrm.local.flow.SourceParameters;
import io.nificrm.local.live.LiveSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code crm live}: what the world says about the brands of a profile, now. */
@Command(
        name = "live",
        description = {
            "Starts real NiFi and real Elasticsearch with the flow on public sources that need no account: the"
                    + " hashtags of the profile's brands on a Mastodon server, Reddit's search as feeds, the search of"
                    + " Hacker News, Bluesky's firehose, and feeds of your own. Needs a connection to the internet.",
            "Stays until Ctrl-C; what it kept is there at the next start."
        })
final class LiveCommand implements Callable<Integer> {
    private static final Duration STATUS = Duration.ofSeconds(10);

    @Parameters(paramLabel = "PROFILE", description = "The listening profile with your brands.")
    private Path profile;

    @Option(
            names = "--mastodon",
            paramLabel = "URL",
            defaultValue = "https://mastodon.social",
            description = "The Mastodon server to listen to (default: ${DEFAULT-VALUE}).")
    private String mastodon;

    @Option(names = "--feed", paramLabel = "URL", description = "A feed to read too; may be given several times.")
    private List<String> feeds = new ArrayList<>();

    @Option(names = "--fresh", description = "Throw away what earlier runs kept.")
    private boolean fresh;

    @Option(names = "--nifi-port", paramLabel = "PORT", defaultValue = "8080", description = "Port of NiFi.")
    private int nifiPort;

    @Option(
            names = "--elasticsearch-port",
            paramLabel = "PORT",
            defaultValue = "9200",
            description = "Port of Elasticsearch.")
    private int elasticsearchPort;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Ranges ranges = new Ranges(spec.commandLine());
        ranges.port("--nifi-port", nifiPort);
        ranges.port("--elasticsearch-port", elasticsearchPort);
        Progress progress = new Progress(System.err);
        LiveSources sources = LiveSources.of(Profiles.read(profile));
        if (sources.timelines().isEmpty() && feeds.isEmpty()) {
            throw new CommandFailure(profile + " names no brand to listen for");
        }
        Checkout checkout = Checkout.current();
        Path run = checkout.run().resolve("live");
        if (fresh) {
            Folders.delete(run);
        }
        Files.createDirectories(run.resolve("inbox"));
        LocalStack stack =
                LocalStack.start(checkout, StackSettings.of(run).withPorts(nifiPort, elasticsearchPort), progress);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop-live"));
        Map<String, String> parameters = parameters(run, stack, sources);
        String group = progress.step(
                "The flow is imported and started",
                () -> new FlowInstaller(stack.client(), run.resolve("flow.sha256"))
                        .install(checkout.flow(), parameters, Optional.of("1 min")));
        progress.say("""

            Listening to %s on %s
                     and %s
              the flow         %s/nifi/#/process-groups/%s
              Elasticsearch    %s/crm-mentions/_search?pretty
            Ctrl-C ends it.
            """.formatted(
                        String.join(", ", sources.timelines()),
                        mastodon,
                        parameters.get(SourceParameters.FEED_URLS),
                        stack.nifi().url(),
                        group,
                        stack.elasticsearch().url()));
        report(stack, group, progress);
        return 0;
    }

    private Map<String, String> parameters(Path run, LocalStack stack, LiveSources sources) {
        List<String> all = new ArrayList<>(sources.feeds());
        all.addAll(feeds);
        Map<String, String> parameters = new TreeMap<>();
        parameters.put(SourceParameters.MASTODON_INSTANCE, mastodon);
        parameters.put(SourceParameters.MASTODON_TIMELINES, String.join(", ", sources.timelines()));
        parameters.put(SourceParameters.FEED_URLS, String.join(" ", all));
        if (!sources.searches().isEmpty()) {
            parameters.put(SourceParameters.HACKERNEWS_SEARCHES, String.join(", ", sources.searches()));
            parameters.put(SourceParameters.JETSTREAM_KEYWORDS, String.join(", ", sources.keywords()));
            parameters.put(SourceParameters.JETSTREAM_EVERY, "10 secs");
        }
        parameters.put(SourceParameters.INBOX, run.resolve("inbox").toString());
        parameters.put(FlowParameters.PROFILE, profile.toAbsolutePath().toString());
        parameters.put(
                FlowParameters.ELASTICSEARCH_HOSTS, stack.elasticsearch().url().toString());
        parameters.put(FlowParameters.ELASTICSEARCH_AUTHENTICATION, "NONE");
        return parameters;
    }

    private static void report(LocalStack stack, String group, Progress progress) throws InterruptedException {
        try (StoredTouchpoints stored =
                new StoredTouchpoints(stack.elasticsearch().url())) {
            while (true) {
                try {
                    progress.say("in Elasticsearch %d, dead letters %d, waiting in NiFi %d"
                            .formatted(
                                    stored.count(),
                                    stored.countDeadLetters(),
                                    stack.client().status(group).queuedFlowFiles()));
                    stack.client().bulletins().forEach(bulletin -> progress.say("NiFi: " + bulletin));
                } catch (IOException away) {
                    progress.say("One of the servers does not answer: " + away.getMessage());
                }
                Thread.sleep(STATUS);
            }
        }
    }
}

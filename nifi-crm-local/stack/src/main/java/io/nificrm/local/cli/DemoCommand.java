package io.nificrm.local.cli;

import io.nificrm.local.Checkout;
import io.nificrm.local.Progress;
import io.nificrm.local.StackSettings;
import io.nificrm.local.demo.Alerts;
import io.nificrm.local.demo.Check;
import io.nificrm.local.demo.Demo;
import io.nificrm.local.demo.DemoSettings;
import io.nificrm.local.demo.Ideas;
import io.nificrm.local.demo.Learned;
import io.nificrm.local.demo.StoredTouchpoints;
import io.nificrm.local.demo.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code crm demo}: the whole way of a mention on this machine, to look at or to check. */
@Command(
        name = "demo",
        description = {
            "Starts real NiFi and real Elasticsearch, imports the flow, and lets an invented community talk.",
            "Stays until Ctrl-C; what it kept is there at the next start."
        })
final class DemoCommand implements Callable<Integer> {

    private static final Duration STATUS = Duration.ofSeconds(10);
    private static final int SHOWN = 10;

    @Option(
            names = "--check",
            description =
                    "On free ports and in a folder of its own: verify that everything posted is in Elasticsearch"
                            + " exactly once, tagged and routed, that people, ideas and alerts are what was said, print the counts, and end; exit code 0 if so, else 1.")
    private boolean check;

    @Option(names = "--fresh", description = "Throw away what earlier demos kept.")
    private boolean fresh;

    @Option(
            names = "--nifi-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of NiFi (default: ${DEFAULT-VALUE}).")
    private int nifiPort;

    @Option(
            names = "--elasticsearch-port",
            paramLabel = "PORT",
            defaultValue = "9200",
            description = "Port of Elasticsearch (default: ${DEFAULT-VALUE}).")
    private int elasticsearchPort;

    @Option(
            names = "--community-port",
            paramLabel = "PORT",
            defaultValue = "8070",
            description = "Port of the demo community (default: ${DEFAULT-VALUE}).")
    private int communityPort;

    @Option(
            names = "--desk-port",
            paramLabel = "PORT",
            defaultValue = "9090",
            description = "Port of the triage desk (default: ${DEFAULT-VALUE}).")
    private int deskPort;

    @Option(
            names = "--webhook-port",
            paramLabel = "PORT",
            defaultValue = "8085",
            description = "Port to which the community's mail providers post (default: ${DEFAULT-VALUE}).")
    private int webhookPort;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Another seed, another community (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20",
            description = "About how many posts are added each minute (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--history",
            paramLabel = "N",
            defaultValue = "3000",
            description = "About how many posts there are at the beginning (default: ${DEFAULT-VALUE}).")
    private int history;

    @Mixin
    private final GrafanaOption grafana = new GrafanaOption(System.getenv());

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        requireSense();
        grafana.check();
        Instant begun = Instant.now();
        Progress progress = new Progress(System.err);
        Checkout checkout = Checkout.current();
        if (check) {
            return check(checkout, progress, begun);
        }
        Path run = checkout.run().resolve("demo");
        if (fresh) {
            Folders.delete(run);
        }
        StackSettings stack = StackSettings.of(run).withPorts(nifiPort, elasticsearchPort);
        DemoSettings.Ports ports = new DemoSettings.Ports(communityPort, deskPort, webhookPort);
        Demo demo = Demo.start(checkout, new DemoSettings(stack, ports, seed, history, rate, "15 sec"), progress);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(demo, progress), "stop-demo"));
        progress.say(whereToLook(demo, run, begun));
        grafana.provision(demo.stack().elasticsearch().url(), demo.desk().url(), progress);
        report(demo, progress);
        return 0;
    }

    private void requireSense() {
        Ranges ranges = new Ranges(spec.commandLine());
        ranges.port("--nifi-port", nifiPort);
        ranges.port("--elasticsearch-port", elasticsearchPort);
        ranges.port("--community-port", communityPort);
        ranges.port("--desk-port", deskPort);
        ranges.port("--webhook-port", webhookPort);
        ranges.notNegative("--rate", rate);
        ranges.notNegative("--history", history);
    }

    private Integer check(Checkout checkout, Progress progress, Instant begun) throws Exception {
        Path run = checkout.run().resolve("check");
        Folders.delete(run);
        DemoSettings settings =
                new DemoSettings(StackSettings.of(run), DemoSettings.Ports.ANY, seed, history, rate, "10 sec");
        try (Demo demo = Demo.start(checkout, settings, progress)) {
            Verdict verdict = new Check(demo, Profiles.read(checkout.demoProfile()), progress).run();
            print(verdict, System.out);
            if (!verdict.isGood()) {
                explain(demo, progress);
            }
            System.out.println(
                    "crm demo --check: " + (verdict.isGood() ? "passed" : "failed") + " in " + Progress.seconds(begun));
            return verdict.isGood() ? 0 : 1;
        }
    }

    private static void print(Verdict verdict, PrintStream out) {
        out.printf(Locale.ROOT, "%-22s %8s %8s %8s %8s %8s%n", "", "posted", "stored", "judged", "tagged", "routed");
        verdict.sources().forEach((source, tally) -> row(out, source, tally));
        row(out, "all", verdict.total());
        verdict.queues().forEach((queue, count) -> out.printf("  %-20s %8d%n", queue, count));
        list(out, "missing", verdict.missing());
        list(out, "stored twice", verdict.repeated());
        list(out, "wrongly tagged", verdict.wronglyTagged());
        list(out, "wrongly routed", verdict.wronglyRouted());
        list(out, "posted by nobody", verdict.unexpected());
        out.printf(
                "%-22s %8d  of which %d played by the script%n",
                "answered mentions",
                verdict.answers().answered(),
                verdict.answers().played());
        list(out, "wrong response time", verdict.answers().wrongTimes());
        list(out, "wrong outcome", verdict.answers().wrongOutcomes());
        print(verdict.learned(), out);
        out.printf("%-22s %8d%n", "dead letters", verdict.deadLetters());
    }

    private static void print(Learned learned, PrintStream out) {
        out.printf("%-22s %8d%n", "accounts", learned.people().accounts());
        list(out, "wrong people", learned.people().wrong());
        Ideas ideas = learned.ideas();
        out.printf(
                "%-22s %8d  of %d wishes; %d with several voices, of which %d mean several topics%n",
                "ideas", ideas.ideas(), ideas.wishes(), ideas.shared(), ideas.mixed());
        list(out, "wrong ideas", ideas.wrong());
        Alerts alerts = learned.alerts();
        out.printf(
                "%-22s %8d  tell of %d mentions; %d complained of the incidents of the script%n",
                "alerts", alerts.messages(), alerts.told(), alerts.incident());
        list(out, "wrong alerts", alerts.wrong());
    }

    private static void row(PrintStream out, String source, Verdict.Tally tally) {
        out.printf(
                Locale.ROOT,
                "%-22s %8d %8d %8d %8d %8d%n",
                source,
                tally.posted(),
                tally.stored(),
                tally.judged(),
                tally.tagged(),
                tally.routed());
    }

    private static void list(PrintStream out, String what, List<String> ids) {
        out.printf("%-22s %8d%n", what, ids.size());
        ids.stream().limit(SHOWN).forEach(id -> out.println("  " + id));
    }

    /** What a person wants to know first when the check failed. */
    private static void explain(Demo demo, Progress progress) throws IOException, InterruptedException {
        demo.stack().client().bulletins().forEach(bulletin -> progress.say("NiFi: " + bulletin));
        try (StoredTouchpoints stored =
                new StoredTouchpoints(demo.stack().elasticsearch().url())) {
            stored.deadLetterReasons(SHOWN).forEach(reason -> progress.say("dead letter: " + reason));
        }
    }

    private static String whereToLook(Demo demo, Path run, Instant begun) {
        return """

            The demo runs, after %s.
              the flow         %s/nifi/#/process-groups/%s
              the triage desk  %s/queue (user %s, password %s)
              Elasticsearch    %s/crm-mentions/_search?pretty
              the community    %s
              your own items   put files into %s/<format>/
              logs             %s
            Ctrl-C ends it; what it kept is there next time (--fresh throws it away).
            """.formatted(
                        Progress.seconds(begun),
                        demo.stack().nifi().url(),
                        demo.group(),
                        demo.desk().url(),
                        demo.desk().user(),
                        demo.desk().password(),
                        demo.stack().elasticsearch().url(),
                        demo.community().url(),
                        run.resolve("inbox"),
                        run.resolve("logs"));
    }

    /** Says every ten seconds how it goes, until the process is told to end. */
    private static void report(Demo demo, Progress progress) throws InterruptedException {
        try (StoredTouchpoints stored =
                new StoredTouchpoints(demo.stack().elasticsearch().url())) {
            while (true) {
                try {
                    progress.say("posted %d, in Elasticsearch %d, dead letters %d, waiting in NiFi %d"
                            .formatted(
                                    demo.community().stats().posted(),
                                    stored.count(),
                                    stored.countDeadLetters(),
                                    demo.stack().client().status(demo.group()).queuedFlowFiles()));
                } catch (IOException away) {
                    progress.say("One of the servers does not answer: " + away.getMessage());
                }
                Thread.sleep(STATUS);
            }
        }
    }

    private static void stop(Demo demo, Progress progress) {
        progress.say("Stopping NiFi and Elasticsearch ...");
        demo.close();
        progress.say("Stopped.");
    }
}

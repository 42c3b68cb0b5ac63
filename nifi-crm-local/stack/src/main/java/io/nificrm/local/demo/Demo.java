package io.nificrm.local.demo;

import io.nificrm.local.Checkout;
import io.nificrm.local.LocalStack;
import io.nificrm.local.Progress;
import io.nificrm.local.community.CommunityServer;
import io.nificrm.local.community.story.Platform;
import io.nificrm.local.flow.FlowInstaller;
import io.nificrm.local.process.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;

/**
 * A running demo: an invented community talks, a real NiFi listens, a real Elasticsearch keeps.
 *
 * <p>The community's past begins at the first start in a run folder and goes on from there, so that a demo which is
 * started again finds everything it knows at its place.
 */
public final class Demo implements AutoCloseable {

    /** Requests in five minutes: to hear hundreds of people within seconds takes more than a public server allows. */
    private static final int REQUESTS = 1_000_000;

    private static final int POSTS_A_RECIPIENT = 50;

    private final LocalStack stack;
    private final CommunityServer community;
    private final DemoWebhooks webhooks;
    private final DemoDesk desk;
    private final PausableClock clock;
    private final String group;
    private final Started started;

    private Demo(
            LocalStack stack,
            CommunityServer community,
            DemoWebhooks webhooks,
            DemoDesk desk,
            PausableClock clock,
            String group,
            Started started) {
        this.stack = stack;
        this.community = community;
        this.webhooks = webhooks;
        this.desk = desk;
        this.clock = clock;
        this.group = group;
        this.started = started;
    }

    /**
     * Starts community, Elasticsearch, NiFi and the flow.
     *
     * @throws IOException when one of them does not come up; everything else is stopped again
     */
    public static Demo start(Checkout checkout, DemoSettings settings, Progress progress) throws Exception {
        Path run = settings.stack().run();
        Path inbox = Files.createDirectories(run.resolve("inbox"));
        PausableClock clock = new PausableClock(Clock.systemUTC());
        DemoWebhooks webhooks =
                DemoWebhooks.at(port("the webhooks", settings.ports().webhooks()));
        DemoDesk desk =
                DemoDesk.prepare(run, port("the triage desk", settings.ports().desk()));
        CommunityServer.Builder builder = CommunityServer.builder()
                .seed(settings.seed())
                .clock(clock)
                .start(beginning(run, clock))
                .historySize(settings.historySize())
                .livePerMinute(settings.livePerMinute())
                .platforms(EnumSet.allOf(Platform.class))
                .mailRecipients(settings.historySize() / POSTS_A_RECIPIENT)
                .port(settings.ports().community())
                .rateLimits(REQUESTS, REQUESTS);
        webhooks.postFrom(builder);
        try (Started started = new Started()) {
            CommunityServer community = started.with(builder.start());
            started.with(MailCarrier.start(community, inbox.resolve("mime"), run.resolve("mail-bag")));
            LocalStack stack = started.with(LocalStack.start(checkout, settings.stack(), progress));
            DemoParameters parameters = new DemoParameters(checkout.demoProfile(), inbox, community, webhooks, desk);
            String group = progress.step(
                    "The flow is imported and started",
                    () -> new FlowInstaller(stack.client(), run.resolve("flow.sha256"))
                            .install(
                                    checkout.flow(),
                                    parameters.with(stack.elasticsearch().url()),
                                    Optional.of(settings.pollInterval())));
            return new Demo(stack, community, webhooks, desk, clock, group, started.keep());
        }
    }

    /** The servers. */
    public LocalStack stack() {
        return stack;
    }

    /** Who talks. */
    public CommunityServer community() {
        return community;
    }

    /** Where the agent works. */
    public DemoDesk desk() {
        return desk;
    }

    /** Where the flow listens for webhooks. */
    public URI webhooks() {
        return webhooks.url();
    }

    /** NiFi's id of the flow's process group. */
    public String group() {
        return group;
    }

    /** From now on nobody says anything new. */
    public void silence() {
        clock.stop();
    }

    @Override
    public void close() {
        started.close();
    }

    private static int port(String service, int wanted) throws IOException {
        if (wanted == 0) {
            return LoopbackPort.anyFree();
        }
        LoopbackPort.requireFree(service, wanted);
        return wanted;
    }

    private static Instant beginning(Path run, Clock clock) throws IOException {
        Path file = run.resolve("community.start");
        if (!Files.exists(file)) {
            Files.writeString(file, clock.instant().toString());
        }
        return Instant.parse(Files.readString(file).strip());
    }
}

package io.nificrm.local.demo;

import io.nificrm.local.Checkout;
import io.nificrm.local.LocalStack;
import io.nificrm.local.Progress;
import io.nificrm.local.community.CommunityServer;
import io.nificrm.local.flow.FlowInstaller;
import io.nificrm.local.flow.FlowParameters;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A running demo: an invented community talks, a real NiFi listens, a real Elasticsearch keeps.
 *
 * <p>The community's past begins at the first start in a run folder and goes on from there, so that a demo which is
 * started again finds everything it knows at its place.
 */
public final class Demo implements AutoCloseable {

    /** Requests in five minutes: to hear hundreds of people within seconds takes more than a public server allows. */
    private static final int REQUESTS = 1_000_000;

    private final LocalStack stack;
    private final CommunityServer community;
    private final PausableClock clock;
    private final String group;

    private Demo(LocalStack stack, CommunityServer community, PausableClock clock, String group) {
        this.stack = stack;
        this.community = community;
        this.clock = clock;
        this.group = group;
    }

    /**
     * Starts community, Elasticsearch, NiFi and the flow.
     *
     * @throws IOException when one of them does not come up; everything else is stopped again
     */
    public static Demo start(Checkout checkout, DemoSettings settings, Progress progress) throws Exception {
        Path run = settings.stack().run();
        Files.createDirectories(run);
        PausableClock clock = new PausableClock(Clock.systemUTC());
        CommunityServer community = CommunityServer.builder()
                .seed(settings.seed())
                .clock(clock)
                .start(beginning(run, clock))
                .historySize(settings.historySize())
                .livePerMinute(settings.livePerMinute())
                .port(settings.communityPort())
                .rateLimits(REQUESTS, REQUESTS)
                .start();
        try {
            LocalStack stack = LocalStack.start(checkout, settings.stack(), progress);
            try {
                Path inbox = run.resolve("inbox");
                Files.createDirectories(inbox);
                String group = progress.step(
                        "The flow is imported and started",
                        () -> new FlowInstaller(stack.client(), run.resolve("flow.sha256"))
                                .install(
                                        checkout.flow(),
                                        parameters(checkout, settings, stack, community),
                                        Optional.of(settings.pollInterval())));
                return new Demo(stack, community, clock, group);
            } catch (Exception failed) {
                stack.close();
                throw failed;
            }
        } catch (Exception failed) {
            community.close();
            throw failed;
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
        stack.close();
        community.close();
    }

    private static Map<String, String> parameters(
            Checkout checkout, DemoSettings settings, LocalStack stack, CommunityServer community) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put(FlowParameters.BACKLOG, "100 days");
        parameters.put(FlowParameters.ALLOW_PRIVATE_ADDRESSES, "true");
        parameters.put(FlowParameters.MASTODON_INSTANCE, community.url().toString());
        parameters.put(FlowParameters.MASTODON_TIMELINES, timelines(community));
        parameters.put(FlowParameters.MASTODON_TOKEN, CommunityServer.TOKEN);
        parameters.put(
                FlowParameters.FEED_URLS,
                community.feeds().stream().map(URI::toString).collect(Collectors.joining(" ")));
        parameters.put(
                FlowParameters.INBOX, settings.stack().run().resolve("inbox").toString());
        parameters.put(FlowParameters.PROFILE, checkout.demoProfile().toString());
        parameters.put(
                FlowParameters.ELASTICSEARCH_HOSTS, stack.elasticsearch().url().toString());
        parameters.put(FlowParameters.ELASTICSEARCH_AUTHENTICATION, "NONE");
        return parameters;
    }

    /** The public timeline, and those of all people: as on a real server it shows neither reposts nor replies. */
    private static String timelines(CommunityServer community) {
        return Stream.concat(Stream.of("public"), community.accounts().stream().map(account -> "@" + account))
                .collect(Collectors.joining(", "));
    }

    private static Instant beginning(Path run, Clock clock) throws IOException {
        Path file = run.resolve("community.start");
        if (!Files.exists(file)) {
            Files.writeString(file, clock.instant().toString());
        }
        return Instant.parse(Files.readString(file).strip());
    }
}

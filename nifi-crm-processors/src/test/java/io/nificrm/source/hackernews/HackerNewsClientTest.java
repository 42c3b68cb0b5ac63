package io.nificrm.source.hackernews;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.source.Check;
import io.nificrm.source.MemoryPollSession;
import io.nificrm.source.MovableClock;
import io.nificrm.source.NiFiPollSession;
import io.nificrm.source.PlatformStub;
import io.nificrm.source.PlatformTrouble;
import io.nificrm.source.SourceContract;
import io.nificrm.source.SourcePoller;
import io.nificrm.source.SourceProperties;
import io.nificrm.source.SourceScene;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class HackerNewsClientTest {

    private final MovableClock clock = new MovableClock();
    private final HackerNewsServer server = new HackerNewsServer();
    private final MemoryPollSession session = new MemoryPollSession();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
        server.close();
    }

    @Test
    void readsThreePagesBackToTheInitialBacklog() throws Exception {
        server.items(20, settled().minus(Duration.ofDays(2)), 1);
        List<String> recent = server.items(110, settled(), 2);

        poller("coffee").poll(session);

        assertThat(session.deliveries()).hasSize(3);
        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(recent);
    }

    @Test
    void aRestartAnywhereLosesNothingAndRepeatsNothing() throws Exception {
        List<String> all = new ArrayList<>(server.items(170, settled(), 3));
        for (int run = 0; run < 10; run++) {
            session.stopAfter(1);
            clock.advance(Duration.ofSeconds(2));
            all.add(server.item(settled()));
            poller("coffee").poll(session);
        }
        session.stopAfter(Integer.MAX_VALUE);
        SourcePoller<HackerNewsSearch> last = poller("coffee");
        last.poll(session);
        last.poll(session);

        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void leavesTheYoungestToSettle() throws Exception {
        String young = server.item(clock.instant().minusSeconds(30));
        SourcePoller<HackerNewsSearch> poller = poller("coffee");
        poller.poll(session);
        assertThat(session.deliveries()).isEmpty();

        // an older one that the index takes in late
        String late = server.item(clock.instant().minusSeconds(40));
        clock.advance(Duration.ofMinutes(1));
        poller.poll(session);

        assertThat(delivered()).containsExactlyInAnyOrder(young, late);
    }

    @Test
    void saysWhatItWants() throws Exception {
        poller("author:acme", "\"acme coffee\"").poll(session);

        assertThat(server.stub().requests().getFirst().query())
                .containsEntry("query", "")
                .containsEntry("tags", "(story,comment,poll),author_acme");
        assertThat(server.stub().lastRequest().query())
                .containsEntry("query", "\"acme coffee\"")
                .containsEntry("tags", "(story,comment,poll)")
                .containsEntry("typoTolerance", "false")
                .containsEntry("advancedSyntax", "true");
    }

    @Test
    void verifyTellsHowMuchThereIs() throws Exception {
        server.items(3, settled(), 1);
        HackerNewsClient client = client(server, clock);
        opened.add(client);

        assertThat(client.verify(List.of(HackerNewsSearch.parse("coffee"))))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.outcome()).isEqualTo(Check.Outcome.SUCCESSFUL);
                    assertThat(check.explanation()).contains("3 finds, the newest of 2026-03-01T11:59:00Z");
                });
    }

    @Test
    void theProcessorEmitsPages() {
        server.items(3, Instant.now().minusSeconds(90), 1);
        TestRunner runner = TestRunners.newTestRunner(ConsumeHackerNews.class);
        runner.setProperty(ConsumeHackerNews.SEARCHES, "coffee");
        runner.setProperty(ConsumeHackerNews.API_URL, server.stub().address().toString());
        runner.setProperty(SourceProperties.ALLOW_PRIVATE_ADDRESSES, "true");

        runner.run();
        runner.run();

        runner.assertAllFlowFilesTransferred(NiFiPollSession.SUCCESS, 1);
        MockFlowFile page =
                runner.getFlowFilesForRelationship(NiFiPollSession.SUCCESS).getFirst();
        page.assertAttributeEquals("crm.format", "hackernews");
        page.assertAttributeEquals("crm.source.target", "coffee");
        page.assertAttributeEquals("crm.item.count", "3");
    }

    @TestFactory
    Stream<DynamicTest> keepsTheContractOfSources() {
        return SourceContract.tests(new SourceContract.Platform<>(
                () -> listening(100),
                3,
                () -> listening(0),
                platform -> Optional.empty(),
                moment -> new SourceContract.TooMany(
                        PlatformStub.text(429, "application/json", "{\"message\":\"Too many requests\",\"status\":429}")
                                .header("Retry-After", "90"),
                        moment.plusSeconds(90)),
                this::outlived));
    }

    private SourceContract.Outlived<HackerNewsSearch> outlived() {
        HackerNewsServer fresh = new HackerNewsServer();
        return new SourceContract.Outlived<>(
                listening(fresh, 5),
                Integer.MAX_VALUE,
                Duration.ofDays(90),
                moment -> {
                    fresh.forgetAll();
                    return fresh.items(50, moment.minusSeconds(60), 1);
                },
                false);
    }

    private PlatformTrouble.Listening<HackerNewsSearch> listening(int items) {
        return listening(new HackerNewsServer(), items);
    }

    private PlatformTrouble.Listening<HackerNewsSearch> listening(HackerNewsServer fresh, int items) {
        return new PlatformTrouble.Listening<>(
                fresh.stub(),
                time -> client(fresh, time),
                HackerNewsSearch.parse("coffee"),
                fresh.items(items, settled(), 1),
                delivery -> SourceScene.ids(delivery, "/hits", "/objectID"));
    }

    private Instant settled() {
        return clock.instant().minusSeconds(60);
    }

    private List<String> delivered() {
        return SourceScene.ids(session, "/hits", "/objectID");
    }

    private SourcePoller<HackerNewsSearch> poller(String... searches) {
        SourcePoller<HackerNewsSearch> poller = new SourcePoller<>(
                client(server, clock),
                Stream.of(searches).map(HackerNewsSearch::parse).toList(),
                100,
                clock,
                new Random(7));
        opened.add(poller);
        return poller;
    }

    private static HackerNewsClient client(HackerNewsServer server, Clock time) {
        HackerNewsClient.Settings settings = new HackerNewsClient.Settings(
                server.stub().address(),
                HackerNewsItems.STORIES_AND_COMMENTS,
                40,
                Duration.ofDays(1),
                Duration.ofMinutes(1),
                false);
        return new HackerNewsClient(settings, SourceScene.api(), time, new Random(7));
    }
}

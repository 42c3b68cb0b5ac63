package io.nificrm.source.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nificrm.source.Budget;
import io.nificrm.source.Check;
import io.nificrm.source.Fault;
import io.nificrm.source.MemoryPollSession;
import io.nificrm.source.MovableClock;
import io.nificrm.source.NiFiPollSession;
import io.nificrm.source.Page;
import io.nificrm.source.PlatformStub;
import io.nificrm.source.PlatformTrouble;
import io.nificrm.source.SourceContract;
import io.nificrm.source.SourcePoller;
import io.nificrm.source.SourceProperties;
import io.nificrm.source.SourceScene;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XClientTest {

    private final MovableClock clock = new MovableClock();
    private final XServer server = new XServer(clock.instant());
    private final MemoryPollSession session = new MemoryPollSession();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"search:coffee", "mentions:@acme"})
    void readsThreePagesBackToTheInitialBacklog(String target) throws Exception {
        server.posts(20, clock.instant().minus(Duration.ofDays(2)), 1000);
        List<String> recent = server.posts(110, clock.instant(), 1000);

        poller(1_000, target).poll(session);

        assertThat(session.deliveries()).hasSize(3);
        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(recent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"search:coffee", "mentions:@acme"})
    void aRestartAnywhereLosesNothingAndRepeatsNothing(String target) throws Exception {
        List<String> all = new ArrayList<>(server.posts(170, clock.instant(), 5));
        for (int run = 0; run < 10; run++) {
            session.stopAfter(1);
            clock.advance(Duration.ofSeconds(2));
            all.add(server.post(clock.instant()));
            poller(1_000, target).poll(session);
        }
        session.stopAfter(Integer.MAX_VALUE);
        SourcePoller<XTarget> last = poller(1_000, target);
        last.poll(session);
        last.poll(session);

        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void aCursorOlderThanSearchReachesGoesOnWithWhatIsThereAndSaysWhatIsLost() throws Exception {
        server.post(clock.instant().minus(Duration.ofDays(9)));
        String cursor = "{\"delivered\":\"" + server.post(clock.instant().minus(Duration.ofDays(8))) + "\"}";
        XTarget search = XTarget.parse("search:coffee");
        session.handOver(search, Page.empty(cursor, false), Map.of(search.stateKey(), cursor));
        List<String> all = server.posts(50, clock.instant(), 1000);

        poller(1_000, "search:coffee").poll(session);

        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(session.failures()).isEmpty();
        assertThat(session.notices())
                .isNotEmpty()
                .allSatisfy(words -> assertThat(words).contains("can't be had any more"));
    }

    @Test
    void aQuietSearchStaysWithinReachWithoutAWord() throws Exception {
        String only = server.post(clock.instant());
        SourcePoller<XTarget> poller = poller(1_000, "search:coffee");
        for (int day = 0; day < 20; day++) {
            server.at(clock.instant());
            poller.poll(session);
            clock.advance(Duration.ofDays(1));
        }
        server.at(clock.instant());
        String late = server.post(clock.instant().minusSeconds(600));
        poller.poll(session);

        assertThat(delivered()).containsExactly(only, late);
        assertThat(session.notices()).isEmpty();
        assertThat(session.failures()).isEmpty();
    }

    @Test
    void theBudgetPausesUntilTheNextMonthAlsoAcrossARestart() throws Exception {
        List<String> all = server.posts(100, clock.instant(), 1000);
        poller(70, "search:coffee").poll(session);
        assertThat(delivered()).as("two pages of 40").hasSize(80);
        assertThat(session.notices()).singleElement().asString().contains("2026-04-01T00:00:00Z");

        int requests = server.stub().requests().size();
        poller(70, "search:coffee").poll(session);
        assertThat(server.stub().requests()).hasSize(requests);

        clock.advance(Duration.between(clock.instant(), Instant.parse("2026-04-01T00:00:00Z")));
        poller(70, "search:coffee").poll(session);
        assertThat(server.stub().requests().size()).isGreaterThan(requests);
        assertThat(all).containsAll(delivered());
    }

    @Test
    void endpointsHaveTheirOwnRateLimits() throws Exception {
        server.posts(3, clock.instant(), 1000);
        server.stub()
                .interfere(PlatformStub.status(429)
                        .header("x-rate-limit-remaining", "0")
                        .header(
                                "x-rate-limit-reset",
                                Long.toString(clock.instant().plusSeconds(900).getEpochSecond())));

        poller(1_000, "search:coffee", "mentions:@acme").poll(session);

        assertThat(session.deliveries())
                .extracting(MemoryPollSession.Delivery::target)
                .containsExactly("mentions:@acme");
        assertThat(session.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.nextAttempt())
                        .isEqualTo(clock.instant().plusSeconds(900)));
    }

    @Test
    void anUnknownAccountIsTold() throws Exception {
        server.posts(3, clock.instant(), 1000);

        poller(1_000, "@nobody", "search:coffee").poll(session);

        assertThat(delivered()).hasSize(3);
        assertThat(session.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.exception().fault()).isEqualTo(Fault.NOT_FOUND);
            assertThat(failure.exception()).hasMessage("X knows no account @nobody (Could not find user)");
        });
    }

    @Test
    void verifyTellsOfEachTarget() throws Exception {
        server.posts(3, clock.instant(), 1000);
        XClient client = client(server, clock, 10);
        opened.add(client);

        assertThat(client.verify(List.of(XTarget.parse("search:coffee"), XTarget.parse("@nobody"))))
                .extracting(Check::outcome)
                .containsExactly(Check.Outcome.SUCCESSFUL, Check.Outcome.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coffee", "search:", "@", "@way_too_long_for_a_name", "mentions:acme"})
    void saysWhatCannotBeListenedTo(String entry) {
        assertThatThrownBy(() -> XTarget.parse(entry)).hasMessageContaining("'" + entry + "'");
    }

    @Test
    void theProcessorEmitsPages() {
        try (XServer live = new XServer(Instant.now())) {
            live.posts(3, Instant.now().minusSeconds(30), 1000);
            TestRunner runner = TestRunners.newTestRunner(ConsumeX.class);
            runner.setProperty(ConsumeX.TARGETS, "search:coffee");
            runner.setProperty(ConsumeX.BEARER_TOKEN, "secret");
            runner.setProperty(ConsumeX.API_URL, live.stub().address().toString());
            runner.setProperty(SourceProperties.ALLOW_PRIVATE_ADDRESSES, "true");

            runner.run();
            runner.run();

            runner.assertAllFlowFilesTransferred(NiFiPollSession.SUCCESS, 1);
            runner.getFlowFilesForRelationship(NiFiPollSession.SUCCESS)
                    .getFirst()
                    .assertAttributeEquals("crm.format", "x");
            assertThat(live.stub().lastRequest().header("Authorization")).isEqualTo("Bearer secret");
        }
    }

    @TestFactory
    Stream<DynamicTest> keepsTheContractOfSources() {
        return SourceContract.tests(new SourceContract.Platform<>(
                () -> listening(100),
                3,
                () -> listening(0),
                platform -> Optional.of(XTarget.parse("@nobody")),
                moment -> new SourceContract.TooMany(
                        PlatformStub.status(429)
                                .header("x-rate-limit-limit", "450")
                                .header("x-rate-limit-remaining", "0")
                                .header(
                                        "x-rate-limit-reset",
                                        Long.toString(moment.plusSeconds(90).getEpochSecond())),
                        moment.plusSeconds(90)),
                this::outlived));
    }

    /** Search reaches back seven days, and a {@code since_id} beyond is refused. */
    private SourceContract.Outlived<XTarget> outlived() {
        XServer fresh = new XServer(clock.instant());
        return new SourceContract.Outlived<>(
                listening(fresh, 5),
                Integer.MAX_VALUE,
                Duration.ofDays(9),
                moment -> {
                    fresh.at(moment);
                    fresh.post(moment.minus(Duration.ofDays(8)));
                    return fresh.posts(50, moment, 1000);
                },
                true);
    }

    private PlatformTrouble.Listening<XTarget> listening(int items) {
        return listening(new XServer(clock.instant()), items);
    }

    private PlatformTrouble.Listening<XTarget> listening(XServer fresh, int items) {
        return new PlatformTrouble.Listening<>(
                fresh.stub(),
                time -> client(fresh, time, 1_000),
                XTarget.parse("search:coffee"),
                fresh.posts(items, clock.instant(), 1000),
                delivery -> SourceScene.ids(delivery, "/data", "/id"));
    }

    private List<String> delivered() {
        return SourceScene.ids(session, "/data", "/id");
    }

    private SourcePoller<XTarget> poller(long posts, String... targets) {
        SourcePoller<XTarget> poller = new SourcePoller<>(
                client(server, clock, posts),
                Stream.of(targets).map(XTarget::parse).toList(),
                100,
                clock,
                new Random(7));
        opened.add(poller);
        return poller;
    }

    private static XClient client(XServer server, Clock time, long posts) {
        XClient.Settings settings = new XClient.Settings(server.stub().address(), "secret", 40, Duration.ofDays(1));
        Budget budget = new Budget(posts, Budget.Period.MONTH, ZoneOffset.UTC, time);
        return new XClient(settings, SourceScene.api(), budget, time, new Random(7));
    }
}

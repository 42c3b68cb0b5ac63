package io.nificrm.source.bluesky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nificrm.source.Check;
import io.nificrm.source.Fault;
import io.nificrm.source.GapCursor;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlueskyClientTest {

    private final MovableClock clock = new MovableClock();
    private final BlueskyServer server = new BlueskyServer();
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
    @ValueSource(strings = {"search:coffee", "@ann.example"})
    void readsThreePagesBackToTheInitialBacklog(String target) throws Exception {
        server.posts(20, settled().minus(Duration.ofDays(2)), 1000);
        List<String> recent = server.posts(110, settled(), 1000);

        poller(target).poll(session);

        assertThat(session.deliveries()).hasSize(3);
        assertThat(delivered(target)).containsExactlyInAnyOrderElementsOf(recent);
    }

    @ParameterizedTest
    @CsvSource({"search:coffee, 7", "search:coffee, 0", "@ann.example, 7"})
    void aRestartAnywhereLosesNothingAndRepeatsNothing(String target, long millis) throws Exception {
        List<String> all = new ArrayList<>(server.posts(30, settled(), millis));
        for (int run = 0; run < 20; run++) {
            session.stopAfter(1);
            clock.advance(Duration.ofSeconds(2));
            all.addAll(server.posts(7, settled(), 3));
            poller(target).poll(session);
        }
        session.stopAfter(Integer.MAX_VALUE);
        SourcePoller<BlueskyTarget> last = poller(target);
        last.poll(session);
        last.poll(session);

        assertThat(delivered(target)).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void aTokenThatIsNoLongerKnownDoesNotLoseThePlace() throws Exception {
        List<String> all = server.posts(100, settled(), 1000);
        session.stopAfter(1);
        poller("@ann.example").poll(session);
        session.stopAfter(Integer.MAX_VALUE);
        String withoutToken = GapCursor.parse(session.cursors().get("@ann.example"))
                .withToken(Optional.empty())
                .text();
        session.handOver(
                BlueskyTarget.parse("@ann.example"),
                Page.empty(withoutToken, false),
                Map.of("@ann.example", withoutToken));

        poller("@ann.example").poll(session);

        assertThat(delivered("@ann.example")).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void logsInOnceAndAgainWhenTheSessionEnds() throws Exception {
        server.posts(3, settled(), 1000);
        SourcePoller<BlueskyTarget> poller = poller("search:coffee");
        poller.poll(session);
        poller.poll(session);
        assertThat(server.logins()).isEqualTo(1);
        assertThat(server.stub().lastRequest().header("Authorization")).isEqualTo("Bearer session-1");

        server.stub()
                .interfere(PlatformStub.text(
                        400, "application/json", "{\"error\":\"ExpiredToken\",\"message\":\"Token has expired\"}"));
        poller.poll(session);
        clock.advance(Duration.ofMinutes(10));
        poller.poll(session);
        assertThat(server.logins()).isEqualTo(2);
    }

    @Test
    void withoutALoginSearchSaysWhatToDoAndFeedsGoOn() throws Exception {
        server.posts(3, settled(), 1000);
        SourcePoller<BlueskyTarget> poller = new SourcePoller<>(
                client(server, clock, Optional.empty()),
                List.of(BlueskyTarget.parse("search:coffee"), BlueskyTarget.parse("@ann.example")),
                10,
                clock,
                new Random(1));
        opened.add(poller);

        poller.poll(session);

        assertThat(delivered("@ann.example")).hasSize(3);
        assertThat(session.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.exception().fault()).isEqualTo(Fault.NOT_ALLOWED);
            assertThat(failure.exception().nextStep()).contains("App Password");
        });
    }

    @Test
    void verifyTellsOfLoginAndTargets() throws Exception {
        server.posts(1, settled(), 1000);
        BlueskyClient client = client(server, clock, login());
        opened.add(client);

        assertThat(client.verify(List.of(BlueskyTarget.parse("#coffee"), BlueskyTarget.parse("@nobody.example"))))
                .extracting(Check::outcome)
                .containsExactly(Check.Outcome.SUCCESSFUL, Check.Outcome.SUCCESSFUL, Check.Outcome.FAILED);
        BlueskyClient wrong = client(server, clock, Optional.of(new BlueskySettings.Login("ann.example", "wrong")));
        opened.add(wrong);
        assertThat(wrong.verify(List.of()))
                .singleElement()
                .satisfies(check ->
                        assertThat(check.explanation()).contains("Invalid identifier or password", "Next step:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"coffee", "@acme", "#", "search:", "# x"})
    void saysWhatCannotBeListenedTo(String entry) {
        assertThatThrownBy(() -> BlueskyTarget.parse(entry)).hasMessageContaining("'" + entry + "'");
    }

    @Test
    void theProcessorEmitsPages() {
        server.posts(3, Instant.now().minusSeconds(90), 1000);
        TestRunner runner = TestRunners.newTestRunner(ConsumeBluesky.class);
        runner.setProperty(ConsumeBluesky.TARGETS, "search:coffee");
        runner.setProperty(ConsumeBluesky.IDENTIFIER, "@ann.example");
        runner.assertNotValid();
        runner.setProperty(ConsumeBluesky.APP_PASSWORD, "app-pass");
        runner.setProperty(ConsumeBluesky.SERVICE_URL, server.stub().address().toString());
        runner.setProperty(SourceProperties.ALLOW_PRIVATE_ADDRESSES, "true");

        runner.run();
        runner.run();

        runner.assertAllFlowFilesTransferred(NiFiPollSession.SUCCESS, 1);
        runner.getFlowFilesForRelationship(NiFiPollSession.SUCCESS)
                .getFirst()
                .assertAttributeEquals("crm.format", "bluesky");
        runner.getFlowFilesForRelationship(NiFiPollSession.SUCCESS)
                .getFirst()
                .assertAttributeEquals("crm.item.count", "3");
    }

    @Test
    void theProcessorReadsAccountsWithoutALogin() {
        server.posts(2, Instant.now(), 1000);
        TestRunner runner = TestRunners.newTestRunner(ConsumeBluesky.class);
        runner.setProperty(ConsumeBluesky.TARGETS, "@ann.example");
        runner.setProperty(
                ConsumeBluesky.PUBLIC_API_URL, server.stub().address().toString());
        runner.setProperty(SourceProperties.ALLOW_PRIVATE_ADDRESSES, "true");

        runner.run();

        runner.assertAllFlowFilesTransferred(NiFiPollSession.SUCCESS, 1);
    }

    @TestFactory
    Stream<DynamicTest> keepsTheContractOfSources() {
        return SourceContract.tests(new SourceContract.Platform<>(
                () -> listening(100),
                3,
                () -> listening(0),
                platform -> Optional.of(BlueskyTarget.parse("@nobody.example")),
                moment -> new SourceContract.TooMany(
                        PlatformStub.status(429)
                                .header("RateLimit-Limit", "3000")
                                .header("RateLimit-Remaining", "0")
                                .header(
                                        "RateLimit-Reset",
                                        Long.toString(moment.plusSeconds(90).getEpochSecond()))
                                .header("RateLimit-Policy", "3000;w=300"),
                        moment.plusSeconds(90)),
                this::outlived));
    }

    private SourceContract.Outlived<BlueskyTarget> outlived() {
        BlueskyServer fresh = new BlueskyServer();
        PlatformTrouble.Listening<BlueskyTarget> listening = listening(fresh, 100);
        return new SourceContract.Outlived<>(
                listening,
                1,
                Duration.ofHours(5),
                moment -> {
                    fresh.endCursors();
                    List<String> shown = new ArrayList<>(listening.items());
                    shown.add(fresh.post(moment.minusSeconds(61)));
                    return shown;
                },
                false);
    }

    private PlatformTrouble.Listening<BlueskyTarget> listening(int items) {
        return listening(new BlueskyServer(), items);
    }

    private PlatformTrouble.Listening<BlueskyTarget> listening(BlueskyServer fresh, int items) {
        return new PlatformTrouble.Listening<>(
                fresh.stub(),
                time -> client(fresh, time, Optional.empty()),
                BlueskyTarget.parse("@ann.example"),
                fresh.posts(items, settled(), 1000),
                delivery -> SourceScene.ids(delivery, "/feed", "/post/uri"));
    }

    private Instant settled() {
        return clock.instant().minusSeconds(61);
    }

    private List<String> delivered(String target) {
        return target.startsWith("@")
                ? SourceScene.ids(session, "/feed", "/post/uri")
                : SourceScene.ids(session, "/posts", "/uri");
    }

    private static Optional<BlueskySettings.Login> login() {
        return Optional.of(new BlueskySettings.Login("ann.example", "app-pass"));
    }

    private SourcePoller<BlueskyTarget> poller(String target) {
        SourcePoller<BlueskyTarget> poller = new SourcePoller<>(
                client(server, clock, login()), List.of(BlueskyTarget.parse(target)), 100, clock, new Random(7));
        opened.add(poller);
        return poller;
    }

    private static BlueskyClient client(BlueskyServer server, Clock time, Optional<BlueskySettings.Login> login) {
        BlueskySettings settings = new BlueskySettings(
                server.stub().address(), server.stub().address(), login, 40, Duration.ofDays(1), Duration.ofMinutes(1));
        return new BlueskyClient(settings, SourceScene.api(), time, new Random(7));
    }
}

package io.nificrm.source.googleplay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nificrm.source.Check;
import io.nificrm.source.Fault;
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
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GooglePlayClientTest {
    private static final AndroidApp APP = AndroidApp.parse("com.acme.coffee");

    private final MovableClock clock = new MovableClock();
    private final GooglePlayServer server = new GooglePlayServer();
    private final MemoryPollSession session = new MemoryPollSession();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void readsAllPagesWhateverTheirOrderAndEachReviewOnce() throws Exception {
        server.review("b", clock.instant().minusSeconds(50));
        server.review("d", clock.instant().minusSeconds(10));
        server.review("old", clock.instant().minus(Duration.ofDays(9)));
        server.review("a", clock.instant().minusSeconds(90));
        server.review("c", clock.instant().minusSeconds(30));

        run();
        run();

        assertThat(delivered()).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(text(0)).contains("\"packageName\":\"com.acme.coffee\"");
    }

    @Test
    void aReviewThatWasChangedComesAgain() throws Exception {
        server.review("a", clock.instant().minusSeconds(90));
        server.review("b", clock.instant().minusSeconds(80));
        run();
        clock.advance(Duration.ofHours(1));
        server.review("a", clock.instant());
        run();

        assertThat(delivered()).containsExactly("a", "b", "a");
    }

    @Test
    void aRestartInAPassGoesOnAtThePage() throws Exception {
        for (int i = 0; i < 7; i++) {
            server.review("r" + i, clock.instant().minusSeconds(100 - i));
        }
        for (int run = 0; run < 6; run++) {
            session.stopAfter(1);
            run();
        }
        session.stopAfter(Integer.MAX_VALUE);
        run();

        assertThat(delivered()).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void aPassWhosePageIsNoLongerKnownBeginsAnew() throws Exception {
        for (int i = 0; i < 5; i++) {
            server.review("r" + i, clock.instant().minusSeconds(100 - i));
        }
        session.stopAfter(1);
        run();
        server.endTokens();
        session.stopAfter(Integer.MAX_VALUE);
        run();

        assertThat(delivered()).contains("r0", "r1", "r2", "r3", "r4");
        assertThat(session.failures()).isEmpty();
    }

    @Test
    void aKeyThatGoogleRefusesIsToldAndNotShown() throws Exception {
        server.stub()
                .interfere(PlatformStub.text(
                        400,
                        "application/json",
                        "{\"error\":\"invalid_grant\",\"error_description\":\"account not found\"}"));
        run();

        assertThat(session.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.exception().fault()).isEqualTo(Fault.CREDENTIALS_REFUSED);
            assertThat(failure.exception().getMessage()).contains("account not found");
        });
        assertThat(ServiceAccount.parse(server.keyFile()).toString())
                .isEqualTo("ServiceAccount[reader@acme.iam.gserviceaccount.com]");
        assertThatThrownBy(() -> ServiceAccount.parse("{\"type\":\"authorized_user\"}"))
                .hasMessageContaining("another type than service_account");
        assertThatThrownBy(() -> ServiceAccount.parse("secret"))
                .hasMessageContaining("not the JSON file")
                .hasMessageNotContaining("secret");
    }

    @Test
    void verifySignsInAndAsksForEachApp() throws Exception {
        try (GooglePlayClient client = client(server, clock)) {
            assertThat(client.verify(List.of(APP, AndroidApp.parse("com.other.app"))))
                    .extracting(Check::outcome)
                    .containsExactly(Check.Outcome.SUCCESSFUL, Check.Outcome.SUCCESSFUL, Check.Outcome.FAILED);
        }
    }

    @TestFactory
    Stream<DynamicTest> keepsTheContractOfSources() {
        return SourceContract.tests(new SourceContract.Platform<>(
                () -> listening(new GooglePlayServer(), 6),
                3,
                () -> listening(new GooglePlayServer(), 0),
                platform -> Optional.of(AndroidApp.parse("com.other.app")),
                moment -> new SourceContract.TooMany(
                        PlatformStub.text(
                                        429,
                                        "application/json",
                                        "{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\"}}")
                                .header("Retry-After", "90"),
                        moment.plusSeconds(90)),
                GooglePlayClientTest::outlived));
    }

    /** The API shows a week. */
    private static SourceContract.Outlived<AndroidApp> outlived() {
        GooglePlayServer platform = new GooglePlayServer();
        return new SourceContract.Outlived<>(
                listening(platform, 5),
                Integer.MAX_VALUE,
                Duration.ofDays(9),
                moment -> {
                    platform.forgetAll();
                    return IntStream.range(0, 5)
                            .mapToObj(i -> platform.review("late" + i, moment.minusSeconds(i)))
                            .toList();
                },
                true);
    }

    private static PlatformTrouble.Listening<AndroidApp> listening(GooglePlayServer platform, int items) {
        List<String> ids = IntStream.range(0, items)
                .mapToObj(i ->
                        platform.review("r" + i, new MovableClock().instant().minusSeconds(i)))
                .toList();
        return new PlatformTrouble.Listening<>(
                platform.stub(),
                now -> client(platform, now),
                APP,
                ids,
                delivery -> SourceScene.ids(delivery, "/reviews", "/reviewId"));
    }

    @Test
    void aReviewThatChangesAfterItsPageWasReadComesWithTheNextPass() throws Exception {
        for (int i = 0; i < 4; i++) {
            server.review("r" + i, clock.instant().minusSeconds(100 - i));
        }
        session.stopAfter(1);
        run();
        clock.advance(Duration.ofMinutes(10));
        server.review("r0", clock.instant());
        clock.advance(Duration.ofMinutes(10));
        server.review("r3", clock.instant());
        session.stopAfter(Integer.MAX_VALUE);
        run();
        assertThat(delivered()).containsExactly("r0", "r1", "r2", "r3");
        run();
        run();

        assertThat(delivered()).containsExactly("r0", "r1", "r2", "r3", "r0");
    }

    @Test
    void aChangeThatGoogleShowsLaterThanItDatesItIsNotMissed() throws Exception {
        server.review("a", clock.instant());
        run();
        server.review("late", clock.instant().minus(Duration.ofMinutes(50)));
        clock.advance(Duration.ofMinutes(5));
        run();
        run();

        assertThat(delivered()).containsExactly("a", "late");
    }

    @Test
    void whereNothingWasWrittenForLongNothingWasMissed() throws Exception {
        server.review("a", clock.instant());
        for (int day = 0; day < 20; day++) {
            run();
            clock.advance(Duration.ofDays(1));
        }

        assertThat(delivered()).containsExactly("a");
        assertThat(session.notices()).isEmpty();
    }

    @Test
    void worksAsAProcessor() {
        server.review("a", Clock.systemUTC().instant());
        TestRunner runner = TestRunners.newTestRunner(ConsumeGooglePlayReviews.class);
        runner.setProperty(ConsumeGooglePlayReviews.APPS, "com.acme.coffee");
        runner.setProperty(ConsumeGooglePlayReviews.KEY, "{}");
        runner.assertNotValid();
        runner.setProperty(ConsumeGooglePlayReviews.KEY, server.keyFile());
        runner.setProperty(
                ConsumeGooglePlayReviews.API_URL, server.stub().address().toString());
        runner.setProperty(SourceProperties.ALLOW_PRIVATE_ADDRESSES, "true");
        runner.run();

        runner.assertAllFlowFilesTransferred(NiFiPollSession.SUCCESS, 1);
    }

    private void run() throws InterruptedException {
        try (SourcePoller<AndroidApp> poller =
                new SourcePoller<>(client(server, clock), List.of(APP), 100, clock, new Random(1))) {
            poller.poll(session);
        }
    }

    private static GooglePlayClient client(GooglePlayServer server, Clock clock) {
        return new GooglePlayClient(
                server.stub().address(),
                ServiceAccount.parse(server.keyFile()),
                Duration.ofDays(7),
                SourceScene.api(),
                clock,
                new Random(1));
    }

    private String text(int delivery) {
        return new String(session.deliveries().get(delivery).content(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private List<String> delivered() {
        return SourceScene.ids(session, "/reviews", "/reviewId");
    }
}

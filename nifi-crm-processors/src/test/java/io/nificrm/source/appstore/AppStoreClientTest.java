package io.nificrm.source.appstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nificrm.normalize.Collected;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AppStoreClientTest {
    private static final StoreApp APP = StoreApp.parse("us/123456789");

    private final MovableClock clock = new MovableClock();
    private final AppStoreServer server = new AppStoreServer();
    private final MemoryPollSession session = new MemoryPollSession();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void readsThreePagesBackToTheInitialBacklog() throws Exception {
        server.reviews(20, clock.instant().minus(Duration.ofDays(8)));
        List<String> recent = server.reviews(120, clock.instant());

        run();
        run();

        assertThat(session.deliveries()).hasSize(3);
        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(recent);
    }

    @Test
    void aRestartAnywhereLosesNothingAndRepeatsNothing() throws Exception {
        List<String> all = new ArrayList<>(server.reviews(220, clock.instant()));
        for (int run = 0; run < 10; run++) {
            session.stopAfter(1);
            clock.advance(Duration.ofSeconds(90));
            all.add(server.review(clock.instant()));
            run();
        }
        session.stopAfter(Integer.MAX_VALUE);
        run();
        run();

        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void theTenthPageIsTheLast() throws Exception {
        server.reviews(600, clock.instant());

        run();

        assertThat(delivered()).hasSize(500).doesNotHaveDuplicates();
        assertThat(server.stub().requests()).hasSize(10);
    }

    @Test
    void aSingleReviewAndNoReviewAreRead() throws Exception {
        run();
        assertThat(session.deliveries()).isEmpty();
        String only = server.review(clock.instant());
        run();
        assertThat(Collected.of(
                                new AppStoreFormat(),
                                session.deliveries().getFirst().content())
                        .ids())
                .containsExactly("appstore:" + only);
        assertThat(session.failures()).isEmpty();
    }

    @Test
    void anAppIsNamedByCountryAndNumberOrByItsPage() {
        assertThat(StoreApp.parse("https://apps.apple.com/DE/app/acme-coffee/id123456789?l=en"))
                .isEqualTo(new StoreApp("de", "123456789"));
        assertThat(APP.name()).isEqualTo("us/123456789");
        assertThatThrownBy(() -> StoreApp.parse("acme"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("us/123456789");
    }

    @Test
    void verifyTellsWhetherThereAreReviews() throws Exception {
        server.reviews(3, clock.instant());
        try (AppStoreClient client = client(server, clock)) {
            assertThat(client.verify(List.of(APP, StoreApp.parse("us/999999999"))))
                    .satisfiesExactly(
                            found -> assertThat(found.explanation())
                                    .isEqualTo("The store shows reviews; the newest page has 3."),
                            unknown -> assertThat(unknown.outcome()).isEqualTo(Check.Outcome.FAILED));
        }
    }

    @TestFactory
    Stream<DynamicTest> keepsTheContractOfSources() {
        return SourceContract.tests(new SourceContract.Platform<>(
                () -> listening(new AppStoreServer(), 120),
                3,
                () -> listening(new AppStoreServer(), 0),
                platform -> Optional.of(StoreApp.parse("us/999999999")),
                moment -> new SourceContract.TooMany(
                        PlatformStub.status(429).header("Retry-After", "90"), moment.plusSeconds(90)),
                AppStoreClientTest::outlived));
    }

    /** The store shows five hundred reviews. */
    private static SourceContract.Outlived<StoreApp> outlived() {
        AppStoreServer platform = new AppStoreServer();
        return new SourceContract.Outlived<>(
                listening(platform, 5),
                Integer.MAX_VALUE,
                Duration.ofDays(9),
                moment -> {
                    List<String> since = platform.reviews(600, moment);
                    return since.subList(100, 600);
                },
                true);
    }

    private static PlatformTrouble.Listening<StoreApp> listening(AppStoreServer platform, int items) {
        List<String> ids = platform.reviews(items, new MovableClock().instant());
        return new PlatformTrouble.Listening<>(
                platform.stub(),
                now -> client(platform, now),
                APP,
                ids,
                delivery -> SourceScene.ids(delivery, "/feed/entry", "/id/label"));
    }

    @Test
    void worksAsAProcessor() {
        server.reviews(2, Clock.systemUTC().instant());
        TestRunner runner = TestRunners.newTestRunner(ConsumeAppStoreReviews.class);
        runner.setProperty(ConsumeAppStoreReviews.APPS, "acme");
        runner.assertNotValid();
        runner.setProperty(ConsumeAppStoreReviews.APPS, "us/123456789");
        runner.setProperty(
                ConsumeAppStoreReviews.STORE_URL, server.stub().address().toString());
        runner.setProperty(SourceProperties.ALLOW_PRIVATE_ADDRESSES, "true");
        runner.run();
        runner.run();

        runner.assertAllFlowFilesTransferred(NiFiPollSession.SUCCESS, 1);
        Collected reviews = Collected.of(
                new AppStoreFormat(),
                runner.getFlowFilesForRelationship(NiFiPollSession.SUCCESS)
                        .getFirst()
                        .toByteArray());
        assertThat(reviews.touchpoints()).hasSize(2);
    }

    private void run() throws InterruptedException {
        try (SourcePoller<StoreApp> poller =
                new SourcePoller<>(client(server, clock), List.of(APP), 100, clock, new Random(1))) {
            poller.poll(session);
        }
    }

    private static AppStoreClient client(AppStoreServer server, Clock clock) {
        return new AppStoreClient(server.stub().address(), Duration.ofDays(7), SourceScene.api(), clock, new Random(1));
    }

    private List<String> delivered() {
        return SourceScene.ids(session, "/feed/entry", "/id/label");
    }
}

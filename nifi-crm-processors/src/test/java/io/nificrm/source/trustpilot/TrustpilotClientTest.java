package io.nificrm.source.trustpilot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nificrm.normalize.Collected;
import io.nificrm.source.MemoryPollSession;
import io.nificrm.source.MovableClock;
import io.nificrm.source.NiFiPollSession;
import io.nificrm.source.PlatformStub;
import io.nificrm.source.PlatformTrouble;
import io.nificrm.source.SourceContract;
import io.nificrm.source.SourcePoller;
import io.nificrm.source.SourceProperties;
import io.nificrm.source.SourceScene;
import io.nificrm.touchpoint.Touchpoint;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TrustpilotClientTest {
    private static final BusinessUnit ACME = BusinessUnit.parse("acme.example");

    @TestFactory
    Stream<DynamicTest> keepsTheContractOfSources() {
        return SourceContract.tests(new SourceContract.Platform<>(
                () -> listening(new TrustpilotServer(), 250),
                3,
                () -> listening(new TrustpilotServer(), 0),
                platform -> Optional.of(BusinessUnit.parse("nobody.example")),
                moment -> new SourceContract.TooMany(
                        PlatformStub.status(429).header("Retry-After", "90"), moment.plusSeconds(90)),
                TrustpilotClientTest::outlived));
    }

    /** Reviews that were removed are simply not there any more. */
    private static SourceContract.Outlived<BusinessUnit> outlived() {
        TrustpilotServer server = new TrustpilotServer();
        return new SourceContract.Outlived<>(
                listening(server, 5),
                Integer.MAX_VALUE,
                Duration.ofDays(400),
                moment -> {
                    server.forgetAll();
                    return server.reviews(120, moment);
                },
                false);
    }

    private static PlatformTrouble.Listening<BusinessUnit> listening(TrustpilotServer server, int items) {
        List<String> ids = server.reviews(items, new MovableClock().instant());
        return new PlatformTrouble.Listening<>(
                server.stub(),
                clock -> new TrustpilotClient(
                        server.stub().address(), "key", Duration.ofDays(7), SourceScene.api(), clock, new Random(1)),
                ACME,
                ids,
                delivery -> SourceScene.ids(delivery, "/reviews", "/id"));
    }

    @Test
    void anAnswerThatComesLaterIsReadOnceForTheNewestHundredReviews() throws InterruptedException {
        MovableClock clock = new MovableClock();
        MemoryPollSession session = new MemoryPollSession();
        try (TrustpilotServer server = new TrustpilotServer()) {
            List<String> old = server.reviews(1, clock.instant().minus(Duration.ofDays(60)));
            server.answer(old.getFirst(), clock.instant().minus(Duration.ofDays(59)));
            List<String> ids = server.reviews(150, clock.instant());
            server.answer(ids.get(148), clock.instant());
            run(server, clock, session);
            assertThat(delivered(session)).containsExactlyInAnyOrderElementsOf(ids);

            clock.advance(Duration.ofDays(1));
            server.answer(ids.get(149), clock.instant());
            server.answer(ids.get(60), clock.instant());
            server.answer(ids.get(10), clock.instant());
            run(server, clock, session);
            run(server, clock, session);
            server.answer(ids.get(60), clock.instant().plusSeconds(5));
            run(server, clock, session);
        }

        assertThat(session.deliveries().stream().skip(2).map(delivery -> SourceScene.ids(delivery, "/reviews", "/id")))
                .as("the answered ones, then the one whose answer was written anew; not the one on the second page")
                .hasSize(2)
                .satisfiesExactly(
                        answered -> assertThat(answered).hasSize(2),
                        again -> assertThat(again).hasSize(1));
        assertThat(new String(session.deliveries().get(2).content(), StandardCharsets.UTF_8))
                .contains("Sorry!");
    }

    private static void run(TrustpilotServer server, Clock clock, MemoryPollSession session)
            throws InterruptedException {
        try (SourcePoller<BusinessUnit> poller = new SourcePoller<>(
                new TrustpilotClient(
                        server.stub().address(), "key", Duration.ofDays(7), SourceScene.api(), clock, new Random(1)),
                List.of(ACME),
                100,
                clock,
                new Random(1))) {
            poller.poll(session);
        }
    }

    private static List<String> delivered(MemoryPollSession session) {
        return SourceScene.ids(session, "/reviews", "/id");
    }

    @Test
    void aBusinessIsNamedByItsDomainItsIdOrItsPage() {
        assertThat(BusinessUnit.parse("https://www.trustpilot.com/review/Acme.example?page=2"))
                .isEqualTo(ACME);
        assertThat(BusinessUnit.parse("46d6a890ffa235a75b00021d").isId()).isTrue();
        assertThatThrownBy(() -> BusinessUnit.parse("acme"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("acme.example");
    }

    @Test
    void worksAsAProcessor() {
        try (TrustpilotServer server = new TrustpilotServer()) {
            server.reviews(2, Clock.systemUTC().instant());
            TestRunner runner = TestRunners.newTestRunner(ConsumeTrustpilot.class);
            runner.setProperty(ConsumeTrustpilot.BUSINESSES, "acme");
            runner.setProperty(ConsumeTrustpilot.API_KEY, "key");
            runner.assertNotValid();
            runner.setProperty(ConsumeTrustpilot.BUSINESSES, "acme.example");
            runner.setProperty(
                    ConsumeTrustpilot.API_URL, server.stub().address().toString());
            runner.setProperty(SourceProperties.ALLOW_PRIVATE_ADDRESSES, "true");
            runner.run();
            runner.run();

            runner.assertAllFlowFilesTransferred(NiFiPollSession.SUCCESS, 1);
            Collected reviews = Collected.of(
                    new TrustpilotFormat(),
                    runner.getFlowFilesForRelationship(NiFiPollSession.SUCCESS)
                            .getFirst()
                            .toByteArray());
            assertThat(reviews.touchpoints()).hasSize(2);
        }
    }

    @Test
    void aReviewAndItsAnswerBecomeAMentionEach() {
        Collected read = Collected.of(new TrustpilotFormat(), """
                {"links":[],"reviews":[{"id":"5e3","stars":2,"title":"Leaks","text":"The lid leaks","language":"en","numberOfLikes":3,
                 "createdAt":"2026-11-20T08:15:30Z","updatedAt":null,"isVerified":true,"status":"active",
                 "consumer":{"id":"77","displayName":"Jo"},
                 "businessUnit":{"id":"46d","identifyingName":"Acme.example","displayName":"Acme Coffee"},
                 "companyReply":{"text":"Sorry! We send a new one.","createdAt":"2026-11-20T09:15:30Z"}}]}
                {"reviews":[]}{"message":"no"}
                """);

        Touchpoint review = read.touchpoints().getFirst();
        assertThat(review.id()).isEqualTo("trustpilot:5e3");
        assertThat(review.kind()).isEqualTo(Touchpoint.Kind.REVIEW);
        assertThat(review.rating()).hasValue(2);
        assertThat(review.text()).contains("The lid leaks");
        assertThat(review.url()).contains("https://www.trustpilot.com/reviews/5e3");
        assertThat(review.availability()).isEmpty();
        Touchpoint answer = read.touchpoints().getLast();
        assertThat(answer.id()).isEqualTo("trustpilot:5e3#reply");
        assertThat(answer.inReplyTo()).contains("trustpilot:5e3");
        assertThat(answer.timestamp()).isEqualTo(Instant.parse("2026-11-20T09:15:30Z"));
        assertThat(answer.author().orElseThrow().handle()).contains("acme.example");
        assertThat(read.touchpoints()).hasSize(2);
        assertThat(read.reasons()).containsExactly("fields 'id' and 'stars' are missing: this is no review");
    }
}

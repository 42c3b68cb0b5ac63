package io.nificrm.source;

import static io.nificrm.source.PlatformStub.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.source.hackernews.ConsumeHackerNews;
import io.nificrm.touchpoint.SourceEvent;
import io.nificrm.touchpoint.TouchpointJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the shell of all polling sources tells when a platform limits or fails them. */
class SourceEventsTest {
    private final PlatformStub platform = new PlatformStub();

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void aRateLimitIsToldOnceWithTheMomentAtWhichTheSourceGoesOn() throws IOException {
        platform.interfere(status(429).header("Retry-After", "120"));
        TestRunner runner = runner();

        runner.run(3, true);

        List<MockFlowFile> told = runner.getFlowFilesForRelationship(NiFiPollSession.EVENTS);
        assertThat(told).as("while it waits it says nothing").hasSize(1);
        told.getFirst().assertAttributeEquals(CrmAttributes.CONTENT, "source_events");
        SourceEvent event = event(told.getFirst());
        assertThat(event.source()).isEqualTo("hackernews");
        assertThat(event.target()).contains("acme");
        assertThat(event.kind()).isEqualTo("rate_limited");
        assertThat(event.waitSeconds()).isBetween(115L, 120L);
        assertThat(event.until())
                .isBetween(Instant.now().plusSeconds(60), Instant.now().plusSeconds(121));
    }

    @Test
    void aFailureIsToldWithItsKindAndReason() throws IOException {
        platform.interfere(status(503));
        TestRunner runner = runner();

        runner.run();

        SourceEvent event =
                event(runner.getFlowFilesForRelationship(NiFiPollSession.EVENTS).getFirst());
        assertThat(event.kind()).isEqualTo("unavailable");
        assertThat(event.reason()).contains("503");
        assertThat(event.id()).startsWith("hackernews:").hasSizeLessThan(512);
    }

    @Test
    void anAllowanceThatIsUsedUpIsToldOnceForEachPause() throws InterruptedException {
        MovableClock clock = new MovableClock();
        Sparing client = new Sparing(clock);
        Told session = new Told();
        try (SourcePoller<Hashtag> poller = new SourcePoller<>(
                client, List.of(new Hashtag("coffee"), new Hashtag("tea")), 10, clock, new Random(1))) {
            poller.poll(session);
            poller.poll(session);
            assertThat(session.moments).as("one pause").hasSize(1);

            clock.advance(Duration.ofMinutes(16));
            poller.poll(session);
            poller.poll(session);
            assertThat(session.moments).as("and the next").hasSize(2).doesNotHaveDuplicates();
        }
    }

    private TestRunner runner() {
        TestRunner runner = TestRunners.newTestRunner(ConsumeHackerNews.class);
        runner.setProperty("Searches", "acme");
        runner.setProperty("API URL", platform.address().toString());
        runner.setProperty("Allow Private Addresses", "true");
        return runner;
    }

    private static SourceEvent event(MockFlowFile flowFile) throws IOException {
        return TouchpointJson.read(new ObjectMapper().readTree(flowFile.getContent()), SourceEvent.class);
    }

    private record Hashtag(String name) implements Target {}

    /** A platform that grants one request each quarter of an hour. */
    private static final class Sparing implements SourceClient<Hashtag> {
        private final MovableClock clock;
        private Instant notBefore = Instant.MIN;

        Sparing(MovableClock clock) {
            this.clock = clock;
        }

        @Override
        public String format() {
            return "mastodon";
        }

        @Override
        public Page fetch(Hashtag target, Optional<String> cursor) {
            notBefore = clock.instant().plus(Duration.ofMinutes(15));
            return Page.empty("seen", false);
        }

        @Override
        public Instant notBefore(Hashtag target) {
            return notBefore;
        }

        @Override
        public Check verify(Hashtag target) {
            throw new UnsupportedOperationException("nobody asks");
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private static final class Told implements PollSession {
        private final MemoryPollSession session = new MemoryPollSession();
        private final List<Instant> moments = new ArrayList<>();

        @Override
        public Map<String, String> cursors() {
            return session.cursors();
        }

        @Override
        public void handOver(Target target, Page page, Map<String, String> cursors) {
            session.handOver(target, page, cursors);
        }

        @Override
        public void save(Map<String, String> cursors) {
            session.save(cursors);
        }

        @Override
        public void failed(Target target, PlatformException failure, Instant nextAttempt) {
            session.failed(target, failure, nextAttempt);
        }

        @Override
        public void limited(Target target, Instant until) {
            moments.add(until);
        }

        @Override
        public void notice(Target target, String words) {
            session.notice(target, words);
        }

        @Override
        public boolean stopping() {
            return false;
        }
    }
}

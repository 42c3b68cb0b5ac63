package io.nificrm.source.youtube;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.source.MemoryPollSession;
import io.nificrm.source.MovableClock;
import io.nificrm.source.SourcePoller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replies to threads that are no longer among the newest. The source looks through the newest 120 threads, 40 a page. */
class LateRepliesTest {
    private final MovableClock clock = new MovableClock();
    private final YouTubeServer server = new YouTubeServer();
    private final MemoryPollSession session = new MemoryPollSession();
    private List<String> threads = List.of();

    @BeforeEach
    void readAHundredAndThirtyThreads() throws Exception {
        threads = server.threads(130, clock.instant().minusSeconds(1), 1);
        for (int reply = 0; reply < 7; reply++) {
            server.reply(threads.get(60), clock.instant().minusSeconds(1));
        }
        run();
        assertThat(delivered()).hasSize(137);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void areFoundOnceADay() throws Exception {
        clock.advance(Duration.ofHours(20));
        List<String> late = new ArrayList<>(List.of(
                server.reply(threads.get(40), clock.instant()),
                server.reply(threads.get(60), clock.instant()),
                server.reply(threads.get(60), clock.instant())));
        run();
        assertThat(delivered()).as("not before the day is over").doesNotContainAnyElementsOf(late);
        clock.advance(Duration.ofHours(5));
        runs(4);
        assertThat(delivered()).containsAll(late).doesNotHaveDuplicates();

        clock.advance(Duration.ofDays(1));
        late.add(server.reply(threads.get(40), clock.instant()));
        runs(4);
        assertThat(delivered()).containsAll(late).hasSize(137 + 4).doesNotHaveDuplicates();
    }

    @Test
    void beyondThoseThatAreLookedThroughAreNotFound() throws Exception {
        clock.advance(Duration.ofDays(2));
        server.reply(threads.get(5), clock.instant());
        runs(6);

        assertThat(delivered()).hasSize(137);
    }

    @Test
    void costAPageARunAndOneForEachThreadThatMayHaveNewOnes() throws Exception {
        clock.advance(Duration.ofDays(1));
        server.reply(threads.get(50), clock.instant());
        int before = requests();

        for (int run = 0; run < 3; run++) {
            run();
        }

        assertThat(requests() - before)
                .as("three passes, three pages, one thread with a late reply, one of which some replies are not shown")
                .isEqualTo(3 + 3 + 2);
        run();
        assertThat(requests() - before).as("then it is quiet").isEqualTo(9);
    }

    @Test
    void areFoundAcrossRestartsAnywhereBesideWhatIsNew() throws Exception {
        clock.advance(Duration.ofDays(1));
        List<String> expected = new ArrayList<>(List.of(server.reply(threads.get(20), clock.instant())));
        for (int run = 0; run < 20; run++) {
            clock.advance(Duration.ofMinutes(1));
            expected.add(server.thread(clock.instant()));
            session.stopAfter(1);
            run();
        }
        session.stopAfter(Integer.MAX_VALUE);
        runs(3);

        assertThat(delivered()).containsAll(expected).doesNotHaveDuplicates();
    }

    @Test
    void areLookedForAgainWhereThePlatformForgotThePlace() throws Exception {
        clock.advance(Duration.ofDays(1));
        String late = server.reply(threads.get(20), clock.instant());
        run();
        server.endTokens();
        runs(8);

        assertThat(delivered()).contains(late).doesNotHaveDuplicates();
        assertThat(session.failures()).isEmpty();
    }

    private void runs(int count) throws InterruptedException {
        for (int run = 0; run < count; run++) {
            run();
        }
    }

    /** By a source that was just started. */
    private void run() throws InterruptedException {
        try (SourcePoller<YouTubeTarget> poller = new SourcePoller<>(
                YouTubeClientTest.client(server, clock, 10_000),
                List.of(YouTubeTarget.parse("video:" + YouTubeServer.VIDEO)),
                1_000,
                clock,
                new Random(7))) {
            poller.poll(session);
        }
    }

    private int requests() {
        return server.stub().requests().size();
    }

    private List<String> delivered() {
        return session.deliveries().stream()
                .flatMap(delivery -> YouTubeClientTest.ids(delivery).stream())
                .toList();
    }
}

package io.nificrm.source;

import static io.nificrm.source.PlatformStub.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nificrm.source.PlatformTrouble.Listening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What every polling source promises, whatever its platform: pages to the last one, silence where there is nothing, exactness
 * across restarts, patience as long as the platform says, one target's trouble for itself; and everything of {@link
 * PlatformTrouble}.
 */
public final class SourceContract {

    /**
     * A refusal of too many requests in the platform's own words and headers.
     *
     * @param until when it allows the next one
     */
    public record TooMany(PlatformStub.Answer answer, Instant until) {}

    /**
     * A platform, as its source sees it.
     *
     * @param full opens one that holds items
     * @param pages how many pages these take
     * @param empty opens one that holds nothing
     * @param missing a target that this platform does not know; absent where it answers whatever is asked
     * @param tooMany how it refuses too many requests at a moment
     */
    public record Platform<T extends Target>(
            Supplier<Listening<T>> full,
            int pages,
            Supplier<Listening<T>> empty,
            Function<Listening<T>, Optional<T>> missing,
            Function<Instant, TooMany> tooMany) {}

    private SourceContract() {}

    public static <T extends Target> Stream<DynamicTest> tests(Platform<T> platform) {
        Stream<DynamicTest> own = Stream.of(
                dynamicTest(platform.pages() + " pages", () -> pages(platform)),
                dynamicTest("nothing there", () -> nothing(platform)),
                dynamicTest("a restart after every page", () -> restarts(platform)),
                dynamicTest("trouble and a restart in the middle", () -> troubleInTheMiddle(platform)),
                dynamicTest("too many requests, in the platform's own words", () -> tooMany(platform)),
                dynamicTest("one target of several is missing", () -> missing(platform)));
        return Stream.concat(own, PlatformTrouble.tests(platform.full()));
    }

    /** A source at work. */
    private static final class Scene<T extends Target> implements AutoCloseable {

        private final Listening<T> listening;
        private final MovableClock clock = new MovableClock();
        private final MemoryPollSession session = new MemoryPollSession();
        private final List<SourcePoller<T>> pollers = new ArrayList<>();

        private Scene(Listening<T> listening) {
            this.listening = listening;
        }

        /** A source that was just started, and knows only what is saved. */
        private SourcePoller<T> start(List<T> targets) {
            SourcePoller<T> poller =
                    new SourcePoller<>(listening.client().apply(clock), targets, 100, clock, new Random(1));
            pollers.add(poller);
            return poller;
        }

        private SourcePoller<T> start() {
            return start(List.of(listening.target()));
        }

        private void expectEverythingOnce() {
            assertThat(session.deliveries().stream().flatMap(delivery -> listening.read().apply(delivery).stream()))
                    .containsExactlyInAnyOrderElementsOf(listening.items());
        }

        @Override
        public void close() {
            pollers.forEach(SourcePoller::close);
            listening.stub().close();
        }
    }

    private static <T extends Target> void pages(Platform<T> platform) throws InterruptedException {
        try (Scene<T> scene = new Scene<>(platform.full().get())) {
            SourcePoller<T> poller = scene.start();
            poller.poll(scene.session);
            assertThat(scene.session.deliveries()).hasSize(platform.pages());
            poller.poll(scene.session);
            scene.expectEverythingOnce();
            assertThat(scene.session.failures()).isEmpty();
        }
    }

    private static <T extends Target> void nothing(Platform<T> platform) throws InterruptedException {
        try (Scene<T> scene = new Scene<>(platform.empty().get())) {
            SourcePoller<T> poller = scene.start();
            poller.poll(scene.session);
            poller.poll(scene.session);
            assertThat(scene.session.deliveries()).isEmpty();
            assertThat(scene.session.failures()).isEmpty();
        }
    }

    private static <T extends Target> void restarts(Platform<T> platform) throws InterruptedException {
        try (Scene<T> scene = new Scene<>(platform.full().get())) {
            for (int run = 0; run < platform.pages() + 2; run++) {
                scene.session.stopAfter(1);
                scene.start().poll(scene.session);
            }
            scene.expectEverythingOnce();
        }
    }

    private static <T extends Target> void troubleInTheMiddle(Platform<T> platform) throws InterruptedException {
        try (Scene<T> scene = new Scene<>(platform.full().get())) {
            scene.session.stopAfter(1);
            scene.start().poll(scene.session);
            scene.session.stopAfter(Integer.MAX_VALUE);
            scene.listening.stub().interfere(status(502));
            scene.start().poll(scene.session);
            assertThat(scene.session.failures()).hasSize(1);

            SourcePoller<T> restarted = scene.start();
            restarted.poll(scene.session);
            restarted.poll(scene.session);
            scene.expectEverythingOnce();
        }
    }

    private static <T extends Target> void tooMany(Platform<T> platform) throws InterruptedException {
        try (Scene<T> scene = new Scene<>(platform.full().get())) {
            TooMany refusal = platform.tooMany().apply(scene.clock.instant());
            scene.listening.stub().interfere(refusal.answer());
            SourcePoller<T> poller = scene.start();
            poller.poll(scene.session);
            assertThat(scene.session.failures()).singleElement().satisfies(failure -> {
                assertThat(failure.exception().fault()).isEqualTo(Fault.RATE_LIMITED);
                assertThat(failure.nextAttempt()).isEqualTo(refusal.until());
            });

            int requests = scene.listening.stub().requests().size();
            scene.clock.advance(
                    Duration.between(scene.clock.instant(), refusal.until()).minusSeconds(1));
            poller.poll(scene.session);
            assertThat(scene.listening.stub().requests()).hasSize(requests);

            scene.clock.advance(Duration.ofSeconds(1));
            poller.poll(scene.session);
            scene.expectEverythingOnce();
        }
    }

    private static <T extends Target> void missing(Platform<T> platform) throws InterruptedException {
        try (Scene<T> scene = new Scene<>(platform.full().get())) {
            Optional<T> unknown = platform.missing().apply(scene.listening);
            assumeTrue(unknown.isPresent(), "the platform answers whatever is asked");
            T target = unknown.orElseThrow();
            scene.start(List.of(target, scene.listening.target())).poll(scene.session);
            scene.expectEverythingOnce();
            assertThat(scene.session.failures()).singleElement().satisfies(failure -> {
                assertThat(failure.target()).isEqualTo(target.name());
                assertThat(failure.exception().fault()).isEqualTo(Fault.NOT_FOUND);
                assertThat(failure.exception().nextStep()).isNotBlank();
            });
        }
    }
}

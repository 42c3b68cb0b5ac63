package io.nificrm.source;

import static io.nificrm.source.PlatformStub.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nificrm.source.PlatformTrouble.Listening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
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
     * A platform that no longer has what a cursor points to.
     *
     * @param pages how many pages are read before; with less than all of them the source goes away in the middle of a pass
     * @param away for how long
     * @param forget makes the platform forget, at the moment at which the source comes back, and says what it shows then
     * @param told whether something may be lost that nobody had read, which the operator has to know
     */
    public record Outlived<T extends Target>(
            Listening<T> listening, int pages, Duration away, Function<Instant, List<String>> forget, boolean told) {}

    /**
     * A platform, as its source sees it.
     *
     * @param full opens one that holds items
     * @param pages how many pages these take
     * @param empty opens one that holds nothing
     * @param missing a target that this platform does not know; absent where it answers whatever is asked
     * @param tooMany how it refuses too many requests at a moment
     * @param outlived how it forgets what a source that was away goes on from
     */
    public record Platform<T extends Target>(
            Supplier<Listening<T>> full,
            int pages,
            Supplier<Listening<T>> empty,
            Function<Listening<T>, Optional<T>> missing,
            Function<Instant, TooMany> tooMany,
            Supplier<Outlived<T>> outlived) {}

    private SourceContract() {}

    public static <T extends Target> Stream<DynamicTest> tests(Platform<T> platform) {
        Stream<DynamicTest> own = Stream.of(
                dynamicTest(platform.pages() + " pages", () -> pages(platform)),
                dynamicTest("nothing there", () -> nothing(platform)),
                dynamicTest("a restart after every page", () -> restarts(platform)),
                dynamicTest("trouble and a restart in the middle", () -> troubleInTheMiddle(platform)),
                dynamicTest("too many requests, in the platform's own words", () -> tooMany(platform)),
                dynamicTest("one target of several is missing", () -> missing(platform)),
                dynamicTest("a cursor older than the platform keeps", () -> outlived(platform)));
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

        private List<String> read() {
            return session.deliveries().stream()
                    .flatMap(delivery -> listening.read().apply(delivery).stream())
                    .toList();
        }

        private void expectEverythingOnce() {
            assertThat(read()).containsExactlyInAnyOrderElementsOf(listening.items());
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

    /** Nothing twice, nothing missed of what the platform still has, and a word about what it has not. */
    private static <T extends Target> void outlived(Platform<T> platform) throws InterruptedException {
        Outlived<T> outlived = platform.outlived().get();
        try (Scene<T> scene = new Scene<>(outlived.listening())) {
            scene.session.stopAfter(outlived.pages());
            scene.start().poll(scene.session);
            scene.session.stopAfter(Integer.MAX_VALUE);
            assertThat(scene.session.notices()).isEmpty();
            Set<String> expected = new LinkedHashSet<>(scene.read());
            assertThat(expected).isNotEmpty();
            scene.clock.advance(outlived.away());
            expected.addAll(outlived.forget().apply(scene.clock.instant()));

            SourcePoller<T> restarted = scene.start();
            for (int run = 0; run < 3; run++) {
                restarted.poll(scene.session);
            }

            assertThat(scene.read()).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(scene.session.failures()).isEmpty();
            assertThat(scene.session.notices().isEmpty())
                    .as("%s", scene.session.notices())
                    .isEqualTo(!outlived.told());
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

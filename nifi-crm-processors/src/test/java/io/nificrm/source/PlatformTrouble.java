package io.nificrm.source;

import static io.nificrm.source.PlatformStub.huge;
import static io.nificrm.source.PlatformStub.status;
import static io.nificrm.source.PlatformStub.text;
import static io.nificrm.source.PlatformStub.truncated;
import static io.nificrm.source.PlatformStub.webPage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What every source must survive, whatever its platform: each trouble comes once or a few times, is reported with what to do,
 * and afterwards everything is delivered exactly once.
 */
public final class PlatformTrouble {

    /**
     * A platform that holds items, and a source that listens to it. The client must give up an answer after a second, and
     * refuse one larger than a megabyte.
     *
     * @param client opens a client with the given clock
     * @param items what the platform holds, by the names that {@code read} gives
     * @param read the names of the items in a delivered page
     */
    public record Listening<T extends Target>(
            PlatformStub stub,
            Function<Clock, SourceClient<T>> client,
            T target,
            List<String> items,
            Function<MemoryPollSession.Delivery, List<String>> read) {}

    private PlatformTrouble() {}

    public static <T extends Target> Stream<DynamicTest> tests(Supplier<Listening<T>> scene) {
        return Stream.of(
                test("500 twice, then fine", scene, Fault.UNAVAILABLE, stub -> answers(status(500), status(500))),
                test(
                        "503 with Retry-After",
                        scene,
                        Fault.UNAVAILABLE,
                        stub -> answers(status(503).header("Retry-After", "60"))),
                test("a stalling body", scene, Fault.UNAVAILABLE, stub -> answers(stub.stalling())),
                test("a truncated body", scene, Fault.UNAVAILABLE, stub -> answers(truncated())),
                test("a body of 100 MB", scene, Fault.UNREADABLE, stub -> answers(huge(100_000_000))),
                test(
                        "a compressed bomb",
                        scene,
                        Fault.UNREADABLE,
                        stub -> answers(PlatformStub.compressedBomb(20_000_000))),
                test("a web page instead of data", scene, Fault.UNREADABLE, stub -> answers(webPage())),
                test("401", scene, Fault.CREDENTIALS_REFUSED, stub -> answers(text(401, "application/json", "{}"))),
                test("403", scene, Fault.NOT_ALLOWED, stub -> answers(text(403, "application/json", "{}"))),
                test("404", scene, Fault.NOT_FOUND, stub -> answers(status(404))),
                test(
                        "429 with Retry-After",
                        scene,
                        Fault.RATE_LIMITED,
                        stub -> answers(status(429).header("Retry-After", "30"))),
                test("429 without a word", scene, Fault.RATE_LIMITED, stub -> answers(status(429))));
    }

    private static PlatformStub.Answer[] answers(PlatformStub.Answer... answers) {
        return answers;
    }

    private static <T extends Target> DynamicTest test(
            String name,
            Supplier<Listening<T>> scene,
            Fault expected,
            Function<PlatformStub, PlatformStub.Answer[]> trouble) {
        return dynamicTest(name, () -> {
            Listening<T> listening = scene.get();
            MovableClock clock = new MovableClock();
            MemoryPollSession session = new MemoryPollSession();
            try (PlatformStub stub = listening.stub();
                    SourcePoller<T> poller = new SourcePoller<>(
                            listening.client().apply(clock), List.of(listening.target()), 100, clock, new Random(1))) {
                PlatformStub.Answer[] answers = trouble.apply(stub);
                stub.interfere(answers);
                for (PlatformStub.Answer ignored : answers) {
                    poller.poll(session);
                    expectPatience(stub, poller, session);
                    clock.advance(Duration.ofHours(7));
                }
                assertThat(session.deliveries()).isEmpty();
                assertThat(session.failures()).hasSize(answers.length).allSatisfy(failure -> {
                    assertThat(failure.exception().fault()).isEqualTo(expected);
                    assertThat(failure.exception().getMessage()).isNotBlank();
                    assertThat(failure.exception().nextStep()).isNotBlank();
                });
                poller.poll(session);
                poller.poll(session);
                assertThat(session.failures()).hasSize(answers.length);
                assertThat(session.deliveries().stream().flatMap(delivery -> listening.read().apply(delivery).stream()))
                        .containsExactlyInAnyOrderElementsOf(listening.items());
            }
        });
    }

    /** Until the announced moment the platform is left alone. */
    private static void expectPatience(PlatformStub stub, SourcePoller<?> poller, MemoryPollSession session)
            throws InterruptedException {
        int requests = stub.requests().size();
        int failures = session.failures().size();
        poller.poll(session);
        assertThat(stub.requests()).hasSize(requests);
        assertThat(session.failures()).hasSize(failures);
    }
}

package io.nificrm.source.jetstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictTrainer;
import io.nificrm.source.Check;
import io.nificrm.source.Fault;
import io.nificrm.source.MemoryPollSession;
import io.nificrm.source.MovableClock;
import io.nificrm.source.Page;
import io.nificrm.source.Target;
import io.nificrm.source.http.GuardedHttpClient;
import io.nificrm.source.http.HttpSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JetstreamRunTest {

    private static final Pattern RKEY = Pattern.compile("\"rkey\":\"(\\w+)\"");
    private static final int ALL = Integer.MAX_VALUE;

    private final MovableClock clock = new MovableClock();
    private final Firehose firehose = new Firehose();
    private final MemoryPollSession session = new MemoryPollSession();
    private final List<AutoCloseable> opened = new ArrayList<>();

    private List<String> keywords = List.of();
    private Optional<byte[]> dictionary = Optional.empty();
    private int queueEvents = 1_000;

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
    }

    @Test
    void asksForWhatIsWantedAndHandsOverWhatCame() throws Exception {
        WebSocketServer server = server(firehose.instance(0, ALL));
        List<String> all = say(3);
        long begin = micros();
        JetstreamRun run = run(server);
        run.run(session);
        runUntilDelivered(run, 3);

        assertThat(delivered()).containsExactlyElementsOf(all);
        WebSocketServer.Connection connection = server.connections().getFirst();
        assertThat(connection.parameter("wantedCollections")).containsExactly("app.bsky.feed.post", "app.bsky.feed.*");
        assertThat(connection.parameter("wantedDids")).containsExactly("did:plc:ann");
        assertThat(connection.parameter("maxMessageSizeBytes")).containsExactly("10000");
        assertThat(connection.parameter("compress")).isEmpty();
        assertThat(connection.parameter("cursor")).containsExactly(Long.toString(begin - 3_600_000_000L - 5_000_000L));
        assertThat(session.deliveries().getFirst().items().mimeType()).isEqualTo("application/x-ndjson");
    }

    @Test
    void batchesByNumberAndByTime() throws Exception {
        JetstreamRun run = run(server(firehose.instance(0, ALL)));
        run.run(session);
        say(25);
        await().until(() -> {
            run.run(session);
            return session.deliveries().size() == 2;
        });
        assertThat(session.deliveries())
                .allSatisfy(page -> assertThat(page.items().count()).isEqualTo(10));

        run.run(session);
        assertThat(session.deliveries()).hasSize(2);
        runUntilDelivered(run, 25);
        assertThat(session.deliveries()).hasSize(3);
    }

    @Test
    void aClosedConnectionIsOpenedAgainWithTheOverlapAndNothingComesTwice() throws Exception {
        WebSocketServer server = server(firehose.instance(0, 7));
        List<String> all = say(50);
        JetstreamRun run = run(server);
        runUntilDelivered(run, 50);

        assertThat(delivered()).containsExactlyElementsOf(all);
        assertThat(server.connections().size()).isGreaterThan(5);
        assertThat(session.failures()).isNotEmpty().allSatisfy(failure -> {
            assertThat(failure.exception().fault()).isEqualTo(Fault.UNAVAILABLE);
            assertThat(failure.exception().getMessage()).contains("status 1001: going away");
        });
    }

    @Test
    void anotherInstanceGoesOnAlthoughItsClockDiffers() throws Exception {
        WebSocketServer first = server(firehose.instance(0, 20));
        WebSocketServer second = server(firehose.instance(-2_000_000, ALL));
        List<String> all = say(20);
        JetstreamRun run = run(first, second);
        runUntilDelivered(run, 20);
        all.addAll(say(30));
        runUntilDelivered(run, 50);

        assertThat(delivered()).containsExactlyElementsOf(all);
        assertThat(second.connections()).isNotEmpty();
    }

    @Test
    void anInstanceThatRefusesIsPassedOver() throws Exception {
        WebSocketServer full = server(firehose.instance(0, ALL));
        full.refuse(Optional.of(503));
        List<String> all = say(5);
        JetstreamRun run = run(full, server(firehose.instance(0, ALL)));
        runUntilDelivered(run, 5);

        assertThat(delivered()).containsExactlyElementsOf(all);
        assertThat(session.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.exception()).hasMessageContaining("refused the connection with status 503");
            assertThat(failure.nextAttempt()).isAfter(clock.instant().minusSeconds(60));
        });
    }

    @Test
    void pausesBetweenAttemptsGrow() throws Exception {
        WebSocketServer server = server(firehose.instance(0, ALL));
        server.refuse(Optional.of(500));
        JetstreamRun run = run(server);
        List<Duration> pauses = new ArrayList<>();
        for (int attempt = 0; attempt < 10; attempt++) {
            run.run(session);
            run.run(session);
            assertThat(session.failures()).hasSize(attempt + 1);
            pauses.add(Duration.between(
                    clock.instant(), session.failures().getLast().nextAttempt()));
            clock.advance(pauses.getLast());
        }

        assertThat(pauses.getFirst()).isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(pauses.getLast()).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(2));
    }

    @Test
    void aRestartAnywhereLosesNothingAndRepeatsNothing() throws Exception {
        WebSocketServer server = server(firehose.instance(0, ALL));
        List<String> all = new ArrayList<>();
        for (int restart = 0; restart < 8; restart++) {
            all.addAll(say(13));
            JetstreamRun run = run(server);
            int before = session.deliveries().size();
            await().until(() -> {
                session.stopAfter(1);
                clock.advance(Duration.ofMillis(100));
                run.run(session);
                return session.deliveries().size() > before;
            });
            run.close();
        }
        session.stopAfter(ALL);
        runUntilDelivered(run(server), all.size());

        assertThat(delivered()).containsExactlyElementsOf(all);
    }

    @Test
    void whatCouldNotBeHandedOverComesAgain() throws Exception {
        List<String> all = say(10);
        JetstreamRun run = run(server(firehose.instance(0, ALL)));
        AtomicInteger attempts = new AtomicInteger();
        RefusingSession refusing = new RefusingSession(new MemoryPollSession(), attempts);
        await().until(() -> {
            clock.advance(Duration.ofSeconds(1));
            try {
                run.run(refusing);
                return false;
            } catch (IllegalStateException refused) {
                return true;
            }
        });
        runUntilDelivered(run, 10);

        assertThat(attempts).hasValue(1);
        assertThat(delivered()).containsExactlyElementsOf(all);
    }

    @Test
    void keepsOnlyEventsWithAKeywordAndItsCursorMovesWithTheOthersToo() throws Exception {
        keywords = List.of("Acme Coffee", "ESPRESSO", "\"q\" & <b>", "śliwka");
        List<String> wanted = new ArrayList<>();
        WebSocketServer server = server(firehose.instance(0, ALL));
        say(20);
        wanted.add(firehose.post("I love ACME   coffee", tick()));
        wanted.add(firehose.post("acme\\ncoffee", tick()));
        wanted.add(firehose.post("doppio-espressos", tick()));
        wanted.add(firehose.post("\\\"Q\\\" \\u0026 \\u003cB\\u003e", tick()));
        wanted.add(firehose.post("ŚLIWKA", tick()));
        wanted.add(firehose.post("\\u015aliwka", tick()));
        firehose.post("acme and coffee", tick());
        say(20);
        JetstreamRun run = run(server);
        runUntilDelivered(run, wanted.size());
        await().until(() -> {
            clock.advance(Duration.ofSeconds(1));
            run.run(session);
            return session.cursors().getOrDefault("cursor", "").equals(Long.toString(lastMicros));
        });

        assertThat(delivered()).containsExactlyElementsOf(wanted);
    }

    @Test
    void garbageIsHandedOverForTheNextStepToTell() throws Exception {
        WebSocketServer server = server(connection -> {
            connection.text("no json");
            connection.text(Firehose.json("3la", micros(), "fine"));
            connection.text("{\"kind\":");
            connection.awaitEnd();
        });
        JetstreamRun run = run(server);
        await().until(() -> {
            clock.advance(Duration.ofSeconds(1));
            run.run(session);
            return lines().size() == 3;
        });

        assertThat(lines()).startsWith("no json").endsWith("{\"kind\":");
    }

    @Test
    void anAddressThatSendsNothingButGarbageIsLeft() throws Exception {
        WebSocketServer server = server(connection -> {
            for (int i = 0; i < 200; i++) {
                connection.text("hello");
            }
            connection.awaitEnd();
        });
        List<String> all = say(5);
        JetstreamRun run = run(server, server(firehose.instance(0, ALL)));
        runUntilDelivered(run, 5);

        assertThat(delivered()).containsExactlyElementsOf(all);
        assertThat(session.failures().getFirst().exception()).hasMessageContaining("no events of Jetstream");
    }

    @Test
    void brokenFramesEndTheConnectionOnly() throws Exception {
        WebSocketServer server = server(connection -> {
            connection.text(Firehose.json("broken", micros(), "before"));
            connection.raw(new byte[] {(byte) 0xff, (byte) 0xff, 0, 1, 2, 3});
            connection.awaitEnd();
        });
        List<String> all = say(5);
        JetstreamRun run = run(server, server(firehose.instance(0, ALL)));
        runUntilDelivered(run, 6);

        assertThat(delivered()).containsAll(all).contains("broken");
        assertThat(session.failures()).isNotEmpty();
    }

    @Test
    void anOversizedEventIsLeftOutAndTold() throws Exception {
        WebSocketServer server = server(connection -> {
            connection.text(Firehose.json("3la", micros(), "x".repeat(200_000)));
            connection.fragmented(Firehose.json("3lb", micros(), "y".repeat(200_000)), 1_000);
            connection.text(Firehose.json("3lc", micros(), "fine"));
            connection.awaitEnd();
        });
        JetstreamRun run = run(server);
        runUntilDelivered(run, 1);
        run.run(session);

        assertThat(delivered()).containsExactly("3lc");
        assertThat(session.notices()).singleElement().asString().contains("2 events larger than 10000 bytes");
    }

    @Test
    void anEventInManyFramesIsOne() throws Exception {
        String event = Firehose.json("3la", micros(), "Grüße ☕ 😀");
        WebSocketServer server = server(connection -> {
            connection.fragmented(event, 3);
            connection.awaitEnd();
        });
        JetstreamRun run = run(server);
        runUntilDelivered(run, 1);

        assertThat(lines()).containsExactly(event);
    }

    @Test
    void aFullQueueMakesTheInstanceWaitAndLosesNothing() throws Exception {
        queueEvents = 20;
        AtomicInteger sent = new AtomicInteger();
        int count = 12_000;
        WebSocketServer server = server(connection -> {
            for (int i = 0; i < count; i++) {
                connection.text(Firehose.json("3l%06d".formatted(i), micros() - count + i, "x".repeat(1_000)));
                sent.incrementAndGet();
            }
            connection.awaitEnd();
        });
        JetstreamRun run = run(server);
        run.run(session);
        AtomicInteger before = new AtomicInteger(-1);
        await().pollInterval(Duration.ofMillis(300))
                .until(() -> before.getAndSet(sent.get()) == sent.get() && sent.get() > 0);
        assertThat(sent.get())
                .as("TCP buffers hold some megabytes, the queue twenty events")
                .isLessThan(count);

        await().atMost(Duration.ofMinutes(1)).until(() -> {
            run.run(session);
            return sent.get() == count;
        });
        runUntilDelivered(run, count);
        assertThat(delivered()).doesNotHaveDuplicates().hasSize(count);
        assertThat(session.failures()).isEmpty();
    }

    @Test
    void aSilentConnectionIsLeftAndAPingIsASignOfLife() throws Exception {
        CountDownLatch later = new CountDownLatch(1);
        WebSocketServer silent = server(connection -> {
            connection.text(Firehose.json("3la", micros(), "first"));
            await().until(() -> later.getCount() == 0);
            // when the second is answered, the first was surely noted
            connection.ping();
            connection.ping();
            connection.awaitEnd();
        });
        List<String> all = say(3);
        JetstreamRun run = run(silent, server(firehose.instance(0, ALL)));
        runUntilDelivered(run, 1);
        clock.advance(Duration.ofMinutes(1));
        later.countDown();
        await().until(() -> silent.connections().getFirst().pongs() == 2);
        clock.advance(Duration.ofSeconds(90));
        run.run(session);
        assertThat(session.failures()).isEmpty();

        clock.advance(Duration.ofMinutes(3));
        run.run(session);
        assertThat(session.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.exception()).hasMessageContaining("nothing came for"));
        runUntilDelivered(run, 4);
        assertThat(delivered()).containsAll(all);
    }

    @Test
    void saysWhatCannotBeHadAnyMore() throws Exception {
        long cursor = micros() - Duration.ofHours(40).toNanos() / 1_000;
        Target before = () -> "firehose";
        Map<String, String> state = new JetstreamCursor(cursor, List.of()).state();
        session.handOver(before, Page.empty("", false), state);
        WebSocketServer server = server(connection -> {
            connection.text(Firehose.json("3la", micros() - 3_600_000_000L, "the oldest that is kept"));
            connection.awaitEnd();
        });
        JetstreamRun run = runOf(List.of(server.address()), List.of());
        runUntilDelivered(run, 1);

        assertThat(session.notices())
                .singleElement()
                .asString()
                .contains("between 2026-02-27T19:59:55Z and 2026-03-01T", "can't be had");
    }

    @Test
    void unpacksWhatIsCompressedWithTheDictionary() throws Exception {
        byte[] trained = dictionary();
        dictionary = Optional.of(trained);
        WebSocketServer server = server(connection -> {
            try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
                zstd.loadDict(trained);
                for (int i = 0; i < 30; i++) {
                    String event = Firehose.json("3l%06d".formatted(i), micros() - 100 + i, "I like coffee");
                    connection.binary(zstd.compress(event.getBytes(StandardCharsets.UTF_8)));
                }
                connection.binary(zstd.compress(new byte[5_000_000]));
                connection.binary(
                        zstd.compress(Firehose.json("last", micros(), "fine").getBytes(StandardCharsets.UTF_8)));
            }
            connection.awaitEnd();
        });
        JetstreamRun run = run(server);
        runUntilDelivered(run, 31);
        run.run(session);

        assertThat(delivered()).hasSize(31).endsWith("last");
        assertThat(server.connections().getFirst().parameter("compress")).containsExactly("true");
        assertThat(session.notices()).singleElement().asString().contains("1 events larger");
    }

    @Test
    void whatCannotBeUnpackedIsTold() throws Exception {
        dictionary = Optional.of(dictionary());
        WebSocketServer server = server(connection -> {
            connection.binary(new byte[] {1, 2, 3, 4});
            connection.awaitEnd();
        });
        JetstreamRun run = run(server);
        await().until(() -> {
            run.run(session);
            return !session.failures().isEmpty();
        });

        assertThat(session.failures().getFirst().exception()).hasMessageContaining("can't be unpacked");
    }

    @Test
    void verifyTellsOfEachInstance() throws Exception {
        say(1);
        WebSocketServer good = server(firehose.instance(0, ALL));
        WebSocketServer bad = server(firehose.instance(0, ALL));
        bad.refuse(Optional.of(400));
        JetstreamSettings settings = settings(List.of(good.address(), bad.address()), List.of());
        try (GuardedHttpClient http = http()) {
            List<Check> checks = new JetstreamProbe(settings, http, clock, new Random(7)).run();
            assertThat(checks)
                    .extracting(Check::outcome)
                    .containsExactly(Check.Outcome.SUCCESSFUL, Check.Outcome.FAILED);
            assertThat(checks.getLast().explanation()).contains("status 400");
        }
    }

    @Test
    void aPrivateAddressIsReachedOnlyWhenAllowed() throws Exception {
        WebSocketServer server = server(firehose.instance(0, ALL));
        JetstreamRun run = new JetstreamRun(
                settings(List.of(server.address()), List.of()),
                new GuardedHttpClient(HttpSettings.defaults()),
                new JetstreamRun.Batching(10, Duration.ofSeconds(10)),
                clock,
                new Random(7));
        opened.add(run);
        run.run(session);

        assertThat(server.connections()).isEmpty();
        assertThat(session.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.exception().fault()).isEqualTo(Fault.ADDRESS_REFUSED));
    }

    @Test
    void aThousandKeywordsAreOneSieve() {
        List<String> many = new Random(7)
                .ints(1_000, 0, 1_000_000_000)
                .mapToObj(i -> "śome keyword " + Integer.toString(i, 36))
                .toList();
        KeywordFilter filter = KeywordFilter.of(many);

        assertThat(many)
                .allSatisfy(keyword -> assertThat(
                                filter.matches(("{\"text\":\"" + keyword.toUpperCase(Locale.ROOT) + "!\"}")
                                        .getBytes(StandardCharsets.UTF_8)))
                        .isTrue());
        assertThat(filter.matches("{\"text\":\"śome keyword of others\"}".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    private static byte[] dictionary() {
        ZstdDictTrainer trainer = new ZstdDictTrainer(1 << 20, 4_096);
        for (int i = 0; i < 2_000; i++) {
            trainer.addSample(Firehose.json("3l" + i, 1_772_366_400_000_000L + i * 7L, "words " + i)
                    .getBytes(StandardCharsets.UTF_8));
        }
        return trainer.trainSamples();
    }

    private long lastMicros;

    /** A moment that is a little later than the last one, and not after the clock. */
    private long tick() {
        clock.advance(Duration.ofSeconds(1));
        lastMicros = micros();
        return lastMicros;
    }

    private long micros() {
        return JetstreamCursor.micros(clock.instant());
    }

    private List<String> say(int count) {
        List<String> said = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            said.add(firehose.post("I like coffee", tick()));
        }
        return said;
    }

    private WebSocketServer server(WebSocketServer.Behaviour behaviour) {
        WebSocketServer server = new WebSocketServer(behaviour);
        opened.add(server);
        return server;
    }

    private JetstreamRun run(WebSocketServer... servers) {
        return runOf(Stream.of(servers).map(WebSocketServer::address).toList(), List.of("did:plc:ann"));
    }

    private JetstreamRun runOf(List<URI> instances, List<String> accounts) {
        JetstreamRun run = new JetstreamRun(
                settings(instances, accounts),
                http(),
                new JetstreamRun.Batching(10, Duration.ofSeconds(10)),
                clock,
                new Random(7));
        opened.addFirst(run);
        return run;
    }

    private JetstreamSettings settings(List<URI> instances, List<String> accounts) {
        return new JetstreamSettings(
                instances,
                List.of("app.bsky.feed.post", "app.bsky.feed.*"),
                accounts,
                keywords,
                10_000,
                dictionary,
                Duration.ofHours(1),
                Duration.ofSeconds(5),
                Duration.ofMinutes(2),
                queueEvents,
                32 << 20);
    }

    private static GuardedHttpClient http() {
        return new GuardedHttpClient(HttpSettings.defaults().withPrivateAddressesAllowed(true));
    }

    /** Runs again and again, while time goes on, until so many events are there. */
    private void runUntilDelivered(JetstreamRun run, int events) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            clock.advance(Duration.ofSeconds(1));
            run.run(session);
            return delivered().size() >= events;
        });
    }

    private List<String> lines() {
        return session.deliveries().stream()
                .flatMap(page -> Arrays.stream(new String(page.content(), StandardCharsets.UTF_8).split("\n")))
                .toList();
    }

    private List<String> delivered() {
        return lines().stream()
                .flatMap(line -> RKEY.matcher(line).results())
                .map(match -> match.group(1))
                .toList();
    }
}

package io.nificrm.source.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nificrm.source.Check;
import io.nificrm.source.Fault;
import io.nificrm.source.MemoryPollSession;
import io.nificrm.source.MovableClock;
import io.nificrm.source.PlatformApi;
import io.nificrm.source.PlatformStub;
import io.nificrm.source.PlatformTrouble;
import io.nificrm.source.SourceContract;
import io.nificrm.source.SourcePoller;
import io.nificrm.source.http.GuardedHttpClient;
import io.nificrm.source.http.HttpSettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FeedClientTest {

    private static final Pattern GUID = Pattern.compile("<guid>(.*?)</guid>");

    private final MovableClock clock = new MovableClock();
    private final PlatformStub server = new PlatformStub();
    private final MemoryPollSession session = new MemoryPollSession();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
        server.close();
    }

    @Test
    void emitsNewEntriesOnlyInWhateverOrderTheyStand() throws Exception {
        serve("a", "b", "c");
        SourcePoller<FeedTarget> poller = poller("/feed");
        poller.poll(session);
        serve("c", "a", "b");
        poller.poll(session);
        serve("b", "d", "a", "c");
        poller.poll(session);

        assertThat(session.deliveries())
                .extracting(FeedClientTest::guids)
                .containsExactly(List.of("a", "b", "c"), List.of("d"));
    }

    @Test
    void anEntryThatLeavesAndComesBackIsNotNew() throws Exception {
        serve("a", "b");
        SourcePoller<FeedTarget> poller = poller("/feed");
        poller.poll(session);
        serve("b");
        poller.poll(session);
        serve("a", "b");
        poller.poll(session);

        assertThat(session.deliveries()).hasSize(1);
    }

    @Test
    void aRestartChangesNothing() throws Exception {
        serve("a");
        poller("/feed").poll(session);
        serve("b", "a");
        poller("/feed").poll(session);

        assertThat(session.deliveries()).extracting(FeedClientTest::guids).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void asksConditionallyAndTakesNotModifiedForAnAnswer() throws Exception {
        server.on(
                "/feed",
                request -> request.header("If-None-Match").equals("\"v1\"")
                                && request.header("If-Modified-Since").equals("Sun, 01 Mar 2026 08:00:00 GMT")
                        ? PlatformStub.status(304)
                        : rss("a").header("ETag", "\"v1\"").header("Last-Modified", "Sun, 01 Mar 2026 08:00:00 GMT"));
        SourcePoller<FeedTarget> poller = poller("/feed");
        poller.poll(session);
        String cursor = session.cursors().toString();
        poller.poll(session);

        assertThat(session.deliveries()).hasSize(1);
        assertThat(session.failures()).isEmpty();
        assertThat(session.cursors()).hasToString(cursor);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void takesEntriesOlderThanTheInitialBacklogAsSeen() throws Exception {
        server.on(
                "/feed",
                request -> PlatformStub.text(
                        200,
                        "application/rss+xml",
                        document(item("old", clock.instant().minus(Duration.ofDays(30)))
                                + item("new", clock.instant()))));
        SourcePoller<FeedTarget> poller = poller("/feed");
        poller.poll(session);
        poller.poll(session);

        assertThat(session.deliveries()).extracting(FeedClientTest::guids).containsExactly(List.of("new"));
    }

    @Test
    void oneBrokenFeedDoesNotStopTheOthers() throws Exception {
        serve("a");
        server.on("/broken", request -> PlatformStub.text(200, "text/xml", "<rss><channel><item>"));
        server.on("/page", request -> PlatformStub.webPage());
        server.on("/gone", request -> PlatformStub.status(410));

        poller("/broken", "/gone", "/page", "/feed").poll(session);

        assertThat(session.deliveries()).hasSize(1);
        assertThat(session.failures())
                .extracting(failure -> failure.exception().fault())
                .containsExactly(Fault.UNREADABLE, Fault.NOT_FOUND, Fault.UNREADABLE);
    }

    @Test
    void anotherHostIsNotHeldUpByOnesRateLimit() throws Exception {
        serve("a");
        server.interfere(PlatformStub.status(429).header("Retry-After", "600"));
        FeedTarget limited = FeedTarget.parse(server.address("/feed").toString());
        FeedTarget other = FeedTarget.parse(server.address("/feed").toString().replace("127.0.0.1", "localhost"));

        poller(List.of(limited, other)).poll(session);

        assertThat(session.deliveries())
                .extracting(MemoryPollSession.Delivery::target)
                .containsExactly(other.name());
        assertThat(session.failures())
                .extracting(MemoryPollSession.Failure::target)
                .containsExactly(limited.name());
    }

    @Test
    void saysThatAFeedHasMovedForGood() throws Exception {
        serve("a");
        server.on("/old", request -> PlatformStub.redirect(301, "/feed"));

        poller("/old").poll(session);

        assertThat(session.deliveries()).hasSize(1);
        assertThat(session.notices()).singleElement().asString().contains("moved for good", "/feed");
    }

    @Test
    void aPrivateFeedIsReadWithoutShowingItsSecrets() throws Exception {
        serve("a");
        String address = server.address("/feed?token=s3cret").toString().replace("http://", "http://ann:pa55@");

        poller(List.of(FeedTarget.parse(address))).poll(session);

        assertThat(server.lastRequest().header("Authorization")).isEqualTo("Basic YW5uOnBhNTU=");
        assertThat(server.lastRequest().query()).containsEntry("token", "s3cret");
        assertThat(session.deliveries())
                .extracting(MemoryPollSession.Delivery::target)
                .containsExactly(server.address("/feed?token=***").toString());
        assertThat(session.cursors().toString()).doesNotContain("s3cret", "pa55", "ann:");
    }

    @Test
    void feedsThatDifferInASecretOnlyHaveEachTheirCursor() {
        assertThat(FeedTarget.parse("https://a.example/f?token=1").stateKey())
                .isNotEqualTo(FeedTarget.parse("https://a.example/f?token=2").stateKey());
        assertThatThrownBy(() -> FeedTarget.parse("ftp://a.example/f?token=s3cret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void whatIsRememberedStaysSmall() throws Exception {
        SourcePoller<FeedTarget> poller = poller("/feed");
        for (int day = 0; day < 50; day++) {
            int first = day * 10;
            serve(IntStream.range(first, first + 30).mapToObj(i -> "post-" + i).toArray(String[]::new));
            poller.poll(session);
        }

        assertThat(session.cursors().values())
                .singleElement()
                .satisfies(cursor -> assertThat(cursor.length()).isLessThan(2_000));
        assertThat(session.deliveries().stream().flatMap(delivery -> guids(delivery).stream()))
                .hasSize(520)
                .doesNotHaveDuplicates();
    }

    @Property(tries = 50)
    void everyEntryIsDeliveredOnceWhateverTheOrderAndWhereverItIsCut(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 30) Integer> sizes, @ForAll long seed)
            throws Exception {
        Random random = new Random(seed);
        SeenEntries seen = SeenEntries.none();
        List<String> delivered = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (int size : sizes) {
            IntStream.range(0, size).forEach(i -> all.add("entry-" + all.size()));
            List<String> document = new ArrayList<>(all.subList(Math.max(0, all.size() - 40), all.size()));
            Collections.shuffle(document, random);
            List<String> fingerprints = document.stream().map(Fingerprint::of).toList();
            for (int i = 0; i < document.size(); i++) {
                if (!seen.contains(fingerprints.get(i))) {
                    delivered.add(document.get(i));
                }
            }
            seen = SeenEntries.parse(seen.after(fingerprints, 20).text());
            assertThat(seen.size()).isLessThanOrEqualTo(60);
        }
        assertThat(delivered).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void verifyTellsOfEachFeed() throws Exception {
        serve("a", "b");
        FeedClient client = client(clock);
        opened.add(client);

        List<Check> checks = client.verify(List.of(
                FeedTarget.parse(server.address("/feed").toString()),
                FeedTarget.parse(server.address("/missing").toString())));

        assertThat(checks).extracting(Check::outcome).containsExactly(Check.Outcome.SUCCESSFUL, Check.Outcome.FAILED);
        assertThat(checks.getFirst().explanation())
                .startsWith("It is a feed (application/rss+xml) with 2 entries, the newest of");
        assertThat(checks.getLast().explanation()).contains("404", "Next step:");
    }

    @TestFactory
    Stream<DynamicTest> keepsTheContractOfSources() {
        return SourceContract.tests(new SourceContract.Platform<>(
                () -> listening(3),
                1,
                () -> listening(0),
                platform -> Optional.of(
                        FeedTarget.parse(platform.stub().address("/missing").toString())),
                moment -> new SourceContract.TooMany(
                        PlatformStub.status(429)
                                .header(
                                        "Retry-After",
                                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                                moment.plusSeconds(90).atOffset(ZoneOffset.UTC))),
                        moment.plusSeconds(90)),
                FeedClientTest::outlived));
    }

    /** A feed holds its newest entries: after a long time all of those that were read have left it. */
    private static SourceContract.Outlived<FeedTarget> outlived() {
        PlatformTrouble.Listening<FeedTarget> listening = listening(3);
        return new SourceContract.Outlived<>(
                listening,
                Integer.MAX_VALUE,
                Duration.ofDays(90),
                moment -> {
                    listening.stub().on("/feed", request -> rss("x", "y", "z"));
                    return List.of("x", "y", "z");
                },
                true);
    }

    private static PlatformTrouble.Listening<FeedTarget> listening(int items) {
        PlatformStub stub = new PlatformStub();
        List<String> entries = List.of("a", "b", "c").subList(0, items);
        stub.on("/feed", request -> rss(entries.toArray(String[]::new)));
        stub.on("/missing", request -> PlatformStub.status(404));
        return new PlatformTrouble.Listening<>(
                stub,
                FeedClientTest::client,
                FeedTarget.parse(stub.address("/feed").toString()),
                entries,
                FeedClientTest::guids);
    }

    private void serve(String... guids) {
        server.on("/feed", request -> rss(guids));
    }

    private static PlatformStub.Answer rss(String... guids) {
        return PlatformStub.text(
                200,
                "application/rss+xml",
                document(Stream.of(guids)
                        .map(guid -> item(guid, Instant.parse("2026-03-01T11:00:00Z")))
                        .collect(Collectors.joining())));
    }

    private static String document(String items) {
        return "<rss version=\"2.0\"><channel><title>t</title><link>https://blog.example/</link><description>d</description>"
                + items + "</channel></rss>";
    }

    private static String item(String guid, Instant date) {
        return "<item><guid>" + guid + "</guid><title>About " + guid + "</title><pubDate>" + date + "</pubDate></item>";
    }

    private SourcePoller<FeedTarget> poller(String... paths) {
        return poller(Stream.of(paths)
                .map(path -> FeedTarget.parse(server.address(path).toString()))
                .toList());
    }

    private SourcePoller<FeedTarget> poller(List<FeedTarget> feeds) {
        SourcePoller<FeedTarget> poller = new SourcePoller<>(client(clock), feeds, 1, clock, new Random(7));
        opened.add(poller);
        return poller;
    }

    private static FeedClient client(Clock time) {
        HttpSettings http = HttpSettings.defaults()
                .withPrivateAddressesAllowed(true)
                .withResponseTimeout(Duration.ofSeconds(2))
                .withMaxBodyBytes(1_000_000);
        return new FeedClient(new PlatformApi(new GuardedHttpClient(http)), Duration.ofDays(7), 2, time, new Random(7));
    }

    private static List<String> guids(MemoryPollSession.Delivery delivery) {
        return GUID.matcher(new String(delivery.content(), StandardCharsets.UTF_8))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}

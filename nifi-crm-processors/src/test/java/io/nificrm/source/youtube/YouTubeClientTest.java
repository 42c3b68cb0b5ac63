package io.nificrm.source.youtube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.source.Budget;
import io.nificrm.source.Check;
import io.nificrm.source.CursorJson;
import io.nificrm.source.Fault;
import io.nificrm.source.MemoryPollSession;
import io.nificrm.source.MovableClock;
import io.nificrm.source.NiFiPollSession;
import io.nificrm.source.PlatformTrouble;
import io.nificrm.source.RawJson;
import io.nificrm.source.SourceContract;
import io.nificrm.source.SourcePoller;
import io.nificrm.source.SourceProperties;
import io.nificrm.source.SourceScene;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.nifi.provenance.ProvenanceEventRecord;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YouTubeClientTest {

    private static final String VIDEO = "video:" + YouTubeServer.VIDEO;
    private static final int BUDGET = 10_000;

    private final MovableClock clock = new MovableClock();
    private final YouTubeServer server = new YouTubeServer();
    private final MemoryPollSession session = new MemoryPollSession();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {VIDEO, "channel:" + YouTubeServer.CHANNEL, "@acme"})
    void readsThreePagesBackToTheInitialBacklog(String target) throws Exception {
        server.threads(20, clock.instant().minus(Duration.ofDays(2)), 1);
        List<String> recent = server.threads(110, clock.instant(), 1);

        poller(BUDGET, target).poll(session);

        assertThat(session.deliveries()).hasSize(3);
        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(recent);
    }

    @Test
    void aRestartAnywhereLosesNothingAndRepeatsNothing() throws Exception {
        List<String> all = new ArrayList<>(server.threads(100, clock.instant(), 5));
        for (int i = 0; i < 100; i += 10) {
            for (int reply = 0; reply <= i; reply++) {
                all.add(server.reply(all.get(i), clock.instant().minusSeconds(100 - reply)));
            }
        }
        for (int run = 0; run < 25; run++) {
            session.stopAfter(1);
            clock.advance(Duration.ofSeconds(2));
            all.add(server.thread(clock.instant()));
            all.add(server.reply(all.getFirst(), clock.instant()));
            poller(BUDGET, VIDEO).poll(session);
        }
        session.stopAfter(Integer.MAX_VALUE);
        SourcePoller<YouTubeTarget> last = poller(BUDGET, VIDEO);
        last.poll(session);
        last.poll(session);

        // replies to a thread that is no longer among the newest are not looked for
        assertThat(delivered()).doesNotHaveDuplicates();
        assertThat(all).containsAll(delivered());
        assertThat(all.stream().filter(id -> !delivered().contains(id)))
                .allSatisfy(missing -> assertThat(missing).startsWith(all.getFirst() + ".r"));
    }

    @Test
    void fetchesTheRepliesThatAThreadDoesNotBring() throws Exception {
        List<String> all = new ArrayList<>(server.threads(3, clock.instant().minusSeconds(600), 1));
        for (int i = 0; i < 250; i++) {
            all.add(server.reply(all.get(0), clock.instant().minusSeconds(500 - i)));
        }
        all.add(server.reply(all.get(1), clock.instant()));

        SourcePoller<YouTubeTarget> poller = poller(BUDGET, VIDEO);
        poller.poll(session);
        poller.poll(session);

        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(session.deliveries()).as("one of threads, three of replies").hasSize(4);
        JsonNode reply = json(session.deliveries().get(1)).at("/items/0/snippet");
        assertThat(reply.path("videoId").asText())
                .as("so that the reply is in its conversation")
                .isEqualTo(YouTubeServer.VIDEO);
    }

    @Test
    void findsRepliesThatComeLater() throws Exception {
        String thread = server.thread(clock.instant().minusSeconds(60));
        SourcePoller<YouTubeTarget> poller = poller(BUDGET, VIDEO);
        poller.poll(session);
        List<String> expected = new ArrayList<>(List.of(thread));
        for (int day = 0; day < 8; day++) {
            clock.advance(Duration.ofDays(1));
            expected.add(server.reply(thread, clock.instant()));
            poller.poll(session);
            poller.poll(session);
        }

        assertThat(delivered()).containsExactlyElementsOf(expected);
    }

    @Test
    void anEndedPageTokenIsReplacedByTheWayFromTheStart() throws Exception {
        List<String> all = server.threads(100, clock.instant(), 1);
        session.stopAfter(1);
        poller(BUDGET, VIDEO).poll(session);
        session.stopAfter(Integer.MAX_VALUE);
        server.stub().interfere(YouTubeServer.error(400, "invalidPageToken"));
        poller(BUDGET, VIDEO).poll(session);

        assertThat(session.failures()).isEmpty();
        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void aSearchGivesVideosAndTheCommentsBelowThem() throws Exception {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String video = server.video(clock.instant().minusSeconds(3_600 - i));
            all.add(video);
            all.add(server.thread(video, clock.instant().minusSeconds(60 - i)));
        }
        SourcePoller<YouTubeTarget> poller = poller(BUDGET, "search:coffee");
        poller.poll(session);

        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(spent())
                .as("two pages of search, three of videos and one to check the last, 60 of threads")
                .isLessThan(270);
        assertThat(session.notices()).isEmpty();

        int before = spent();
        clock.advance(Duration.ofMinutes(10));
        String late = server.thread(all.get(0), clock.instant());
        poller.poll(session);
        assertThat(delivered()).contains(late).doesNotHaveDuplicates();
        assertThat(spent() - before)
                .as("two checks of 60 videos, one page of threads")
                .isEqualTo(3);

        clock.advance(Duration.ofHours(6));
        String news = server.video(clock.instant().minusSeconds(5));
        poller.poll(session);
        assertThat(delivered()).contains(news).doesNotHaveDuplicates();
    }

    @Test
    void aSearchGoesOnAfterARestartAnywhere() throws Exception {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            String video = server.video(clock.instant().minusSeconds(3_600 - i));
            all.add(video);
            all.add(server.thread(video, clock.instant().minusSeconds(60)));
        }
        for (int run = 0; run < 400; run++) {
            session.stopAfter(1);
            poller(BUDGET, "search:coffee").poll(session);
        }

        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void followsTheNewestFindsOnly() throws Exception {
        List<String> videos = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            videos.add(server.video(clock.instant().minusSeconds(3_600 - i)));
        }
        poller(BUDGET, "search:coffee").poll(session);

        assertThat(delivered())
                .as("three pages")
                .containsAll(videos.subList(150, 300))
                .hasSize(150);
        assertThat(CursorJson.read(session.cursors().get("search:coffee"), SearchCursor.class)
                        .videos()
                        .keySet())
                .containsExactlyElementsOf(videos.subList(200, 300).reversed());
        assertThat(session.notices())
                .singleElement()
                .asString()
                .contains("narrow the search, or raise Videos per Search");
    }

    @Test
    void theBudgetPausesUntilMidnightPacificTimeAlsoAcrossARestart() throws Exception {
        List<String> all = server.threads(200, clock.instant(), 1);
        poller(3, VIDEO).poll(session);
        assertThat(delivered()).as("three pages of 40").hasSize(120);
        assertThat(session.notices())
                .singleElement()
                .asString()
                .contains("2026-03-02T08:00:00Z", "midnight Pacific time");

        int requests = server.stub().requests().size();
        poller(3, VIDEO).poll(session);
        assertThat(server.stub().requests()).hasSize(requests);

        clock.advance(Duration.between(clock.instant(), Instant.parse("2026-03-02T08:00:00Z")));
        poller(3, VIDEO).poll(session);
        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void requestsThatBringNothingArePaidAndRemembered() throws Exception {
        poller(2, VIDEO).poll(session);
        poller(2, VIDEO).poll(session);
        poller(2, VIDEO).poll(session);

        assertThat(server.stub().requests()).hasSize(2);
    }

    @Test
    void aSearchThatTheBudgetCannotPayWaitsAndTheRestGoesOn() throws Exception {
        String thread = server.thread(clock.instant());
        server.video(clock.instant());
        poller(50, "search:coffee", VIDEO).poll(session);

        assertThat(delivered()).containsExactly(thread);
        assertThat(session.failures()).isEmpty();
    }

    @Test
    void aUsedUpQuotaOfTheProjectPausesEverything() throws Exception {
        server.thread(clock.instant());
        server.stub().interfere(YouTubeServer.error(403, "quotaExceeded"));
        SourcePoller<YouTubeTarget> poller = poller(BUDGET, VIDEO, "@acme");
        poller.poll(session);
        poller.poll(session);

        assertThat(server.stub().requests()).hasSize(1);
        assertThat(session.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.exception().fault()).isEqualTo(Fault.RATE_LIMITED);
            assertThat(failure.exception()).hasMessageContaining("quota of the Google project is used up for today");
            assertThat(failure.nextAttempt()).isEqualTo(Instant.parse("2026-03-02T08:00:00Z"));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "gone0000000, NOT_FOUND, there is no such video",
        "silent00000, NOT_ALLOWED, comments are turned off there"
    })
    void oneTargetsTroubleIsItsOwn(String id, Fault fault, String words) throws Exception {
        String thread = server.thread(clock.instant());
        poller(BUDGET, "video:" + id, VIDEO).poll(session);

        assertThat(delivered()).containsExactly(thread);
        assertThat(session.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.exception().fault()).isEqualTo(fault);
            assertThat(failure.exception()).hasMessageContaining(words);
        });
    }

    @Test
    void aWrongKeyIsToldWithoutShowingIt() throws Exception {
        server.stub().interfere(YouTubeServer.wrongKey());
        poller(BUDGET, VIDEO).poll(session);

        assertThat(session.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.exception().fault()).isEqualTo(Fault.CREDENTIALS_REFUSED);
            assertThat(failure.exception())
                    .hasMessageContaining("Google does not know this API key")
                    .hasMessageNotContaining("s3cret");
        });
    }

    @Test
    void anUnknownHandleIsTold() throws Exception {
        poller(BUDGET, "@nobody").poll(session);

        assertThat(session.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.exception()).hasMessage("YouTube knows no channel @nobody"));
    }

    @Test
    void verifyTellsOfEachTargetAndItsCost() throws Exception {
        server.thread(clock.instant());
        YouTubeClient client = client(server, clock, BUDGET);
        opened.add(client);

        List<Check> checks = client.verify(Stream.of(VIDEO, "video:silent00000", "search:coffee")
                .map(YouTubeTarget::parse)
                .toList());
        assertThat(checks)
                .extracting(Check::outcome)
                .containsExactly(Check.Outcome.SUCCESSFUL, Check.Outcome.FAILED, Check.Outcome.SUCCESSFUL);
        assertThat(checks.getLast().explanation()).contains("100 units");
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3, video:dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQ?si=x, video:dQw4w9WgXcQ",
        "https://www.youtube.com/@AcmeCoffee/videos, @AcmeCoffee",
        "search: acme coffee, search:acme coffee"
    })
    void readsAddressesToo(String entry, String name) {
        assertThat(YouTubeTarget.parse(entry).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coffee", "search:", "video:short", "channel:acme", "@x"})
    void saysWhatCannotBeListenedTo(String entry) {
        assertThatThrownBy(() -> YouTubeTarget.parse(entry)).hasMessageContaining("'" + entry + "'");
    }

    @Test
    void theProcessorEmitsPagesAndShowsTheKeyToGoogleAlone() {
        server.threads(3, Instant.now().minusSeconds(30), 1);
        TestRunner runner = TestRunners.newTestRunner(ConsumeYouTube.class);
        runner.setProperty(ConsumeYouTube.TARGETS, VIDEO + ", video:gone0000000");
        runner.setProperty(ConsumeYouTube.API_KEY, "s3cret");
        runner.setProperty(ConsumeYouTube.API_URL, server.stub().address().toString());
        runner.setProperty(SourceProperties.ALLOW_PRIVATE_ADDRESSES, "true");

        runner.run();
        runner.run();

        runner.assertTransferCount(NiFiPollSession.SUCCESS, 1);
        MockFlowFile page =
                runner.getFlowFilesForRelationship(NiFiPollSession.SUCCESS).getFirst();
        page.assertAttributeEquals("crm.format", "youtube");
        page.assertAttributeEquals("crm.item.count", "3");
        assertThat(server.stub().lastRequest().header("X-Goog-Api-Key")).isEqualTo("s3cret");
        assertThat(runner.getProvenanceEvents())
                .extracting(ProvenanceEventRecord::getTransitUri)
                .allSatisfy(uri -> assertThat(String.valueOf(uri)).doesNotContain("s3cret"));
        assertThat(runner.getLogger().getErrorMessages())
                .isNotEmpty()
                .allSatisfy(message -> assertThat(message.getMsg()).doesNotContain("s3cret"));
        assertThat(page.getAttributes().toString()).doesNotContain("s3cret");
    }

    @TestFactory
    Stream<DynamicTest> keepsTheContractOfSources() {
        return SourceContract.tests(new SourceContract.Platform<>(
                () -> listening(100),
                3,
                () -> listening(0),
                platform -> Optional.of(YouTubeTarget.parse("video:gone0000000")),
                moment -> new SourceContract.TooMany(
                        YouTubeServer.error(403, "quotaExceeded"), Instant.parse("2026-03-02T08:00:00Z")),
                this::outlived));
    }

    private SourceContract.Outlived<YouTubeTarget> outlived() {
        YouTubeServer fresh = new YouTubeServer();
        PlatformTrouble.Listening<YouTubeTarget> listening = listening(fresh, 100);
        return new SourceContract.Outlived<>(
                listening,
                1,
                Duration.ofHours(5),
                moment -> {
                    fresh.endTokens();
                    List<String> shown = new ArrayList<>(listening.items());
                    shown.add(fresh.thread(moment));
                    return shown;
                },
                false);
    }

    private PlatformTrouble.Listening<YouTubeTarget> listening(int items) {
        return listening(new YouTubeServer(), items);
    }

    private PlatformTrouble.Listening<YouTubeTarget> listening(YouTubeServer fresh, int items) {
        return new PlatformTrouble.Listening<>(
                fresh.stub(),
                time -> client(fresh, time, BUDGET),
                YouTubeTarget.parse(VIDEO),
                fresh.threads(items, clock.instant(), 1),
                YouTubeClientTest::ids);
    }

    private int spent() {
        return Integer.parseInt(session.cursors().get("budget").split(" ")[1]);
    }

    private List<String> delivered() {
        return session.deliveries().stream()
                .flatMap(delivery -> ids(delivery).stream())
                .toList();
    }

    /** Threads, the replies within them, replies and videos. */
    static List<String> ids(MemoryPollSession.Delivery delivery) {
        List<String> ids = new ArrayList<>();
        for (JsonNode item : json(delivery).path("items")) {
            ids.add(item.path("id").asText());
            item.at("/replies/comments")
                    .forEach(reply -> ids.add(reply.path("id").asText()));
        }
        return ids;
    }

    private static JsonNode json(MemoryPollSession.Delivery delivery) {
        try {
            return RawJson.read(delivery.content());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SourcePoller<YouTubeTarget> poller(int units, String... targets) {
        SourcePoller<YouTubeTarget> poller = new SourcePoller<>(
                client(server, clock, units),
                Stream.of(targets).map(YouTubeTarget::parse).toList(),
                1_000,
                clock,
                new Random(7));
        opened.add(poller);
        return poller;
    }

    static YouTubeClient client(YouTubeServer server, Clock time, int units) {
        YouTubeSettings settings = new YouTubeSettings(
                server.stub().address(), "s3cret", 40, Duration.ofDays(1), Duration.ofHours(6), 100, 120);
        Budget budget = new Budget(units, Budget.Period.DAY, ZoneId.of("America/Los_Angeles"), time);
        return new YouTubeClient(settings, SourceScene.api(), budget, time, new Random(7));
    }
}

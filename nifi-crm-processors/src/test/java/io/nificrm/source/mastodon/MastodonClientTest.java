package io.nificrm.source.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nificrm.source.Check;
import io.nificrm.source.Fault;
import io.nificrm.source.MemoryPollSession;
import io.nificrm.source.MovableClock;
import io.nificrm.source.Page;
import io.nificrm.source.PlatformApi;
import io.nificrm.source.PlatformStub;
import io.nificrm.source.PlatformTrouble;
import io.nificrm.source.SourceContract;
import io.nificrm.source.SourcePoller;
import io.nificrm.source.http.GuardedHttpClient;
import io.nificrm.source.http.HttpSettings;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MastodonClientTest {

    private final MovableClock clock = new MovableClock();
    private final MastodonServer server = new MastodonServer();
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
    void readsBackToTheInitialBacklogAcrossPages() throws Exception {
        server.posts(30, now().minus(Duration.ofDays(2)), 60);
        List<String> recent = server.posts(100, now(), 60);

        poller("#coffee").poll(session);

        assertThat(session.deliveries()).hasSize(3);
        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(recent);
    }

    @Test
    void thenReadsForwardsWhatIsNew() throws Exception {
        server.posts(3, now(), 60);
        SourcePoller<MastodonTimeline> poller = poller("#coffee");
        poller.poll(session);
        session.deliveries().clear();
        clock.advance(Duration.ofHours(3));
        List<String> news = server.posts(100, now(), 60);

        poller.poll(session);

        assertThat(session.deliveries()).hasSize(3);
        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(news);
        assertThat(ids(session.deliveries().getFirst())).containsExactlyInAnyOrderElementsOf(news.subList(0, 40));
    }

    @Test
    void keepsThePageAsTheServerSentIt() throws Exception {
        String original =
                "[ {\"id\":\"117020593741189701\", \"created_at\":\"2026-03-01T11:00:00.000Z\", \"x\":1.10} ]\n";
        server.stub()
                .on(
                        "/api/v1/timelines/public",
                        request -> request.query().containsKey("max_id")
                                ? PlatformStub.json("[]")
                                : PlatformStub.json(original));

        poller("public").poll(session);

        assertThat(session.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(new String(delivery.content(), StandardCharsets.UTF_8)).isEqualTo(original);
            assertThat(delivery.items().mimeType()).isEqualTo("application/json");
            assertThat(delivery.items().count()).isEqualTo(1);
        });
    }

    @Test
    void anEmptyTimelineDeliversNothingAndLaterItsFirstPost() throws Exception {
        SourcePoller<MastodonTimeline> poller = poller("#coffee");
        poller.poll(session);
        poller.poll(session);
        assertThat(session.deliveries()).isEmpty();
        clock.advance(Duration.ofDays(3));
        server.posts(1, now().minus(Duration.ofDays(2)), 60);

        poller.poll(session);

        assertThat(delivered()).as("the floor stays where the first run set it").hasSize(1);
    }

    @Test
    void aTimelineOfOldPostsOnlyIsRememberedAsRead() throws Exception {
        server.posts(5, now().minus(Duration.ofDays(30)), 60);
        SourcePoller<MastodonTimeline> poller = poller("#coffee");
        poller.poll(session);
        assertThat(session.deliveries()).isEmpty();
        String news = server.post(now());

        poller.poll(session);

        assertThat(delivered()).containsExactly(news);
        assertThat(server.stub().requests().get(1).query()).containsKey("min_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#coffee", "@acme@social.example", "public:local", "search:coffee"})
    void aRestartAnywhereLosesNothingAndRepeatsNothing(String timeline) throws Exception {
        List<String> all = new ArrayList<>(server.posts(150, now(), 0.4));
        for (int run = 0; run < 12; run++) {
            session.stopAfter(1);
            // what is posted between two runs, and in the middle of a pass, belongs to the next one
            clock.advance(Duration.ofSeconds(2));
            if (run < 6) {
                all.add(server.post(now()));
            }
            poller(timeline).poll(session);
        }
        session.stopAfter(Integer.MAX_VALUE);
        SourcePoller<MastodonTimeline> last = poller(timeline);
        for (int run = 0; run < 4; run++) {
            last.poll(session);
        }

        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void searchFindsPostsOfOneSecondAlthoughTheServerCountsInSeconds() throws Exception {
        List<String> all = server.posts(90, now(), 0.05);
        SourcePoller<MastodonTimeline> poller = poller("search:coffee");

        poller.poll(session);
        poller.poll(session);

        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(session.deliveries().getFirst().content())
                .asString(StandardCharsets.UTF_8)
                .startsWith("{\"accounts\"");
    }

    @Test
    void aSearchThatFallsSilentInTheMiddleIsAskedAgain() throws Exception {
        List<String> all = server.posts(80, now(), 10);
        SourcePoller<MastodonTimeline> poller = poller("search:coffee");
        session.stopAfter(1);
        poller.poll(session);
        session.stopAfter(Integer.MAX_VALUE);
        server.stub().interfere(PlatformStub.json("{\"statuses\":[]}"));
        poller.poll(session);
        poller.poll(session);

        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void aServerThatGivesShorterPagesThanAskedForLosesNothing() throws Exception {
        server.highestLimit(7);
        List<String> all = server.posts(50, now(), 60);

        poller("#coffee").poll(session);

        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void oneMissingAccountDoesNotStopTheOthers() throws Exception {
        List<String> all = server.posts(3, now(), 60);

        poller("@nobody@social.example", "#coffee").poll(session);

        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(session.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.target()).isEqualTo("@nobody@social.example");
            assertThat(failure.exception().fault()).isEqualTo(Fault.NOT_FOUND);
            assertThat(failure.exception()).hasMessage("127.0.0.1 knows no account @nobody@social.example");
        });
    }

    @Test
    void aUsedUpLimitIsKeptForAllTimelinesUntilTheServersReset() throws Exception {
        server.posts(3, now(), 60);
        server.stub()
                .interfere(PlatformStub.json("[]")
                        .header("X-RateLimit-Remaining", "0")
                        .header("X-RateLimit-Reset", now().plusSeconds(120).toString()));
        SourcePoller<MastodonTimeline> poller = poller("public", "#coffee");

        poller.poll(session);
        clock.advance(Duration.ofSeconds(119));
        poller.poll(session);
        assertThat(server.stub().requests()).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        poller.poll(session);
        assertThat(session.deliveries())
                .extracting(MemoryPollSession.Delivery::target)
                .contains("#coffee", "public");
        assertThat(session.failures()).isEmpty();
    }

    @Test
    void aCursorOlderThanTheServerKeepsGoesOnWithWhatIsThere() throws Exception {
        String gone = Long.toString(now().minus(Duration.ofDays(900)).toEpochMilli() << 16);
        List<String> all = server.posts(50, now(), 60);
        MastodonTimeline timeline = timeline("#coffee");
        session.handOver(
                timeline, Page.empty("", false), Map.of(timeline.stateKey(), "{\"delivered\":\"" + gone + "\"}"));

        poller("#coffee").poll(session);

        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void unreadableStateIsSaidAndNotGuessed() throws Exception {
        MastodonTimeline timeline = timeline("#coffee");
        session.handOver(timeline, Page.empty("", false), Map.of(timeline.stateKey(), "not ours"));

        poller("#coffee").poll(session);

        assertThat(session.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.exception().nextStep()).startsWith("clear the state"));
    }

    @Test
    void accountOptionsAndTokenReachTheServer() throws Exception {
        poller("@acme@social.example").poll(session);

        PlatformStub.Request request = server.stub().lastRequest();
        assertThat(request.query()).containsEntry("exclude_replies", "false").containsEntry("exclude_reblogs", "true");
        assertThat(request.header("Authorization")).isEqualTo("Bearer secret");
        assertThat(request.header("User-Agent")).startsWith("nifi-crm");
    }

    @Test
    void verifyTellsServerTokenAndEachTimeline() throws Exception {
        server.posts(1, now(), 60);
        try (MastodonClient client = client(clock, Optional.of("secret"))) {
            List<Check> checks = client.verify(List.of(timeline("#coffee"), timeline("@nobody")));

            assertThat(checks)
                    .extracting(Check::outcome)
                    .containsExactly(
                            Check.Outcome.SUCCESSFUL,
                            Check.Outcome.SUCCESSFUL,
                            Check.Outcome.SUCCESSFUL,
                            Check.Outcome.FAILED);
            assertThat(checks.get(0).explanation()).contains("Example Social", "4.4.1");
            assertThat(checks.get(1).explanation()).contains("read:statuses read:search");
            assertThat(checks.get(3).explanation()).contains("knows no account @nobody");
        }
    }

    @TestFactory
    Stream<DynamicTest> keepsTheContractOfSources() {
        return SourceContract.tests(new SourceContract.Platform<>(
                () -> listening(100),
                3,
                () -> listening(0),
                platform -> Optional.of(MastodonTimeline.parse("social.example", "@nobody@social.example")),
                moment -> new SourceContract.TooMany(
                        PlatformStub.status(429)
                                .header("X-RateLimit-Limit", "300")
                                .header("X-RateLimit-Remaining", "0")
                                .header(
                                        "X-RateLimit-Reset",
                                        moment.plusSeconds(90).toString()),
                        moment.plusSeconds(90)),
                MastodonClientTest::outlived));
    }

    private static SourceContract.Outlived<MastodonTimeline> outlived() {
        MastodonServer fresh = new MastodonServer();
        List<String> posts = fresh.posts(5, new MovableClock().instant(), 60);
        return new SourceContract.Outlived<>(
                listening(fresh, posts),
                Integer.MAX_VALUE,
                Duration.ofDays(90),
                moment -> {
                    fresh.forgetAll();
                    return fresh.posts(50, moment, 60);
                },
                false);
    }

    private PlatformTrouble.Listening<MastodonTimeline> listening(int items) {
        MastodonServer fresh = new MastodonServer();
        return listening(fresh, fresh.posts(items, now(), 60));
    }

    private static PlatformTrouble.Listening<MastodonTimeline> listening(MastodonServer fresh, List<String> posts) {
        return new PlatformTrouble.Listening<>(
                fresh.stub(),
                time -> client(fresh, time, Optional.empty()),
                MastodonTimeline.parse("social.example", "#coffee"),
                posts,
                MastodonClientTest::ids);
    }

    private Instant now() {
        return clock.instant();
    }

    private SourcePoller<MastodonTimeline> poller(String... timelines) {
        SourcePoller<MastodonTimeline> poller = new SourcePoller<>(
                client(clock, Optional.of("secret")),
                Stream.of(timelines).map(MastodonClientTest::timeline).toList(),
                100,
                clock,
                new Random(7));
        opened.add(poller);
        return poller;
    }

    private MastodonClient client(Clock time, Optional<String> token) {
        return client(server, time, token);
    }

    private static MastodonClient client(MastodonServer server, Clock time, Optional<String> token) {
        HttpSettings http = HttpSettings.defaults()
                .withPrivateAddressesAllowed(true)
                .withResponseTimeout(Duration.ofSeconds(2))
                .withMaxBodyBytes(1_000_000);
        MastodonSettings settings =
                new MastodonSettings(server.stub().address(), token, 40, Duration.ofDays(1), true, false, true);
        return new MastodonClient(settings, new PlatformApi(new GuardedHttpClient(http)), time, new Random(7));
    }

    private static MastodonTimeline timeline(String entry) {
        return MastodonTimeline.parse("social.example", entry);
    }

    private List<String> delivered() {
        return session.deliveries().stream()
                .flatMap(delivery -> ids(delivery).stream())
                .toList();
    }

    private static List<String> ids(MemoryPollSession.Delivery delivery) {
        String content = new String(delivery.content(), StandardCharsets.UTF_8);
        try {
            JsonNode page = new ObjectMapper().readTree(content);
            List<String> ids = new ArrayList<>();
            (page.isArray() ? page : page.path("statuses"))
                    .forEach(status -> ids.add(status.path("id").asText()));
            return ids;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

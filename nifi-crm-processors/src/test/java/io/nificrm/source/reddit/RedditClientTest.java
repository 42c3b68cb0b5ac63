package io.nificrm.source.reddit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nificrm.source.Check;
import io.nificrm.source.Fault;
import io.nificrm.source.MemoryPollSession;
import io.nificrm.source.MovableClock;
import io.nificrm.source.NiFiPollSession;
import io.nificrm.source.PlatformStub;
import io.nificrm.source.PlatformTrouble;
import io.nificrm.source.SourceContract;
import io.nificrm.source.SourcePoller;
import io.nificrm.source.SourceProperties;
import io.nificrm.source.SourceScene;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedditClientTest {

    private final MovableClock clock = new MovableClock();
    private final RedditServer server = new RedditServer();
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
    void readsThreePagesBackToTheInitialBacklog() throws Exception {
        server.comments(20, clock.instant().minus(Duration.ofDays(2)), 1);
        List<String> recent = server.comments(110, clock.instant(), 2);

        poller("r/coffee/comments").poll(session);

        assertThat(session.deliveries()).hasSize(3);
        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(recent);
    }

    @Test
    void aRestartAnywhereLosesNothingAndRepeatsNothing() throws Exception {
        List<String> all = new ArrayList<>(server.comments(170, clock.instant(), 3));
        for (int run = 0; run < 10; run++) {
            session.stopAfter(1);
            clock.advance(Duration.ofSeconds(2));
            all.add(server.comment(clock.instant()));
            poller("r/coffee/comments").poll(session);
        }
        session.stopAfter(Integer.MAX_VALUE);
        SourcePoller<RedditListing> last = poller("r/coffee/comments");
        last.poll(session);
        last.poll(session);

        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void theDeletionOfTheLastThingDeliveredDoesNotMakeItDeaf() throws Exception {
        List<String> old = server.comments(5, clock.instant(), 1);
        SourcePoller<RedditListing> poller = poller("r/coffee/comments");
        poller.poll(session);
        server.delete(old.getLast());
        clock.advance(Duration.ofMinutes(1));
        String news = server.comment(clock.instant());

        poller.poll(session);

        assertThat(delivered()).hasSize(6).endsWith(news);
    }

    @Test
    void saysWhenMoreWasWrittenThanRedditLists() throws Exception {
        server.comments(5, clock.instant(), 1);
        SourcePoller<RedditListing> poller = poller("r/coffee/comments");
        poller.poll(session);
        clock.advance(Duration.ofHours(1));
        server.comments(200, clock.instant(), 1);
        server.depth(100);

        poller.poll(session);

        assertThat(delivered()).hasSize(105);
        assertThat(session.notices()).singleElement().asString().contains("can't be had any more");
    }

    @Test
    void fetchesAnotherTokenWhenTheFirstEnds() throws Exception {
        server.comments(1, clock.instant(), 1);
        SourcePoller<RedditListing> poller = poller("r/coffee/comments");
        poller.poll(session);
        poller.poll(session);
        assertThat(server.logins()).isEqualTo(1);
        assertThat(server.stub().requests().getFirst().body()).isEqualTo("grant_type=client_credentials");

        clock.advance(Duration.ofHours(1));
        poller.poll(session);
        assertThat(server.logins()).isEqualTo(2);
        assertThat(session.failures()).isEmpty();
    }

    @Test
    void obeysTheRateHeaders() throws Exception {
        SourcePoller<RedditListing> poller = poller("r/coffee/comments");
        poller.poll(session);
        server.stub()
                .interfere(PlatformStub.status(429)
                        .header("x-ratelimit-remaining", "0")
                        .header("x-ratelimit-reset", "421"));
        poller.poll(session);
        int requests = server.stub().requests().size();
        clock.advance(Duration.ofMinutes(7));
        poller.poll(session);
        assertThat(server.stub().requests()).hasSize(requests);
        clock.advance(Duration.ofSeconds(1));
        poller.poll(session);
        assertThat(server.stub().requests()).hasSize(requests + 1);
    }

    @Test
    void aWrongPasswordIsTold() throws Exception {
        RedditClient client = client(server, clock, Optional.of(new RedditSettings.Account("ann", "wrong")));
        opened.add(client);

        assertThat(client.verify(List.of())).singleElement().satisfies(check -> {
            assertThat(check.outcome()).isEqualTo(Check.Outcome.FAILED);
            assertThat(check.explanation()).contains("invalid_grant");
        });
    }

    @Test
    void oneMissingSubredditDoesNotStopTheOthers() throws Exception {
        server.comments(3, clock.instant(), 1);

        poller("r/missing", "r/coffee/comments").poll(session);

        assertThat(delivered()).hasSize(3);
        assertThat(session.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.exception().fault()).isEqualTo(Fault.NOT_FOUND));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "r/coffee | /r/coffee/new",
                "r/coffee+tea | /r/coffee+tea/new",
                "r/coffee/comments | /r/coffee/comments",
                "search:acme coffee | /search",
                "r/coffee/search:acme | /r/coffee/search",
                "u/acme-coffee | /user/acme-coffee/overview",
                "mentions | /message/mentions"
            })
    void knowsListings(String entry, String path) {
        assertThat(RedditListing.parse(entry).path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coffee", "r/", "r/../../api", "search:", "u/a/b"})
    void saysWhatIsNoListing(String entry) {
        assertThatThrownBy(() -> RedditListing.parse(entry)).hasMessageContaining("'" + entry + "'");
    }

    @Test
    void theProcessorEmitsPages() {
        server.comments(3, Instant.now(), 1);
        TestRunner runner = TestRunners.newTestRunner(ConsumeReddit.class);
        runner.setProperty(ConsumeReddit.LISTINGS, "r/coffee/comments");
        runner.setProperty(ConsumeReddit.CLIENT_ID, "id");
        runner.setProperty(ConsumeReddit.CLIENT_SECRET, "secret");
        runner.setProperty(ConsumeReddit.LOGIN_URL, server.stub().address().toString());
        runner.setProperty(ConsumeReddit.API_URL, server.stub().address().toString());
        runner.setProperty(SourceProperties.ALLOW_PRIVATE_ADDRESSES, "true");
        runner.assertNotValid();
        runner.setProperty(ConsumeReddit.USER_AGENT, "nifi:crm:1.0 (by /u/acme)");
        runner.assertValid();
        runner.setProperty(ConsumeReddit.LISTINGS, "mentions");
        runner.assertNotValid();
        runner.setProperty(ConsumeReddit.LISTINGS, "r/coffee/comments");

        runner.run();
        runner.run();

        runner.assertAllFlowFilesTransferred(NiFiPollSession.SUCCESS, 1);
        runner.getFlowFilesForRelationship(NiFiPollSession.SUCCESS)
                .getFirst()
                .assertAttributeEquals("crm.format", "reddit");
        assertThat(server.stub().lastRequest().header("User-Agent")).isEqualTo("nifi:crm:1.0 (by /u/acme)");
    }

    @TestFactory
    Stream<DynamicTest> keepsTheContractOfSources() {
        return SourceContract.tests(new SourceContract.Platform<>(
                () -> listening(100),
                3,
                () -> listening(0),
                platform -> Optional.of(RedditListing.parse("r/gone")),
                moment -> new SourceContract.TooMany(
                        PlatformStub.status(429)
                                .header("x-ratelimit-used", "100")
                                .header("x-ratelimit-remaining", "0.0")
                                .header("x-ratelimit-reset", "90"),
                        moment.plusSeconds(90)),
                this::outlived));
    }

    /** The thing that the next page begins after is deleted: Reddit answers with an empty page. */
    private SourceContract.Outlived<RedditListing> outlived() {
        RedditServer fresh = new RedditServer();
        PlatformTrouble.Listening<RedditListing> listening = listening(fresh, 100);
        return new SourceContract.Outlived<>(
                listening,
                1,
                Duration.ofMinutes(5),
                moment -> {
                    // the last of a page of forty
                    String lost = listening.items().get(100 - 40);
                    fresh.delete(lost);
                    List<String> shown = new ArrayList<>(listening.items());
                    shown.remove(lost);
                    shown.add(fresh.comment(moment));
                    return shown;
                },
                false);
    }

    private PlatformTrouble.Listening<RedditListing> listening(int items) {
        return listening(new RedditServer(), items);
    }

    private PlatformTrouble.Listening<RedditListing> listening(RedditServer fresh, int items) {
        return new PlatformTrouble.Listening<>(
                fresh.stub(),
                time -> client(fresh, time, Optional.empty()),
                RedditListing.parse("r/coffee/comments"),
                fresh.comments(items, clock.instant(), 1),
                delivery -> SourceScene.ids(delivery, "/data/children", "/data/name"));
    }

    private List<String> delivered() {
        return SourceScene.ids(session, "/data/children", "/data/name");
    }

    private SourcePoller<RedditListing> poller(String... listings) {
        SourcePoller<RedditListing> poller = new SourcePoller<>(
                client(server, clock, Optional.empty()),
                Stream.of(listings).map(RedditListing::parse).toList(),
                100,
                clock,
                new Random(7));
        opened.add(poller);
        return poller;
    }

    private static RedditClient client(RedditServer server, Clock time, Optional<RedditSettings.Account> account) {
        RedditSettings settings = new RedditSettings(
                server.stub().address(), server.stub().address(), "id", "secret", account, 40, Duration.ofDays(1));
        return new RedditClient(settings, SourceScene.api(), time, new Random(7));
    }
}

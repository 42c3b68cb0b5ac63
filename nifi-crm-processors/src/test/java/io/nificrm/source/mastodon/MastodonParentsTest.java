package io.nificrm.source.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.source.Fault;
import io.nificrm.source.MemoryPollSession;
import io.nificrm.source.MovableClock;
import io.nificrm.source.PlatformStub;
import io.nificrm.source.RawJson;
import io.nificrm.source.SourcePoller;
import io.nificrm.source.SourceScene;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replies learn the URI of what they answer, at little cost, and no page is lost or held up for it. */
class MastodonParentsTest {

    private static final String STATUSES = "/api/v1/statuses";

    private final MovableClock clock = new MovableClock();
    private final PlatformStub stub = new PlatformStub();
    private final MemoryPollSession session = new MemoryPollSession();
    private final List<String> timeline = new ArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeEach
    void aServer() {
        stub.on("/api/v1/timelines/public", request -> PlatformStub.json(page(request)));
        stub.on(STATUSES, MastodonParentsTest::many);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
        stub.close();
    }

    @Test
    void parentsAreAskedForTwentyAtOnceAndEachOnce() throws Exception {
        IntStream.range(0, 40).forEach(i -> timeline.add(reply(1000 + i, 100 + i % 25)));

        poller(true).poll(session);

        assertThat(parentsDelivered())
                .hasSize(40)
                .containsEntry("1000", "https://far.example/100")
                .containsEntry("1039", "https://far.example/114");
        assertThat(lookUps()).hasSize(2);
        assertThat(ids(lookUps().getFirst())).hasSize(20);
        assertThat(ids(lookUps().getLast())).hasSize(5);
    }

    @Test
    void whatWasReadIsRememberedAcrossRuns() throws Exception {
        timeline.add(post(100));
        SourcePoller<MastodonTimeline> poller = poller(true);
        poller.poll(session);
        timeline.add(reply(1000, 100));

        poller.poll(session);

        assertThat(parentsDelivered()).containsEntry("1000", "https://far.example/100");
        assertThat(lookUps()).isEmpty();
    }

    @Test
    void aParentThatIsGoneStaysUnknownAndIsNotAskedForAgain() throws Exception {
        timeline.add(reply(1000, 666));
        SourcePoller<MastodonTimeline> poller = poller(true);
        poller.poll(session);
        timeline.add(reply(1001, 666));

        poller.poll(session);

        assertThat(session.deliveries()).hasSize(2);
        assertThat(parentsDelivered()).isEmpty();
        assertThat(lookUps()).hasSize(1);
        assertThat(session.notices()).isEmpty();
    }

    @Test
    void aPageWithoutRepliesAndOneThatNobodyWantsCompletedStaysAsItCame() throws Exception {
        timeline.add(reply(1000, 100));

        poller(false).poll(session);

        assertThat(lookUps()).isEmpty();
        assertThat(content(session.deliveries().getFirst())).isEqualTo("[" + reply(1000, 100) + "]");
    }

    @Test
    void aServerThatGivesNoManyAtOnceIsAskedForEach() throws Exception {
        stub.on(STATUSES, request -> PlatformStub.text(404, "application/json", "{\"error\":\"Not Found\"}"));
        stub.on(STATUSES + "/100", request -> PlatformStub.json(post(100)));
        timeline.addAll(List.of(reply(1000, 100), reply(1001, 100), reply(1002, 101)));

        SourcePoller<MastodonTimeline> poller = poller(true);
        poller.poll(session);
        timeline.add(reply(1003, 100));
        poller.poll(session);

        assertThat(parentsDelivered()).containsOnlyKeys("1000", "1001", "1003");
        assertThat(lookUps())
                .extracting(PlatformStub.Request::path)
                .containsExactlyInAnyOrder(STATUSES, STATUSES + "/100", STATUSES + "/101");
    }

    @Test
    void aUsedUpLimitDelaysThePageAndLosesNothing() throws Exception {
        timeline.add(reply(1000, 100));
        SourcePoller<MastodonTimeline> poller = poller(true);
        stub.on(STATUSES, request -> PlatformStub.status(429).header("Retry-After", "60"));
        poller.poll(session);
        assertThat(session.deliveries()).isEmpty();
        assertThat(session.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.exception().fault()).isEqualTo(Fault.RATE_LIMITED));
        stub.on(STATUSES, MastodonParentsTest::many);
        clock.advance(Duration.ofSeconds(60));

        poller.poll(session);

        assertThat(parentsDelivered()).containsEntry("1000", "https://far.example/100");
    }

    @Test
    void theLastRequestOfTheLimitIsNotFollowedByALookUp() throws Exception {
        stub.on(
                "/api/v1/timelines/public",
                request -> PlatformStub.json(page(request))
                        .header("X-RateLimit-Remaining", "0")
                        .header(
                                "X-RateLimit-Reset",
                                clock.instant().plusSeconds(30).toString()));
        timeline.add(reply(1000, 100));

        poller(true).poll(session);

        assertThat(lookUps()).isEmpty();
        assertThat(session.deliveries()).isEmpty();
        assertThat(session.failures()).hasSize(1);
    }

    @Test
    void aServerInTroubleIsAskedTwiceThenThePageGoesOutWithoutAndSaysSo() throws Exception {
        stub.on(STATUSES, request -> PlatformStub.status(500));
        timeline.add(reply(1000, 100));
        SourcePoller<MastodonTimeline> poller = poller(true);
        poller.poll(session);
        assertThat(session.deliveries()).isEmpty();
        clock.advance(Duration.ofHours(1));

        poller.poll(session);

        assertThat(session.deliveries()).hasSize(1);
        assertThat(session.notices()).singleElement().asString().contains("1 replies", "Look Up Parents");
    }

    @Test
    void aServerThatRefusesIsNotAskedAgain() throws Exception {
        stub.on(STATUSES, request -> PlatformStub.text(401, "application/json", "{\"error\":\"no\"}"));
        timeline.add(reply(1000, 100));
        SourcePoller<MastodonTimeline> poller = poller(true);
        poller.poll(session);
        timeline.add(reply(1001, 101));
        poller.poll(session);

        assertThat(session.deliveries()).hasSize(2);
        assertThat(session.failures()).isEmpty();
        assertThat(session.notices()).singleElement().asString().contains("401");
        assertThat(lookUps()).hasSize(1);
    }

    private SourcePoller<MastodonTimeline> poller(boolean parents) {
        MastodonSettings settings =
                new MastodonSettings(stub.address(), Optional.empty(), 40, Duration.ofDays(1), true, true, parents);
        SourcePoller<MastodonTimeline> poller = new SourcePoller<>(
                new MastodonClient(settings, SourceScene.api(), clock, new Random(7)),
                List.of(MastodonTimeline.parse("social.example", "public")),
                10,
                clock,
                new Random(7));
        opened.add(poller);
        return poller;
    }

    /** The posts after {@code min_id}, newest first. */
    private String page(PlatformStub.Request request) {
        long least = Long.parseLong(request.query().getOrDefault("min_id", "0"));
        boolean rest = request.query().containsKey("max_id");
        return timeline.reversed().stream()
                .filter(post -> !rest && number(post) > least)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static long number(String post) {
        return tree(post).path("id").asLong();
    }

    private static PlatformStub.Answer many(PlatformStub.Request request) {
        List<String> ids = ids(request);
        if (ids.size() > 20) {
            return PlatformStub.text(422, "application/json", "{\"error\":\"Mastodon::ValidationError\"}");
        }
        return PlatformStub.json(ids.stream()
                .filter(id -> !id.equals("666"))
                .map(id -> post(Integer.parseInt(id)))
                .collect(Collectors.joining(",", "[", "]")));
    }

    private static List<String> ids(PlatformStub.Request request) {
        return Stream.of(URLDecoder.decode(request.uri().getRawQuery(), StandardCharsets.UTF_8)
                        .split("&"))
                .map(parameter -> parameter.replace("id[]=", ""))
                .toList();
    }

    private List<PlatformStub.Request> lookUps() {
        return stub.requests().stream()
                .filter(request -> request.path().startsWith(STATUSES))
                .toList();
    }

    private Map<String, String> parentsDelivered() {
        return session.deliveries().stream()
                .map(MastodonParentsTest::content)
                .flatMap(content -> Stream.of(tree(content)).flatMap(page -> page.valueStream()))
                .filter(post -> post.has("in_reply_to_status"))
                .collect(Collectors.toMap(post -> post.path("id").asText(), post -> {
                    assertThat(post.at("/in_reply_to_status/id")).isEqualTo(post.path("in_reply_to_id"));
                    return post.at("/in_reply_to_status/uri").asText();
                }));
    }

    private static String content(MemoryPollSession.Delivery delivery) {
        return new String(delivery.content(), StandardCharsets.UTF_8);
    }

    private static JsonNode tree(String json) {
        try {
            return RawJson.read(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String post(int number) {
        return "{\"id\":\"%1$d\",\"created_at\":\"2026-03-01T12:00:00Z\",\"uri\":\"https://far.example/%1$d\"}"
                .formatted(number);
    }

    private static String reply(int number, int parent) {
        return "{\"id\":\"%1$d\",\"created_at\":\"2026-03-01T12:00:00Z\",\"uri\":\"https://far.example/%1$d\",\"in_reply_to_id\":\"%2$d\"}"
                .formatted(number, parent);
    }
}

package io.nificrm.local.community;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MastodonProtocolTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final String AUTHORIZATION = "Bearer " + CommunityServer.TOKEN;

    private final SettableClock clock = new SettableClock(START);
    private final CommunityServer server = CommunityServer.builder()
            .clock(clock)
            .historySize(400)
            .livePerMinute(30)
            .start();
    private final Caller caller = new Caller(server.url());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void followingNextFromTheNewestPageReachesEveryPublicStatusOnce() {
        List<String> seen = new ArrayList<>();
        Optional<String> page = Optional.of("/api/v1/timelines/public?limit=40");
        while (page.isPresent()) {
            HttpResponse<String> answer = caller.get(page.get());
            Caller.tree(answer.body())
                    .forEach(status -> seen.add(status.path("uri").asText()));
            page = Caller.link(answer, "next");
        }

        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(ids("public"));
    }

    @Test
    void followingMinIdMissesNothingAndRepeatsNothingWhileOthersPost() {
        List<String> seen = new ArrayList<>();
        String cursor = newest("/api/v1/timelines/public");
        List<String> before = ids("public");
        for (int poll = 0; poll < 40; poll++) {
            clock.forward(Duration.ofSeconds(37));
            JsonNode page = caller.json("/api/v1/timelines/public?limit=7&min_id=" + cursor);
            for (int newestLast = page.size() - 1; newestLast >= 0; newestLast--) {
                seen.add(page.get(newestLast).path("uri").asText());
            }
            cursor = page.isEmpty() ? cursor : page.get(0).path("id").asText();
        }
        for (JsonNode page = caller.json("/api/v1/timelines/public?min_id=" + cursor);
                !page.isEmpty();
                page = caller.json("/api/v1/timelines/public?min_id=" + cursor)) {
            for (int newestLast = page.size() - 1; newestLast >= 0; newestLast--) {
                seen.add(page.get(newestLast).path("uri").asText());
            }
            cursor = page.get(0).path("id").asText();
        }

        List<String> posted = new ArrayList<>(ids("public"));
        posted.removeAll(before);
        assertThat(posted).hasSizeGreaterThan(100);
        assertThat(seen).containsExactlyElementsOf(posted);
    }

    @Test
    void sinceIdGivesTheNewestAndMinIdTheNextOnes() {
        JsonNode all = caller.json("/api/v1/timelines/public?limit=40");
        String tenth = all.get(10).path("id").asText();

        JsonNode since = caller.json("/api/v1/timelines/public?limit=3&since_id=" + tenth);
        JsonNode next = caller.json("/api/v1/timelines/public?limit=3&min_id=" + tenth);

        assertThat(since.findValuesAsText("uri"))
                .startsWith(all.get(0).path("uri").asText());
        assertThat(next).hasSize(3);
        assertThat(next.get(2).path("id")).isEqualTo(all.get(9).path("id"));
        assertThat(next.get(0).path("id")).isEqualTo(all.get(7).path("id"));
    }

    @Test
    void pagesAreTwentyUnlessAskedAndNeverMoreThanForty() {
        assertThat(caller.json("/api/v1/timelines/public")).hasSize(20);
        assertThat(caller.json("/api/v1/timelines/public?limit=400")).hasSize(40);
    }

    @Test
    void hashtagTimelinesHoldRepliesTooAndEveryStatusHasTheTag() {
        JsonNode page = caller.json("/api/v1/timelines/tag/Coffee?limit=40");

        assertThat(page).isNotEmpty();
        assertThat(page)
                .allSatisfy(status ->
                        assertThat(status.path("tags").findValuesAsText("name")).contains("coffee"));
    }

    @Test
    void theBrandIsFoundByLookupAndItsTimelineHoldsPostsAndReplies() {
        JsonNode account = caller.json("/api/v1/accounts/lookup?acct=acmecoffee");
        JsonNode statuses = caller.json("/api/v1/accounts/" + account.path("id").asText() + "/statuses?limit=40");

        assertThat(account.path("acct").asText()).isEqualTo("acmecoffee");
        assertThat(statuses)
                .allSatisfy(status -> assertThat(
                                status.path("account").path("username").asText())
                        .isEqualTo("acmecoffee"));
        assertThat(statuses)
                .anySatisfy(status ->
                        assertThat(status.path("in_reply_to_id").isNull()).isFalse());
        assertThat(statuses)
                .anySatisfy(status ->
                        assertThat(status.path("in_reply_to_id").isNull()).isTrue());
    }

    @Test
    void severalStatusesAreGivenAtOnceThoseThatAreGoneLeftOutAndTooManyRefused() {
        JsonNode page = caller.json("/api/v1/timelines/public?limit=40");
        String first = page.get(0).path("id").asText();
        String second = page.get(1).path("id").asText();

        JsonNode both = caller.json("/api/v1/statuses?id%5B%5D=" + first + "&id%5B%5D=1&id%5B%5D=" + second);
        String many = page.findValuesAsText("id").stream()
                .map(id -> "id[]=" + id)
                .limit(21)
                .collect(Collectors.joining("&"))
                .replace("[]", "%5B%5D");

        assertThat(both).hasSize(2);
        assertThat(both.findValuesAsText("id")).contains(first, second);
        assertThat(caller.get("/api/v1/statuses?" + many).statusCode()).isEqualTo(422);
    }

    @Test
    void anUnknownAccountIsNotFound() {
        assertThat(caller.get("/api/v1/accounts/lookup?acct=nobody").statusCode())
                .isEqualTo(404);
    }

    @Test
    void searchingStatusesTakesAToken() {
        JsonNode without = caller.json("/api/v2/search?q=acme&type=statuses");
        JsonNode with = caller.json("/api/v2/search?q=acme&type=statuses&limit=40", "Authorization", AUTHORIZATION);

        assertThat(without.path("statuses")).isEmpty();
        assertThat(with.path("statuses")).hasSize(40);
        assertThat(with.path("statuses"))
                .allSatisfy(
                        status -> assertThat(status.path("content").asText()).containsIgnoringCase("acme"));
    }

    @Test
    void searchUnderstandsPhrasesExclusionsAndOperators() {
        JsonNode found = caller.json(
                "/api/v2/search?type=statuses&q=%22bolt+coffee%22+-acme+language:en", "Authorization", AUTHORIZATION);

        assertThat(found.path("statuses")).isNotEmpty().allSatisfy(status -> {
            assertThat(status.path("content").asText()).containsIgnoringCase("bolt coffee");
            assertThat(status.path("language").asText()).isEqualTo("en");
        });
    }

    @Test
    void aWrongTokenIsRefused() {
        assertThat(caller.get("/api/v1/timelines/public", "Authorization", "Bearer wrong")
                        .statusCode())
                .isEqualTo(401);
        assertThat(caller.get("/api/v1/accounts/verify_credentials").statusCode())
                .isEqualTo(401);
        assertThat(caller.json("/api/v1/apps/verify_credentials", "Authorization", AUTHORIZATION)
                        .path("name")
                        .asText())
                .isEqualTo("nifi-crm");
    }

    @Test
    void everyAnswerTellsWhatIsLeftOfTheRateLimit() {
        HttpResponse<String> first = caller.get("/api/v1/timelines/public");
        HttpResponse<String> second = caller.get("/api/v1/timelines/public");

        assertThat(first.headers().firstValue("x-ratelimit-limit")).contains("300");
        assertThat(first.headers().firstValue("x-ratelimit-remaining")).contains("299");
        assertThat(second.headers().firstValue("x-ratelimit-remaining")).contains("298");
        assertThat(first.headers().firstValue("x-ratelimit-reset")).contains("2026-11-22T12:05:00.000000Z");
    }

    @Test
    void whoAsksTooOftenIsRefusedUntilTheWindowEnds() {
        server.refuseNextMastodonRequests(1);

        assertThat(caller.get("/api/v1/timelines/public").statusCode()).isEqualTo(429);
        assertThat(caller.get("/api/v1/timelines/public").statusCode()).isEqualTo(200);
        for (int request = 0; request < 298; request++) {
            caller.get("/api/v2/instance");
        }
        HttpResponse<String> tooMany = caller.get("/api/v2/instance");
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.headers().firstValue("x-ratelimit-remaining")).contains("0");
        clock.forward(Duration.ofMinutes(5));
        assertThat(caller.get("/api/v2/instance").statusCode()).isEqualTo(200);
    }

    @Test
    void repostsPollsWarningsPicturesAndCustomEmojiLookAsMastodonWritesThem() {
        List<JsonNode> statuses = new ArrayList<>();
        try (CommunityServer large =
                CommunityServer.builder().clock(clock).historySize(2_000).start()) {
            Caller asks = new Caller(large.url());
            Optional<String> page = Optional.of("/api/v1/timelines/public?limit=40");
            while (page.isPresent()) {
                HttpResponse<String> answer = asks.get(page.get());
                Caller.tree(answer.body()).forEach(statuses::add);
                page = Caller.link(answer, "next");
            }
            JsonNode sharer = asks.json("/api/v1/accounts/lookup?acct=" + sharer(large));
            asks.json("/api/v1/accounts/" + sharer.path("id").asText() + "/statuses?limit=40")
                    .forEach(statuses::add);
        }

        assertThat(statuses).anySatisfy(status -> {
            assertThat(status.path("reblog").path("content").asText()).isNotEmpty();
            assertThat(status.path("uri").asText()).endsWith("/activity");
        });
        assertThat(statuses)
                .anySatisfy(status ->
                        assertThat(status.path("poll").path("options").size()).isGreaterThan(1));
        assertThat(statuses)
                .anySatisfy(status ->
                        assertThat(status.path("spoiler_text").asText()).isNotEmpty());
        assertThat(statuses)
                .anySatisfy(status -> assertThat(status.path("media_attachments")
                                .path(0)
                                .path("description")
                                .asText())
                        .isNotEmpty());
        assertThat(statuses)
                .anySatisfy(status -> assertThat(status.path("emojis").size()).isPositive());
        assertThat(statuses)
                .anySatisfy(status -> assertThat(status.path("content").asText())
                        .contains("utm_source=")
                        .contains("class=\"invisible\""));
    }

    /** A local account whose newest status is a repost. */
    private static String sharer(CommunityServer of) {
        return of.manifest().posted().reversed().stream()
                .filter(posted -> posted.kind().equals("repost") && posted.id().contains("//community.example/"))
                .map(Manifest.Posted::account)
                .findFirst()
                .orElseThrow();
    }

    private List<String> ids(String target) {
        return server.manifest().posted().stream()
                .filter(posted -> posted.targets().contains(target))
                .map(posted -> posted.id().replaceFirst("^mastodon:", ""))
                .toList();
    }

    private String newest(String timeline) {
        return caller.json(timeline + "?limit=1").get(0).path("id").asText();
    }
}

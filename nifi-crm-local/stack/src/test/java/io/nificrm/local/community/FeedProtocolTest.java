package io.nificrm.local.community;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedProtocolTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T12:00:00Z"));
    private final CommunityServer server = CommunityServer.builder()
            .clock(clock)
            .historySize(600)
            .livePerMinute(20)
            .start();
    private final Caller caller = new Caller(server.url());

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/feeds/bean-notes.atom", "/feeds/cup-reviews.atom"})
    void blogAndReviewsAreWellFormedAndHoldWhatWasPublished(String path) throws Exception {
        SyndFeed feed =
                new SyndFeedInput().build(new StringReader(caller.get(path).body()));

        assertThat(feed.getEntries())
                .extracting(entry -> "feed:" + entry.getUri())
                .containsExactlyElementsOf(ids(path));
        assertThat(feed.getEntries()).allSatisfy(entry -> {
            assertThat(entry.getTitle()).isNotBlank();
            assertThat(entry.getLink()).startsWith("https://");
            assertThat(entry.getPublishedDate()).isNotNull();
        });
    }

    @Test
    void theForumIsAJsonFeed() {
        JsonNode feed = caller.json("/feeds/roast-talk.json");

        assertThat(feed.path("version").asText()).isEqualTo("https://jsonfeed.org/version/1.1");
        assertThat(feed.path("items").findValuesAsText("id"))
                .extracting(id -> "feed:" + id)
                .containsExactlyElementsOf(ids("/feeds/roast-talk.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/feeds/daily-grind.rss",
                "/feeds/bean-notes.atom",
                "/feeds/cup-reviews.atom",
                "/feeds/roast-talk.json"
            })
    void whoHasTheNewestVersionIsToldSoUntilSomethingIsPublished(String path) {
        HttpResponse<String> first = caller.get(path);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        String modified = first.headers().firstValue("Last-Modified").orElseThrow();

        assertThat(caller.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(caller.get(path, "If-Modified-Since", modified).statusCode()).isEqualTo(304);
        assertThat(caller.get(path, "If-None-Match", "\"older\"", "If-Modified-Since", modified)
                        .statusCode())
                .isEqualTo(200);
        clock.forward(Duration.ofHours(4));
        assertThat(caller.get(path, "If-None-Match", tag).statusCode()).isEqualTo(200);
        assertThat(caller.get(path, "If-Modified-Since", modified).statusCode()).isEqualTo(200);
    }

    private List<String> ids(String path) {
        return server.manifest().posted().stream()
                .filter(posted -> posted.targets().contains(path))
                .map(Manifest.Posted::id)
                .toList()
                .reversed();
    }
}

package io.nificrm.local.community;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.format.InvalidItem;
import io.nificrm.format.Reading;
import io.nificrm.format.Sink;
import io.nificrm.local.community.story.Platform;
import io.nificrm.normalize.Formats;
import io.nificrm.normalize.Normalizer;
import io.nificrm.touchpoint.Touchpoint;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the community serves, read by the product's own formats, is what the manifest says. */
class NormalizedCommunityTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String AUTHORIZATION = "Bearer " + CommunityServer.TOKEN;

    private final CommunityServer server = CommunityServer.builder()
            .clock(new SettableClock(NOW))
            .platforms(EnumSet.allOf(Platform.class))
            .historySize(1_000)
            .start();
    private final Caller caller = new Caller(server.url());
    private final Map<String, Manifest.Posted> posted =
            server.manifest().posted().stream().collect(Collectors.toMap(Manifest.Posted::id, one -> one));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void mastodonStatuses() throws Exception {
        List<Touchpoint> read = new ArrayList<>();
        Optional<String> page = Optional.of("/api/v1/timelines/public?limit=40");
        while (page.isPresent()) {
            HttpResponse<String> answer = caller.get(page.get());
            read.addAll(normalized("mastodon", answer.body()));
            page = Caller.link(answer, "next");
        }

        agrees(read, expected(one -> one.targets().contains("public")));
    }

    @Test
    void mastodonReplies() throws Exception {
        String account = caller.json("/api/v1/accounts/lookup?acct=acmecoffee")
                .path("id")
                .asText();
        String body =
                caller.get("/api/v1/accounts/" + account + "/statuses?limit=40").body();

        assertThat(normalized("mastodon", body)).hasSize(40).allSatisfy(touchpoint -> {
            Manifest.Posted one = posted.get(touchpoint.id());
            assertThat(touchpoint.kind().name().toLowerCase(Locale.ROOT)).isEqualTo(one.kind());
            // Mastodon names the parent by a local id, which tells the URI only where the parent was written here
            assertThat(touchpoint.inReplyTo())
                    .isEqualTo(one.inReplyTo().filter(parent -> parent.contains("//community.example/")));
        });
    }

    @Test
    void feedEntries() throws Exception {
        List<Touchpoint> read = new ArrayList<>();
        for (java.net.URI feed : server.feeds()) {
            read.addAll(normalized("feed", caller.get(feed.toString()).body()));
        }

        agrees(read, expected(one -> one.platform().equals("feed")));
    }

    @Test
    void redditPostsAndComments() throws Exception {
        List<Touchpoint> read = new ArrayList<>();
        for (String listing : List.of("new", "comments")) {
            String after = "";
            do {
                String body = caller.get(
                                "/r/all/" + listing + "?limit=30&after=" + after,
                                "Authorization",
                                AUTHORIZATION,
                                "User-Agent",
                                "test:nifi-crm:1 (by /u/test)")
                        .body();
                read.addAll(normalized("reddit", body));
                after = Caller.tree(body).path("data").path("after").asText("");
            } while (!after.isEmpty() && !after.equals("null"));
        }

        agrees(read, expected(one -> one.platform().equals("reddit")));
    }

    @Test
    void hackerNewsAndBlueskyFindWhatWasPosted() {
        JsonNode stories = caller.json("/api/v1/search_by_date?tags=(story,comment)&hitsPerPage=1000");
        List<String> uris = new ArrayList<>();
        String cursor = "0";
        while (!cursor.isEmpty()) {
            JsonNode page =
                    caller.json("/xrpc/app.bsky.feed.searchPosts?q=acme&sort=latest&limit=100&cursor=" + cursor);
            page.path("posts")
                    .forEach(post -> uris.add("bluesky:" + post.path("uri").asText()));
            cursor = page.path("cursor").asText("");
        }

        assertThat(stories.path("hits").findValuesAsText("objectID"))
                .extracting(id -> "hackernews:" + id)
                .containsExactlyInAnyOrderElementsOf(
                        expected(one -> one.platform().equals("hackernews")));
        assertThat(uris).doesNotHaveDuplicates().hasSizeGreaterThan(15);
        assertThat(posted.keySet()).containsAll(uris);
    }

    private List<String> expected(Predicate<Manifest.Posted> chosen) {
        return posted.values().stream().filter(chosen).map(Manifest.Posted::id).toList();
    }

    private void agrees(List<Touchpoint> read, List<String> expected) {
        assertThat(read).extracting(Touchpoint::id).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(read).allSatisfy(touchpoint -> {
            Manifest.Posted one = posted.get(touchpoint.id());
            assertThat(touchpoint.timestamp()).isEqualTo(one.at());
            assertThat(touchpoint.kind().name().toLowerCase(Locale.ROOT)).isEqualTo(one.kind());
            assertThat(touchpoint.inReplyTo()).isEqualTo(one.inReplyTo());
            assertThat(touchpoint.text().orElse("")).isNotBlank();
        });
    }

    private static List<Touchpoint> normalized(String format, String body) throws Exception {
        List<Touchpoint> touchpoints = new ArrayList<>();
        List<InvalidItem> invalid = new ArrayList<>();
        new Normalizer(Formats.named(format).orElseThrow(), Reading.at(NOW))
                .run(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), new Sink() {
                    @Override
                    public void touchpoint(Touchpoint touchpoint) {
                        touchpoints.add(touchpoint);
                    }

                    @Override
                    public void invalid(InvalidItem item) {
                        invalid.add(item);
                    }

                    @Override
                    public void ignored(String what) {
                        throw new AssertionError("nothing that people say is ignored: " + what);
                    }
                });
        assertThat(invalid).isEmpty();
        return touchpoints;
    }
}

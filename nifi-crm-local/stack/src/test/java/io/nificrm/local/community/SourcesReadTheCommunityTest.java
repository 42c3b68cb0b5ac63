package io.nificrm.local.community;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.local.community.story.Platform;
import io.nificrm.source.Page;
import io.nificrm.source.PlatformApi;
import io.nificrm.source.PlatformException;
import io.nificrm.source.PollSession;
import io.nificrm.source.RawItems;
import io.nificrm.source.SourceClient;
import io.nificrm.source.SourcePoller;
import io.nificrm.source.Target;
import io.nificrm.source.bluesky.BlueskyClient;
import io.nificrm.source.bluesky.BlueskySettings;
import io.nificrm.source.bluesky.BlueskyTarget;
import io.nificrm.source.hackernews.HackerNewsClient;
import io.nificrm.source.hackernews.HackerNewsItems;
import io.nificrm.source.hackernews.HackerNewsSearch;
import io.nificrm.source.http.GuardedHttpClient;
import io.nificrm.source.http.HttpSettings;
import io.nificrm.source.mastodon.MastodonClient;
import io.nificrm.source.mastodon.MastodonSettings;
import io.nificrm.source.mastodon.MastodonTimeline;
import io.nificrm.source.reddit.RedditClient;
import io.nificrm.source.reddit.RedditListing;
import io.nificrm.source.reddit.RedditSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The product's own sources read all of the community, nothing twice, while it goes on talking. */
class SourcesReadTheCommunityTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration ALL = Duration.ofDays(20);

    private final SettableClock clock = new SettableClock(START);
    private final CommunityServer server = CommunityServer.builder()
            .clock(clock)
            .platforms(EnumSet.allOf(Platform.class))
            .historySize(700)
            .livePerMinute(20)
            .start();
    private final Collected collected = new Collected();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void mastodonPublicTimeline() throws Exception {
        MastodonSettings settings = new MastodonSettings(server.url(), Optional.empty(), 40, ALL, true, true, true);
        listen(
                new MastodonClient(settings, api(), clock, new Random(1)),
                MastodonTimeline.parse(server.url().getHost(), "public"));

        assertThat(collected.ids("", "uri"))
                .extracting(uri -> "mastodon:" + uri)
                .containsExactlyInAnyOrderElementsOf(posted(one -> one.targets().contains("public")));
    }

    @Test
    void everyAnswerOfTheBrandOnMastodonNamesWhatItAnswersAlsoOnOtherServers() throws Exception {
        MastodonSettings settings = new MastodonSettings(server.url(), Optional.empty(), 40, ALL, true, true, true);
        listen(
                new MastodonClient(settings, api(), clock, new Random(1)),
                MastodonTimeline.parse(server.url().getHost(), "@acmecoffee"));

        Map<String, String> parents = new HashMap<>();
        collected.pages.forEach(page -> page.forEach(status -> {
            JsonNode parent = status.path("in_reply_to_status").path("uri");
            if (!parent.isMissingNode()) {
                parents.put("mastodon:" + status.path("uri").asText(), "mastodon:" + parent.asText());
            }
        }));
        Map<String, String> expected = new HashMap<>();
        server.manifest().posted().stream()
                .filter(one -> one.targets().contains("account:acmecoffee@community.example"))
                .forEach(one -> one.inReplyTo().ifPresent(parent -> expected.put(one.id(), parent)));
        assertThat(expected.values()).anyMatch(parent -> !parent.contains("//community.example/"));
        assertThat(parents).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void mastodonSearch() throws Exception {
        Optional<String> token = Optional.of(CommunityServer.TOKEN);
        MastodonSettings settings = new MastodonSettings(server.url(), token, 40, ALL, true, true, true);
        listen(
                new MastodonClient(settings, api(), clock, new Random(1)),
                MastodonTimeline.parse(server.url().getHost(), "search:coffee"));

        List<String> expected = new ArrayList<>();
        Caller caller = new Caller(server.url());
        for (JsonNode page = search(caller, 0); !page.isEmpty(); page = search(caller, expected.size())) {
            page.forEach(status -> expected.add(status.path("uri").asText()));
        }
        assertThat(collected.ids("", "uri")).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource({"r/all, t3_", "r/all/comments, t1_"})
    void redditPostsAndComments(String listing, String prefix) throws Exception {
        RedditSettings settings =
                new RedditSettings(server.url(), server.url(), "id", "secret", Optional.empty(), 100, ALL);
        listen(new RedditClient(settings, api(), clock, new Random(1)), RedditListing.parse(listing));

        assertThat(collected.ids("/data/children", "/data/name"))
                .extracting(name -> "reddit:" + name)
                .containsExactlyInAnyOrderElementsOf(posted(one -> one.id().startsWith("reddit:" + prefix)));
    }

    @Test
    void blueskySearch() throws Exception {
        BlueskySettings settings =
                new BlueskySettings(server.url(), server.url(), Optional.empty(), 50, ALL, Duration.ZERO);
        listen(new BlueskyClient(settings, api(), clock, new Random(1)), BlueskyTarget.parse("search:coffee"));

        List<String> expected = new ArrayList<>();
        Caller caller = new Caller(server.url());
        String cursor = "0";
        while (!cursor.isEmpty()) {
            JsonNode page = caller.json("/xrpc/app.bsky.feed.searchPosts?q=coffee&limit=100&cursor=" + cursor);
            page.path("posts").forEach(post -> expected.add(post.path("uri").asText()));
            cursor = page.path("cursor").asText("");
        }
        assertThat(collected.ids("/posts", "uri")).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void hackerNewsSearch() throws Exception {
        HackerNewsClient.Settings settings = new HackerNewsClient.Settings(
                server.url(), HackerNewsItems.STORIES_AND_COMMENTS, 20, ALL, Duration.ZERO, false);
        listen(new HackerNewsClient(settings, api(), clock, new Random(1)), HackerNewsSearch.parse("coffee"));

        JsonNode all = new Caller(server.url()).json("/api/v1/search_by_date?query=coffee&hitsPerPage=1000");
        assertThat(collected.ids("/hits", "objectID"))
                .containsExactlyInAnyOrderElementsOf(all.path("hits").findValuesAsText("objectID"));
    }

    private static JsonNode search(Caller caller, int offset) {
        return caller.json(
                        "/api/v2/search?q=coffee&type=statuses&limit=40&offset=" + offset,
                        "Authorization",
                        "Bearer " + CommunityServer.TOKEN)
                .path("statuses");
    }

    /** Runs every ten minutes of community time, then until nothing new comes. */
    private <T extends Target> void listen(SourceClient<T> client, T target) throws InterruptedException {
        try (SourcePoller<T> poller = new SourcePoller<>(client, List.of(target), 8, clock, new Random(2))) {
            for (int run = 0; run < 12; run++) {
                poller.poll(collected);
                clock.forward(Duration.ofMinutes(10));
            }
            for (int run = 0; run < 40; run++) {
                poller.poll(collected);
            }
        }
        assertThat(collected.failures).isEmpty();
    }

    private static PlatformApi api() {
        return new PlatformApi(new GuardedHttpClient(HttpSettings.defaults().withPrivateAddressesAllowed(true)));
    }

    private List<String> posted(Predicate<Manifest.Posted> chosen) {
        return server.manifest().posted().stream()
                .filter(chosen)
                .map(Manifest.Posted::id)
                .toList();
    }

    private static final class Collected implements PollSession {
        private final Map<String, String> cursors = new HashMap<>();
        private final List<JsonNode> pages = new ArrayList<>();
        private final List<String> failures = new ArrayList<>();

        @Override
        public Map<String, String> cursors() {
            return Map.copyOf(cursors);
        }

        @Override
        public void handOver(Target target, Page page, Map<String, String> newCursors) {
            cursors.putAll(newCursors);
            page.items().ifPresent(items -> pages.add(tree(items)));
        }

        @Override
        public void save(Map<String, String> newCursors) {
            cursors.putAll(newCursors);
        }

        @Override
        public void failed(Target target, PlatformException failure, Instant nextAttempt) {
            failures.add(failure.getMessage());
        }

        @Override
        public void notice(Target target, String words) {
            failures.add(words);
        }

        @Override
        public boolean stopping() {
            return false;
        }

        /** A member of every item; items lie in the array at a pointer, or the page is that array. */
        List<String> ids(String array, String member) {
            List<String> ids = new ArrayList<>();
            String pointer = member.startsWith("/") ? member : "/" + member;
            for (JsonNode page : pages) {
                JsonNode items = page.isArray() ? page : page.at(array.isEmpty() ? "/statuses" : array);
                items.forEach(item -> ids.add(item.at(pointer).asText()));
            }
            return ids;
        }

        private static JsonNode tree(RawItems items) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                items.writeTo(bytes);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return Caller.tree(bytes.toString(StandardCharsets.UTF_8));
        }
    }
}

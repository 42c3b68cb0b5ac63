package io.nificrm.source.youtube;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.source.CursorJson;
import io.nificrm.source.Fault;
import io.nificrm.source.ItemPage;
import io.nificrm.source.Page;
import io.nificrm.source.PlatformException;
import io.nificrm.source.RawItems;
import io.nificrm.source.youtube.SearchCursor.Followed;
import io.nificrm.source.youtube.SearchCursor.Running;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows a search: now and then <a href="https://developers.google.com/youtube/v3/docs/search/list">search.list</a> for new
 * videos, which is dear; in every round <a
 * href="https://developers.google.com/youtube/v3/docs/videos/list">videos.list</a>, which tells for fifty videos at once how many
 * comments they have; and then the threads of those where that number changed.
 */
final class VideoSearch {

    /** The most that both lists give. */
    private static final int VIDEOS_A_PAGE = 50;

    /** Threads watched for late replies below one video; many videos share the room in the state, and the budget. */
    private static final CommentThreads.Watch WATCH = new CommentThreads.Watch(10, 0);

    private final YouTubeApi api;
    private final CommentThreads threads;
    private final YouTubeSettings settings;
    private final Clock clock;

    VideoSearch(YouTubeApi api, CommentThreads threads, YouTubeSettings settings, Clock clock) {
        this.api = api;
        this.threads = threads;
        this.settings = settings;
        this.clock = clock;
    }

    Page next(YouTubeTarget.Search search, SearchCursor cursor) throws PlatformException, InterruptedException {
        Instant now = clock.instant();
        if (cursor.searchIsDue(now, settings.searchInterval()) && api.affordsSearch()) {
            return search(search, cursor, now);
        }
        if (cursor.due().isPresent()) {
            return threads(cursor, cursor.due().get());
        }
        if (cursor.unchecked(1).isEmpty()) {
            // the round is complete; the next one begins with the first video
            return page(Optional.empty(), cursor.withVideos(0, cursor.videos()), false, List.of());
        }
        return check(cursor);
    }

    /** One page of finds; those that are new are handed over as the videos they are. */
    private Page search(YouTubeTarget.Search search, SearchCursor cursor, Instant now)
            throws PlatformException, InterruptedException {
        Running running = cursor.search(now, settings.initialBacklog());
        ItemPage finds;
        try {
            finds = finds(search, Optional.of(running.after()), running.token(), VIDEOS_A_PAGE);
        } catch (PlatformException e) {
            boolean tokenEnded = e.reason()
                    .filter(YouTubeRefusals.INVALID_PAGE_TOKEN::equals)
                    .isPresent();
            if (tokenEnded && running.token().isPresent()) {
                return page(Optional.empty(), cursor.restarted(running), true, List.of());
            }
            throw e;
        }
        List<String> unknown = finds.items().stream()
                .map(find -> find.at("/id/videoId").asText())
                .filter(id -> !id.isEmpty() && !cursor.videos().containsKey(id))
                .distinct()
                .toList();
        Optional<ItemPage> videos = unknown.isEmpty() ? Optional.empty() : Optional.of(videos(unknown));
        Map<String, Followed> following = new LinkedHashMap<>(cursor.videos());
        for (JsonNode video : videos.map(ItemPage::items).orElse(List.of())) {
            ThreadCursor beginning = ThreadCursor.startingAt(now.minus(settings.initialBacklog()));
            String published = video.at("/snippet/publishedAt").asText();
            following.put(
                    video.path("id").asText(),
                    new Followed(published, comments(video), comments(video) > 0, beginning));
        }
        List<String> notices = new ArrayList<>();
        Optional<String> token = CommentThreads.text(finds.root(), "nextPageToken");
        if (following.size() > settings.videosPerSearch()) {
            if (running.token().isPresent() && token.isPresent()) {
                notices.add("it finds more videos than the " + settings.videosPerSearch()
                        + " that are followed; narrow the search, or raise Videos per Search");
            }
            token = Optional.empty();
        }
        SearchCursor next = cursor.withSearch(running, token, newest(following));
        return page(videos.flatMap(this::all), next, true, notices);
    }

    private Map<String, Followed> newest(Map<String, Followed> following) {
        Map<String, Followed> kept = new LinkedHashMap<>();
        following.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Followed> video) ->
                                video.getValue().published())
                        .reversed())
                .limit(settings.videosPerSearch())
                .forEach(video -> kept.put(video.getKey(), video.getValue()));
        return kept;
    }

    private Optional<RawItems> all(ItemPage page) {
        BitSet every = new BitSet();
        every.set(0, page.items().size());
        return every.isEmpty() ? Optional.empty() : Optional.of(page.keeping(every, clock.instant()));
    }

    /** Asks for the number of comments of the next videos. One that is missing in the answer is gone. */
    private Page check(SearchCursor cursor) throws PlatformException, InterruptedException {
        List<String> asked = cursor.unchecked(VIDEOS_A_PAGE);
        Map<String, Long> counts = new LinkedHashMap<>();
        videos(asked).items().forEach(video -> counts.put(video.path("id").asText(), comments(video)));
        Map<String, Followed> following = new LinkedHashMap<>();
        cursor.videos().forEach((id, video) -> {
            if (!asked.contains(id)) {
                following.put(id, video);
            } else if (counts.containsKey(id)) {
                long count = counts.get(id);
                following.put(
                        id,
                        new Followed(
                                video.published(), count, video.due() || count != video.comments(), video.threads()));
            }
        });
        int gone = cursor.videos().size() - following.size();
        return page(
                Optional.empty(),
                cursor.withVideos(cursor.checked() + asked.size() - gone, following),
                true,
                List.of());
    }

    private Page threads(SearchCursor cursor, String id) throws PlatformException, InterruptedException {
        Map<String, Followed> following = new LinkedHashMap<>(cursor.videos());
        Followed video = following.get(id);
        try {
            CommentThreads.Step step = threads.next(Map.of("videoId", id), video.threads(), WATCH);
            following.put(id, new Followed(video.published(), video.comments(), step.more(), step.cursor()));
            return page(step.items(), cursor.withVideos(cursor.checked(), following), true, List.of());
        } catch (PlatformException e) {
            if (e.fault() == Fault.NOT_FOUND) {
                following.remove(id);
            } else if (e.reason()
                    .filter(YouTubeRefusals.COMMENTS_DISABLED::equals)
                    .isPresent()) {
                following.put(id, new Followed(video.published(), video.comments(), false, video.threads()));
            } else {
                throw e;
            }
            // one find of many that nobody listed by name: no reason for a bulletin
            return page(
                    Optional.empty(),
                    cursor.withVideos(Math.min(cursor.checked(), following.size()), following),
                    true,
                    List.of());
        }
    }

    ItemPage finds(YouTubeTarget.Search search, Optional<String> after, Optional<String> token, int count)
            throws PlatformException, InterruptedException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("part", "snippet");
        parameters.put("q", search.query());
        parameters.put("type", "video");
        parameters.put("order", "date");
        after.ifPresent(time -> parameters.put("publishedAfter", time));
        parameters.put("maxResults", Integer.toString(count));
        token.ifPresent(page -> parameters.put("pageToken", page));
        return ItemPage.at(api.search(parameters), "/items");
    }

    private ItemPage videos(List<String> ids) throws PlatformException, InterruptedException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("part", "snippet,statistics");
        parameters.put("id", String.join(",", ids));
        return ItemPage.at(api.list("videos", parameters), "/items");
    }

    /** A text in the API; absent where comments are turned off. */
    private static long comments(JsonNode video) {
        return video.at("/statistics/commentCount").asLong();
    }

    private static Page page(Optional<RawItems> items, SearchCursor cursor, boolean more, List<String> notices) {
        return new Page(items, CursorJson.write(cursor), more, notices);
    }
}

package io.nificrm.source.youtube;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.source.Budget;
import io.nificrm.source.Check;
import io.nificrm.source.CursorJson;
import io.nificrm.source.Fault;
import io.nificrm.source.Page;
import io.nificrm.source.PlatformApi;
import io.nificrm.source.PlatformException;
import io.nificrm.source.RateLimit;
import io.nificrm.source.SourceClient;
import io.nificrm.source.youtube.YouTubeTarget.Channel;
import io.nificrm.source.youtube.YouTubeTarget.Handle;
import io.nificrm.source.youtube.YouTubeTarget.Search;
import io.nificrm.source.youtube.YouTubeTarget.Video;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Reads comments of videos, channels and searches from YouTube, within the quota of a Google project. */
public final class YouTubeClient implements SourceClient<YouTubeTarget> {

    /** Threads watched for late replies below one video or channel. */
    private static final int WATCHED_THREADS = 50;

    private final YouTubeSettings settings;
    private final PlatformApi http;
    private final Budget budget;
    private final Clock clock;
    private final RateLimit limit;
    private final YouTubeApi api;
    private final CommentThreads threads;
    private final CommentThreads.Watch watch;
    private final VideoSearch search;
    private final Map<String, String> channelIds = new HashMap<>();

    /** @param budget of units, by the day of Pacific time */
    public YouTubeClient(
            YouTubeSettings settings, PlatformApi http, Budget budget, Clock clock, RandomGenerator random) {
        this.settings = settings;
        this.http = http;
        this.budget = budget;
        this.clock = clock;
        this.limit = new RateLimit(clock, random);
        this.api = new YouTubeApi(http, settings, budget, limit);
        this.threads = new CommentThreads(api, settings.pageSize(), clock);
        this.watch = new CommentThreads.Watch(WATCHED_THREADS, settings.lateReplyThreads());
        this.search = new VideoSearch(api, threads, settings, clock);
    }

    @Override
    public String format() {
        return "youtube";
    }

    @Override
    public Instant notBefore(YouTubeTarget target) {
        Instant quota = budget.notBefore();
        return quota.isAfter(limit.notBefore()) ? quota : limit.notBefore();
    }

    @Override
    public Map<String, String> ledger() {
        return budget.ledger();
    }

    @Override
    public void restore(Map<String, String> saved) {
        budget.restore(saved);
    }

    @Override
    public Page fetch(YouTubeTarget target, Optional<String> saved) throws PlatformException, InterruptedException {
        Page page = target instanceof Search words ? finds(words, saved) : comments(target, saved);
        if (budget.left() > 0) {
            return page;
        }
        List<String> notices = new ArrayList<>(page.notices());
        notices.add("the daily budget of units is used up; it goes on at " + budget.notBefore()
                + " (midnight Pacific time), or with a larger budget");
        return new Page(page.items(), page.cursor(), page.more(), notices);
    }

    private Page finds(Search words, Optional<String> saved) throws PlatformException, InterruptedException {
        SearchCursor cursor =
                saved.isPresent() ? CursorJson.read(saved.get(), SearchCursor.class) : SearchCursor.nothing();
        return search.next(words, cursor);
    }

    private Page comments(YouTubeTarget target, Optional<String> saved) throws PlatformException, InterruptedException {
        ThreadCursor cursor = saved.isPresent()
                ? CursorJson.read(saved.get(), ThreadCursor.class)
                : ThreadCursor.startingAt(clock.instant().minus(settings.initialBacklog()));
        CommentThreads.Step step = threads.next(scope(target), cursor, watch);
        return new Page(step.items(), CursorJson.write(step.cursor()), step.more(), List.of());
    }

    private Map<String, String> scope(YouTubeTarget target) throws PlatformException, InterruptedException {
        return switch (target) {
            case Video video -> Map.of("videoId", video.id());
            case Channel channel -> Map.of("allThreadsRelatedToChannelId", channel.id());
            case Handle handle -> Map.of("allThreadsRelatedToChannelId", channelId(handle));
            case Search words -> throw new IllegalArgumentException("a search has no threads of its own");
        };
    }

    private String channelId(Handle handle) throws PlatformException, InterruptedException {
        String known = channelIds.get(handle.handle());
        if (known != null) {
            return known;
        }
        JsonNode answer = api.list("channels", Map.of("part", "id", "forHandle", "@" + handle.handle()))
                .root();
        String id = answer.at("/items/0/id").asText();
        if (id.isEmpty()) {
            throw new PlatformException(Fault.NOT_FOUND, "YouTube knows no channel " + handle.name());
        }
        channelIds.put(handle.handle(), id);
        return id;
    }

    @Override
    public Check verify(YouTubeTarget target) throws InterruptedException {
        if (target instanceof Search words) {
            return Check.of("Search for " + words.query(), () -> {
                JsonNode found = search.finds(words, Optional.empty(), Optional.empty(), 1)
                        .root();
                return "The search works; YouTube estimates "
                        + found.at("/pageInfo/totalResults").asLong() + " finds. This took " + YouTubeApi.SEARCH_COST
                        + " units of the quota.";
            });
        }
        return Check.of(
                "Read " + target.name(),
                () -> "It can be read; it has "
                        + (threads.any(scope(target)) ? "comments." : "no comments yet.")
                        + (target instanceof Handle
                                ? " This took 2 units of the quota."
                                : " This took 1 unit of the quota."));
    }

    @Override
    public void close() {
        http.close();
    }
}

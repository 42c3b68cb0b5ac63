package io.nificrm.source.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.source.Budget;
import io.nificrm.source.Check;
import io.nificrm.source.Fault;
import io.nificrm.source.GapCursor;
import io.nificrm.source.GapStep;
import io.nificrm.source.ItemPage;
import io.nificrm.source.JsonReply;
import io.nificrm.source.Page;
import io.nificrm.source.PlatformApi;
import io.nificrm.source.PlatformException;
import io.nificrm.source.RateLimit;
import io.nificrm.source.SourceClient;
import io.nificrm.source.http.HttpCall;
import io.nificrm.source.x.XTarget.Account;
import io.nificrm.source.x.XTarget.Mentions;
import io.nificrm.source.x.XTarget.Search;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Reads <a href="https://docs.x.com/x-api/posts/search/introduction">recent search</a> and timelines of X, newest first, between
 * {@code since_id} and {@code until_id}. Each endpoint has its own rate limit; all share the budget of posts.
 */
public final class XClient implements SourceClient<XTarget> {

    /**
     * How to listen.
     *
     * @param api the address of the service
     * @param bearerToken the token of the application
     * @param pageSize how many posts to ask for at once, 10 to 100
     * @param initialBacklog how far back the first reading goes; search reaches back seven days at most
     */
    public record Settings(URI api, String bearerToken, int pageSize, Duration initialBacklog) {

        @Override
        public String toString() {
            return "Settings[" + api + "]";
        }
    }

    private static final Map<String, String> FIELDS = Map.of(
            "tweet.fields",
            "attachments,author_id,conversation_id,created_at,entities,in_reply_to_user_id,lang,note_tweet,"
                    + "public_metrics,referenced_tweets,possibly_sensitive",
            "expansions",
            "author_id,referenced_tweets.id,referenced_tweets.id.author_id,attachments.media_keys",
            "user.fields",
            "created_at,description,name,protected,public_metrics,url,username,verified",
            "media.fields",
            "alt_text,preview_image_url,type,url");

    /** Search knows posts of seven days; a minute less, because the clocks differ. */
    private static final Duration SEARCH_REACH = Duration.ofDays(7).minusMinutes(1);

    /** After so long without a find the cursor moves by itself. */
    private static final Duration QUIET = Duration.ofDays(1);

    /** A post is found some seconds after it was written; an hour is on the safe side. */
    private static final Duration LATE = Duration.ofHours(1);

    private final Settings settings;
    private final PlatformApi http;
    private final Budget budget;
    private final Clock clock;
    private final RandomGenerator random;
    private final Map<String, RateLimit> limits = new HashMap<>();
    private final Map<String, String> userIds = new HashMap<>();

    public XClient(Settings settings, PlatformApi http, Budget budget, Clock clock, RandomGenerator random) {
        this.settings = settings;
        this.http = http;
        this.budget = budget;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String format() {
        return "x";
    }

    @Override
    public Instant notBefore(XTarget target) {
        Instant endpoint = limit(endpoint(target)).notBefore();
        Instant money = budget.notBefore();
        return money.isAfter(endpoint) ? money : endpoint;
    }

    private RateLimit limit(String endpoint) {
        return limits.computeIfAbsent(endpoint, name -> new RateLimit(clock, random));
    }

    private static String endpoint(XTarget target) {
        return switch (target) {
            case Search search -> "search";
            case Mentions mentions -> "mentions";
            case Account account -> "tweets";
        };
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
    public Page fetch(XTarget target, Optional<String> saved) throws PlatformException, InterruptedException {
        GapCursor cursor = GapCursor.of(saved, clock.instant().minus(settings.initialBacklog()));
        List<String> notices = new ArrayList<>();
        JsonReply reply = get(target, window(target, cursor, notices), settings.pageSize());
        if (reply.root().path("data").isMissingNode()
                && reply.root().path("meta").has("result_count")) {
            return new Page(
                    Optional.empty(), withinReach(target, cursor.closed()).text(), false, notices);
        }
        ItemPage page = ItemPage.at(reply, "/data");
        List<String> ids =
                page.items().stream().map(post -> post.path("id").asText()).toList();
        if (!ids.stream().allMatch(id -> id.matches("\\d{1,19}"))) {
            throw new PlatformException(Fault.UNREADABLE, "X answered with a post that has no id");
        }
        budget.spend(ids.size());
        if (budget.left() == 0) {
            notices.add("the budget of posts is used up; it goes on at " + budget.notBefore()
                    + ", or with a larger budget");
        }
        boolean hasMore = page.root().at("/meta/next_token").isTextual();
        Page read =
                GapStep.byId(cursor, ids, PostId.BY_AGE, i -> false, hasMore).page(page, clock.instant());
        return new Page(read.items(), read.cursor(), read.more(), notices);
    }

    /** A search that finds nothing for days goes on from lately, or its last find would fall out of what search knows. */
    private GapCursor withinReach(XTarget target, GapCursor cursor) {
        Instant now = clock.instant();
        boolean falling = cursor.delivered()
                .map(id -> PostId.time(id).isBefore(now.minus(QUIET)))
                .orElse(false);
        return target instanceof Search && falling ? cursor.at(PostId.first(now.minus(LATE))) : cursor;
    }

    /** From the last post delivered, or the initial backlog, as far as the endpoint reaches, up to where the pass is. */
    private Map<String, String> window(XTarget target, GapCursor cursor, List<String> notices) {
        Instant reach = target instanceof Search ? clock.instant().minus(SEARCH_REACH) : Instant.EPOCH;
        Map<String, String> window = new LinkedHashMap<>();
        Optional<String> known = cursor.delivered().filter(id -> PostId.time(id).isAfter(reach));
        if (known.isPresent()) {
            window.put("since_id", known.get());
        } else {
            Instant start = cursor.oldest().isAfter(reach) ? cursor.oldest() : reach;
            window.put("start_time", start.truncatedTo(ChronoUnit.SECONDS).toString());
            cursor.delivered()
                    .ifPresent(id -> notices.add("it was last read more than seven days ago; what was posted between "
                            + PostId.time(id).truncatedTo(ChronoUnit.SECONDS) + " and "
                            + start.truncatedTo(ChronoUnit.SECONDS) + " can't be had any more"));
        }
        cursor.resumeAt().ifPresent(id -> window.put("until_id", id));
        return window;
    }

    private JsonReply get(XTarget target, Map<String, String> window, int count)
            throws PlatformException, InterruptedException {
        Map<String, String> parameters = new LinkedHashMap<>();
        String path = switch (target) {
            case Search search -> {
                parameters.put("query", search.query());
                yield "/2/tweets/search/recent";
            }
            case Mentions mentions -> "/2/users/" + userId(mentions.user()) + "/mentions";
            case Account account -> "/2/users/" + userId(account.user()) + "/tweets";
        };
        parameters.put("max_results", Integer.toString(count));
        parameters.putAll(window);
        parameters.putAll(FIELDS);
        return get(path, parameters, limit(endpoint(target)));
    }

    private String userId(String user) throws PlatformException, InterruptedException {
        String known = userIds.get(user);
        if (known != null) {
            return known;
        }
        JsonNode answer =
                get("/2/users/by/username/" + user, Map.of(), limit("users")).root();
        String id = answer.at("/data/id").asText();
        if (!id.matches("\\d+")) {
            // an unknown account is answered with status 200 and a list of errors
            throw new PlatformException(
                    Fault.NOT_FOUND,
                    "X knows no account @" + user
                            + answer.at("/errors/0/detail").asText("").transform(XClient::inBrackets));
        }
        userIds.put(user, id);
        return id;
    }

    private static String inBrackets(String detail) {
        return detail.isEmpty() ? "" : " (" + detail + ")";
    }

    private JsonReply get(String path, Map<String, String> parameters, RateLimit limit)
            throws PlatformException, InterruptedException {
        HttpCall call = HttpCall.get(HttpCall.withQuery(settings.api().resolve(path), parameters));
        return http.json(call.header("Authorization", "Bearer " + settings.bearerToken()), limit);
    }

    /** Ten posts are the least that search gives. */
    @Override
    public Check verify(XTarget target) throws InterruptedException {
        return Check.of("Read " + target.name(), () -> {
            int found = get(target, Map.of(), 10).root().path("data").size();
            return "It can be read; it has "
                    + (found == 0 ? "no posts." : "posts. This took " + found + " of the budget.");
        });
    }

    @Override
    public void close() {
        http.close();
    }
}

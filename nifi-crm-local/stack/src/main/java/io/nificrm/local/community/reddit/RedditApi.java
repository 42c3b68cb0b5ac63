package io.nificrm.local.community.reddit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.local.community.http.Answer;
import io.nificrm.local.community.http.Endpoint;
import io.nificrm.local.community.http.Request;
import io.nificrm.local.community.story.Platform;
import io.nificrm.local.community.story.Snapshot;
import io.nificrm.local.community.story.TextQuery;
import io.nificrm.local.community.story.Utterance;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The token endpoint and listings: newest posts and comments of a subreddit or of several, and search. Answers with and
 * without the prefix {@code /reddit}. Listings need a token, and a user agent.
 */
public final class RedditApi implements Endpoint {
    private static final Pattern LISTING = Pattern.compile("/r/([\\w+]+)/(new|comments|search)(?:\\.json)?");
    private static final int USUAL = 25;
    private static final int MOST = 100;
    private static final int REQUESTS = 100;
    private static final long PERIOD_SECONDS = 600;

    private final Supplier<Snapshot> community;
    private final String token;
    private long window;
    private int used;

    /**
     * Reddit.
     *
     * @param token what the token endpoint hands out
     */
    public RedditApi(Supplier<Snapshot> community, String token) {
        this.community = community;
        this.token = token;
    }

    @Override
    public Optional<Answer> answer(Request original) {
        Request request = original.path().startsWith("/reddit/")
                ? original.at(original.path().substring("/reddit".length()))
                : original;
        Matcher listing = LISTING.matcher(request.path());
        if (request.path().equals("/api/v1/access_token")) {
            return Optional.of(accessToken(request));
        }
        if (listing.matches()) {
            List<String> subreddits = List.of(listing.group(1).split("\\+", -1));
            Predicate<Utterance> there = utterance -> subreddits.stream()
                    .anyMatch(name -> name.equals("all")
                            || name.equalsIgnoreCase(utterance.place().venue()));
            return Optional.of(guarded(request, () -> switch (listing.group(2)) {
                case "new" -> listing(request, there.and(utterance -> !RedditIds.isComment(utterance)));
                case "comments" -> listing(request, there.and(RedditIds::isComment));
                default -> listing(request, request.flag("restrict_sr") ? there.and(found(request)) : found(request));
            }));
        }
        if (request.path().equals("/search") || request.path().equals("/search.json")) {
            return Optional.of(guarded(request, () -> listing(request, found(request))));
        }
        return Optional.empty();
    }

    /** Search finds posts only, as Reddit's does. */
    private static Predicate<Utterance> found(Request request) {
        TextQuery query = new TextQuery(request.parameter("q").orElse(""));
        return utterance -> !RedditIds.isComment(utterance)
                && query.matches(utterance.words().title().orElse("") + " "
                        + utterance.words().text());
    }

    private Answer accessToken(Request request) {
        boolean basic = request.header("Authorization")
                .filter(value -> value.startsWith("Basic "))
                .isPresent();
        if (!basic || !request.method().equals("POST")) {
            return refused(401, "Unauthorized");
        }
        String grant = request.form().getOrDefault("grant_type", List.of("")).getFirst();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        return List.of("client_credentials", "password", "https://oauth.reddit.com/grants/installed_client")
                        .contains(grant)
                ? Answer.json(answer.put("access_token", token)
                        .put("token_type", "bearer")
                        .put("expires_in", 86_400)
                        .put("scope", "*"))
                : Answer.json(answer.put("error", "unsupported_grant_type"));
    }

    private Answer guarded(Request request, Supplier<Answer> answer) {
        if (request.header("User-Agent").filter(agent -> !agent.isBlank()).isEmpty()) {
            return refused(429, "Too Many Requests");
        }
        if (request.token().filter(token::equals).isEmpty()) {
            return refused(401, "Unauthorized");
        }
        return stamped(answer);
    }

    /** Counts in windows of ten minutes: {@code x-ratelimit-used}, {@code -remaining}, {@code -reset} in seconds. */
    private synchronized Answer stamped(Supplier<Answer> answer) {
        long second = community.get().at().getEpochSecond();
        if (second / PERIOD_SECONDS != window) {
            window = second / PERIOD_SECONDS;
            used = 0;
        }
        used++;
        int limit = REQUESTS * 10;
        Answer given = used > limit ? refused(429, "Too Many Requests") : answer.get();
        return given.with("x-ratelimit-used", Integer.toString(used))
                .with("x-ratelimit-remaining", Math.max(0, limit - used) + ".0")
                .with("x-ratelimit-reset", Long.toString(PERIOD_SECONDS - second % PERIOD_SECONDS));
    }

    private Answer listing(Request request, Predicate<Utterance> shown) {
        Snapshot now = community.get();
        List<Utterance> newestFirst =
                now.on(Platform.REDDIT).reversed().stream().filter(shown).toList();
        int limit = (int) Math.min(Math.max(request.number("limit").orElse(USUAL), 1), MOST);
        Optional<Integer> after = position(newestFirst, request.parameter("after"));
        Optional<Integer> before = position(newestFirst, request.parameter("before"));
        if (request.parameter("before").filter(name -> !name.isEmpty()).isPresent()) {
            int end = before.orElse(0);
            int start = Math.max(0, end - limit);
            return answer(newestFirst, start, end, now);
        }
        boolean unknown =
                request.parameter("after").filter(name -> !name.isEmpty()).isPresent() && after.isEmpty();
        int start = unknown ? newestFirst.size() : after.map(index -> index + 1).orElse(0);
        return answer(newestFirst, start, Math.min(newestFirst.size(), start + limit), now);
    }

    private static Answer answer(List<Utterance> newestFirst, int start, int end, Snapshot now) {
        List<Utterance> page = newestFirst.subList(start, end);
        Optional<String> after = end < newestFirst.size() && !page.isEmpty()
                ? Optional.of(RedditIds.fullName(page.getLast()))
                : Optional.empty();
        Optional<String> before =
                start > 0 && !page.isEmpty() ? Optional.of(RedditIds.fullName(page.getFirst())) : Optional.empty();
        return Answer.json(RedditJson.listing(page, after, before, now));
    }

    private static Optional<Integer> position(List<Utterance> listing, Optional<String> fullName) {
        return fullName.flatMap(name -> Stream.iterate(0, index -> index < listing.size(), index -> index + 1)
                .filter(index -> RedditIds.fullName(listing.get(index)).equals(name))
                .findFirst());
    }

    private static Answer refused(int status, String words) {
        return Answer.json(
                status,
                JsonNodeFactory.instance.objectNode().put("message", words).put("error", status));
    }
}

package io.nificrm.local.community.bluesky;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.local.community.http.Answer;
import io.nificrm.local.community.http.Endpoint;
import io.nificrm.local.community.http.Request;
import io.nificrm.local.community.story.Cast;
import io.nificrm.local.community.story.Person;
import io.nificrm.local.community.story.Platform;
import io.nificrm.local.community.story.Snapshot;
import io.nificrm.local.community.story.TextQuery;
import io.nificrm.local.community.story.Utterance;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * {@code searchPosts} (newest first; {@code since} inclusive, {@code until} exclusive), {@code getAuthorFeed},
 * {@code getProfile} and sessions. The cursor of a search is an offset, that of a feed a moment, as on the real service.
 */
public final class BlueskyApi implements Endpoint {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST = 100;

    private final Supplier<Snapshot> community;
    private final Cast cast;
    private final String token;
    private final BlueskyJson json;

    /**
     * An AppView.
     *
     * @param token the access token that a session gives; reading takes none, but a wrong one is refused
     */
    public BlueskyApi(Supplier<Snapshot> community, Cast cast, String token) {
        this.community = community;
        this.cast = cast;
        this.token = token;
        this.json = new BlueskyJson(cast);
    }

    @Override
    public Optional<Answer> answer(Request request) {
        if (!request.path().startsWith("/xrpc/")) {
            return Optional.empty();
        }
        if (request.token().filter(given -> !given.equals(token)).isPresent()) {
            return Optional.of(error(401, "AuthenticationRequired", "Invalid token"));
        }
        return Optional.of(
                switch (request.path().substring("/xrpc/".length())) {
                    case "app.bsky.feed.searchPosts" -> searchPosts(request);
                    case "app.bsky.feed.getAuthorFeed" -> authorFeed(request);
                    case "app.bsky.actor.getProfile" -> profile(request);
                    case "com.atproto.server.createSession", "com.atproto.server.refreshSession" -> session(request);
                    default -> error(501, "MethodNotImplemented", "Method Not Implemented");
                });
    }

    private Answer searchPosts(Request request) {
        Optional<String> words = request.parameter("q").filter(query -> !query.isBlank());
        if (words.isEmpty()) {
            return error(400, "InvalidRequest", "Error: Params must have the property \"q\"");
        }
        long limit = request.number("limit").orElse(25);
        if (limit < 1 || limit > MOST) {
            return error(400, "InvalidRequest", "Error: limit can not be greater than " + MOST);
        }
        Predicate<Utterance> filters;
        try {
            filters = filters(request, words.get());
        } catch (DateTimeException invalid) {
            return error(400, "InvalidRequest", "Error: since and until must be datetimes: " + invalid.getMessage());
        }
        Snapshot now = community.get();
        List<Utterance> found = now.on(Platform.BLUESKY).reversed().stream()
                .filter(utterance -> utterance.relation().repostOf().isEmpty())
                .filter(filters)
                .toList();
        long offset = request.number("cursor").orElse(0);
        ObjectNode answer = JSON.objectNode();
        ArrayNode posts = JSON.arrayNode();
        found.stream().skip(offset).limit(limit).forEach(utterance -> posts.add(json.post(utterance, now)));
        if (offset + limit < found.size()) {
            answer.put("cursor", Long.toString(offset + limit));
        }
        answer.put("hitsTotal", found.size());
        return stamped(Answer.json(answer.set("posts", posts)));
    }

    private Predicate<Utterance> filters(Request request, String words) {
        TextQuery query = new TextQuery(words);
        Predicate<Utterance> filters =
                utterance -> query.matches(utterance.words().text());
        Optional<Instant> since = request.parameter("since").map(BlueskyApi::moment);
        Optional<Instant> until = request.parameter("until").map(BlueskyApi::moment);
        Optional<Person> author = request.parameter("author").flatMap(this::actor);
        if (since.isPresent()) {
            filters = filters.and(utterance -> !utterance.at().isBefore(since.get()));
        }
        if (until.isPresent()) {
            filters = filters.and(utterance -> utterance.at().isBefore(until.get()));
        }
        if (request.parameter("author").isPresent()) {
            filters = filters.and(
                    utterance -> author.filter(utterance.author()::equals).isPresent());
        }
        if (request.parameter("lang").isPresent()) {
            String language = request.parameter("lang").get();
            filters = filters.and(utterance -> utterance.words().language().equals(language));
        }
        for (String tag : request.query().getOrDefault("tag", List.of())) {
            Predicate<String> tagged = TextQuery.occurs(tag);
            filters = filters.and(utterance -> utterance.words().text().contains("#")
                    && tagged.test(utterance.words().text()));
        }
        return filters;
    }

    private static Instant moment(String value) {
        return value.length() == 10
                ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                : OffsetDateTime.parse(value).toInstant();
    }

    private Answer authorFeed(Request request) {
        Optional<Person> actor = request.parameter("actor").flatMap(this::actor);
        if (actor.isEmpty()) {
            return error(400, "InvalidRequest", "Profile not found");
        }
        long limit = Math.min(request.number("limit").orElse(50), MOST);
        boolean withReplies =
                request.parameter("filter").orElse("posts_with_replies").equals("posts_with_replies");
        Snapshot now = community.get();
        Optional<Instant> before = request.parameter("cursor").map(BlueskyApi::moment);
        List<Utterance> feed = now.on(Platform.BLUESKY).reversed().stream()
                .filter(utterance -> utterance.author().equals(actor.get()))
                .filter(utterance ->
                        withReplies || utterance.relation().inReplyTo().isEmpty())
                .filter(utterance -> before.filter(moment -> !utterance.at().isBefore(moment))
                        .isEmpty())
                .toList();
        ObjectNode answer = JSON.objectNode();
        ArrayNode entries = JSON.arrayNode();
        List<Utterance> page = feed.stream().limit(limit).toList();
        page.forEach(utterance -> entries.add(json.feedEntry(utterance, now)));
        if (page.size() < feed.size() && !page.isEmpty()) {
            answer.put("cursor", BlueskyJson.time(page.getLast().at()));
        }
        return stamped(Answer.json(answer.set("feed", entries)));
    }

    private Answer profile(Request request) {
        Snapshot now = community.get();
        return request.parameter("actor")
                .flatMap(this::actor)
                .map(person -> Answer.json(BlueskyJson.author(person)
                        .put("description", person.bio())
                        .put("followersCount", person.followers())
                        .put("followsCount", person.following())
                        .put("postsCount", now.utterancesOf(person))))
                .orElse(error(400, "InvalidRequest", "Profile not found"));
    }

    private Answer session(Request request) {
        if (!request.method().equals("POST")) {
            return error(405, "InvalidRequest", "Incorrect HTTP method (GET) expected POST");
        }
        Person ours = cast.everybody().getFirst();
        return Answer.json(JSON.objectNode()
                .put("did", BlueskyIds.did(ours))
                .put("handle", BlueskyIds.handle(ours))
                .put("accessJwt", token)
                .put("refreshJwt", token)
                .put("active", true));
    }

    private Optional<Person> actor(String named) {
        return cast.everybody().stream()
                .filter(person -> BlueskyIds.handle(person).equals(named)
                        || BlueskyIds.did(person).equals(named))
                .findFirst();
    }

    private Answer stamped(Answer answer) {
        long second = community.get().at().getEpochSecond();
        return answer.with("ratelimit-limit", "3000")
                .with("ratelimit-remaining", "2999")
                .with("ratelimit-reset", Long.toString((second / 300 + 1) * 300))
                .with("ratelimit-policy", "3000;w=300");
    }

    private static Answer error(int status, String name, String words) {
        return Answer.json(status, JSON.objectNode().put("error", name).put("message", words));
    }
}

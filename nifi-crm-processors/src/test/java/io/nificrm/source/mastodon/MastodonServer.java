package io.nificrm.source.mastodon;

import io.nificrm.source.PlatformStub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Timelines and search as a Mastodon server answers them: paging by id, Link headers, limits, search to the second. */
final class MastodonServer implements AutoCloseable {

    private record Post(long id, Instant createdAt) {

        String json() {
            return "{\"id\":\"%d\",\"created_at\":\"%s\",\"uri\":\"https://social.example/posts/%d\",\"content\":\"<p>post</p>\"}"
                    .formatted(id, createdAt, id);
        }
    }

    private final PlatformStub stub = new PlatformStub();
    private final List<Post> posts = new ArrayList<>();
    private int highestLimit = 40;

    MastodonServer() {
        stub.on("/api/v1/timelines/tag/coffee", request -> timeline(request));
        stub.on("/api/v1/timelines/public", request -> timeline(request));
        stub.on(
                "/api/v1/accounts/lookup",
                request -> request.query().get("acct").equals("acme@social.example")
                        ? PlatformStub.json("{\"id\":\"42\",\"acct\":\"acme@social.example\"}")
                        : PlatformStub.text(404, "application/json", "{\"error\":\"Record not found\"}"));
        stub.on("/api/v1/accounts/42/statuses", request -> timeline(request));
        stub.on("/api/v2/search", this::search);
        stub.on(
                "/api/v2/instance",
                request -> PlatformStub.json(
                        "{\"title\":\"Example Social\",\"version\":\"4.4.1\",\"domain\":\"social.example\"}"));
        stub.on(
                "/api/v1/apps/verify_credentials",
                request -> PlatformStub.json("{\"name\":\"listener\",\"scopes\":[\"read:statuses\",\"read:search\"]}"));
    }

    PlatformStub stub() {
        return stub;
    }

    /** A limit below the one that is asked for, as some servers set it. */
    void highestLimit(int limit) {
        highestLimit = limit;
    }

    /** A post with the id that a server gives at that moment. */
    String post(Instant createdAt) {
        long id = createdAt.toEpochMilli() << 16;
        while (hasId(id)) {
            id++;
        }
        posts.add(new Post(id, createdAt));
        return Long.toString(id);
    }

    /** Posts, one every {@code seconds} up to {@code last}, oldest first. */
    List<String> posts(int count, Instant last, double seconds) {
        List<String> ids = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            ids.add(post(last.minusMillis(Math.round(i * seconds * 1000))));
        }
        return ids;
    }

    /** It removes what is old, as servers do with posts of other servers. */
    void forgetAll() {
        posts.clear();
    }

    private boolean hasId(long id) {
        return posts.stream().anyMatch(post -> post.id() == id);
    }

    private PlatformStub.Answer timeline(PlatformStub.Request request) {
        Map<String, String> query = request.query();
        int limit = Math.min(highestLimit, Integer.parseInt(query.get("limit")));
        Optional<Long> minId = id(query, "min_id");
        List<Post> page = newestFirst(post -> minId.map(id -> post.id() > id).orElse(true)
                && id(query, "max_id").map(id -> post.id() < id).orElse(true));
        List<Post> shown = minId.isPresent()
                ? page.subList(Math.max(0, page.size() - limit), page.size())
                : page.subList(0, Math.min(limit, page.size()));
        PlatformStub.Answer answer = PlatformStub.json(array(shown))
                .header("X-RateLimit-Limit", "300")
                .header("X-RateLimit-Remaining", "299")
                .header("X-RateLimit-Reset", "2026-03-01T12:05:00.000000Z");
        return shown.isEmpty()
                ? answer
                : answer.header(
                        "Link",
                        "<%1$s?max_id=%2$d>; rel=\"next\", <%1$s?min_id=%3$d>; rel=\"prev\""
                                .formatted(
                                        stub.address(request.path()),
                                        shown.getLast().id(),
                                        shown.getFirst().id()));
    }

    /** Without a token it is refused; ids are taken to the second. */
    private PlatformStub.Answer search(PlatformStub.Request request) {
        if (!request.header("Authorization").equals("Bearer secret")) {
            return PlatformStub.text(
                    401, "application/json", "{\"error\":\"This method requires an authenticated user\"}");
        }
        int limit = Math.min(highestLimit, Integer.parseInt(request.query().get("limit")));
        List<Post> found = newestFirst(post -> id(request.query(), "max_id")
                .map(id -> post.createdAt().isBefore(Instant.ofEpochSecond((id >> 16) / 1000)))
                .orElse(true));
        return PlatformStub.json("{\"accounts\":[],\"statuses\":"
                + array(found.subList(0, Math.min(limit, found.size()))) + ",\"hashtags\":[]}");
    }

    private List<Post> newestFirst(Predicate<Post> wanted) {
        return posts.stream()
                .filter(wanted)
                .sorted(Comparator.comparingLong(Post::id).reversed())
                .toList();
    }

    private static Optional<Long> id(Map<String, String> query, String name) {
        return Optional.ofNullable(query.get(name)).map(Long::valueOf);
    }

    private static String array(List<Post> posts) {
        return posts.stream().map(Post::json).collect(Collectors.joining(",", "[", "]"));
    }

    @Override
    public void close() {
        stub.close();
    }
}

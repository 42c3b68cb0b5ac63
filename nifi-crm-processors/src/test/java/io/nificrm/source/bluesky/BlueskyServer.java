package io.nificrm.source.bluesky;

import io.nificrm.source.PlatformStub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Search and author feeds as Bluesky answers them, and the login. */
final class BlueskyServer implements AutoCloseable {

    private record Post(String uri, Instant createdAt) {

        String json() {
            return ("{\"uri\":\"%s\",\"cid\":\"c\",\"author\":{\"handle\":\"ann.example\"},\"record\":{\"createdAt\":\"%s\","
                            + "\"text\":\"coffee\"},\"indexedAt\":\"%s\"}")
                    .formatted(uri, createdAt, createdAt.plusMillis(300));
        }
    }

    private final PlatformStub stub = new PlatformStub();
    private final List<Post> posts = new ArrayList<>();
    private int logins;
    private String mark = "";

    BlueskyServer() {
        stub.on(
                "/xrpc/com.atproto.server.createSession",
                request -> request.body().contains("\"password\":\"app-pass\"")
                        ? PlatformStub.json("{\"did\":\"did:plc:x\",\"accessJwt\":\"session-" + ++logins
                                + "\",\"refreshJwt\":\"r\"}")
                        : PlatformStub.text(
                                401,
                                "application/json",
                                "{\"error\":\"AuthenticationRequired\",\"message\":\"Invalid identifier or password\"}"));
        stub.on("/xrpc/app.bsky.feed.searchPosts", this::search);
        stub.on("/xrpc/app.bsky.feed.getAuthorFeed", this::feed);
    }

    PlatformStub stub() {
        return stub;
    }

    int logins() {
        return logins;
    }

    /** The cursors that were handed out are no longer understood. */
    void endCursors() {
        mark += "v";
    }

    String post(Instant createdAt) {
        Post post = new Post("at://did:plc:x/app.bsky.feed.post/%05d".formatted(posts.size()), createdAt);
        posts.add(post);
        return post.uri();
    }

    List<String> posts(int count, Instant last, long millis) {
        List<String> uris = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            uris.add(post(last.minusMillis(i * millis)));
        }
        return uris;
    }

    private PlatformStub.Answer search(PlatformStub.Request request) {
        if (request.header("Authorization").equals("null")) {
            return PlatformStub.text(
                    403, "application/json", "{\"error\":\"Forbidden\",\"message\":\"Log in to search\"}");
        }
        Instant since = Optional.ofNullable(request.query().get("since"))
                .map(Instant::parse)
                .orElse(Instant.MIN);
        Instant until = Optional.ofNullable(request.query().get("until"))
                .map(Instant::parse)
                .orElse(Instant.MAX);
        List<Post> found = newestFirst(
                post -> !post.createdAt().isBefore(since) && post.createdAt().isBefore(until));
        List<Post> page = found.stream().limit(limit(request)).toList();
        return PlatformStub.json(
                "{\"posts\":" + page.stream().map(Post::json).collect(Collectors.joining(",", "[", "]"))
                        + (page.size() < found.size() ? ",\"cursor\":\"" + page.size() + "\"}" : "}"));
    }

    private PlatformStub.Answer feed(PlatformStub.Request request) {
        if (request.query().get("actor").equals("nobody.example")) {
            return PlatformStub.text(
                    400, "application/json", "{\"error\":\"InvalidRequest\",\"message\":\"Profile not found\"}");
        }
        Optional<String> cursor = Optional.ofNullable(request.query().get("cursor"));
        if (cursor.isPresent() && !cursor.get().startsWith(mark)) {
            return PlatformStub.text(
                    400, "application/json", "{\"error\":\"InvalidRequest\",\"message\":\"Malformed cursor\"}");
        }
        Instant before =
                cursor.map(text -> Instant.parse(text.substring(mark.length()))).orElse(Instant.MAX);
        List<Post> found = newestFirst(post -> post.createdAt().isBefore(before));
        List<Post> page = found.stream().limit(limit(request)).toList();
        return PlatformStub.json("{\"feed\":"
                + page.stream().map(post -> "{\"post\":" + post.json() + "}").collect(Collectors.joining(",", "[", "]"))
                + (page.size() < found.size()
                        ? ",\"cursor\":\"" + mark + page.getLast().createdAt() + "\"}"
                        : "}"));
    }

    private static int limit(PlatformStub.Request request) {
        return Integer.parseInt(request.query().get("limit"));
    }

    private List<Post> newestFirst(Predicate<Post> wanted) {
        return posts.stream()
                .filter(wanted)
                .sorted(Comparator.comparing(Post::createdAt).reversed())
                .toList();
    }

    @Override
    public void close() {
        stub.close();
    }
}

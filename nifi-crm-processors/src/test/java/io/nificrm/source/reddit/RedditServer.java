package io.nificrm.source.reddit;

import io.nificrm.source.PlatformStub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Listings as Reddit answers them: newest first, paged by name, no deeper than a limit; and the login. */
final class RedditServer implements AutoCloseable {

    private record Comment(long number, Instant created) {

        String name() {
            return "t1_" + Long.toString(number, 36);
        }

        String json() {
            return "{\"kind\":\"t1\",\"data\":{\"name\":\"%s\",\"id\":\"%s\",\"created_utc\":%d.0,\"body\":\"coffee\"}}"
                    .formatted(name(), Long.toString(number, 36), created.getEpochSecond());
        }
    }

    private final PlatformStub stub = new PlatformStub();
    private final List<Comment> comments = new ArrayList<>();
    private int depth = 1_000;
    private int logins;
    private int written;

    RedditServer() {
        stub.on("/api/v1/access_token", request -> {
            if (!request.header("Authorization").equals("Basic aWQ6c2VjcmV0")) {
                return PlatformStub.text(401, "application/json", "{\"message\":\"Unauthorized\",\"error\":401}");
            }
            return request.body().contains("password=wrong")
                    ? PlatformStub.json("{\"error\":\"invalid_grant\"}")
                    : PlatformStub.json("{\"access_token\":\"lent-" + ++logins
                            + "\",\"token_type\":\"bearer\",\"expires_in\":3600}");
        });
        stub.on("/r/coffee/comments", this::listing);
        stub.on("/message/mentions", this::listing);
    }

    PlatformStub stub() {
        return stub;
    }

    int logins() {
        return logins;
    }

    void depth(int things) {
        depth = things;
    }

    String comment(Instant created) {
        Comment comment = new Comment(50_000_000L + written++, created);
        comments.add(comment);
        return comment.name();
    }

    List<String> comments(int count, Instant last, int perSecond) {
        List<String> names = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            names.add(comment(last.minusSeconds(i / perSecond)));
        }
        return names;
    }

    void delete(String name) {
        comments.removeIf(comment -> comment.name().equals(name));
    }

    private PlatformStub.Answer listing(PlatformStub.Request request) {
        if (!request.header("Authorization").equals("Bearer lent-" + logins)) {
            return PlatformStub.text(401, "application/json", "{\"message\":\"Unauthorized\",\"error\":401}");
        }
        Optional<Long> after =
                Optional.ofNullable(request.query().get("after")).map(name -> Long.parseLong(name.substring(3), 36));
        List<Comment> shown = comments.reversed().stream().limit(depth).toList();
        if (after.isPresent() && comments.stream().noneMatch(comment -> comment.number() == after.get())) {
            // from a thing that is gone there is no way on
            return PlatformStub.json(
                    "{\"kind\":\"Listing\",\"data\":{\"after\":null,\"dist\":0,\"children\":[],\"before\":null}}");
        }
        List<Comment> rest = shown.stream()
                .filter(comment ->
                        after.map(number -> comment.number() < number).orElse(true))
                .toList();
        List<Comment> page = rest.stream()
                .limit(Integer.parseInt(request.query().get("limit")))
                .toList();
        String next = page.size() < rest.size() ? "\"" + page.getLast().name() + "\"" : "null";
        return PlatformStub.json("{\"kind\":\"Listing\",\"data\":{\"after\":" + next + ",\"dist\":" + page.size()
                        + ",\"children\":" + page.stream().map(Comment::json).collect(Collectors.joining(",", "[", "]"))
                        + ",\"before\":null}}")
                .header("x-ratelimit-remaining", "98.0")
                .header("x-ratelimit-used", "2")
                .header("x-ratelimit-reset", "421");
    }

    @Override
    public void close() {
        stub.close();
    }
}

package io.nificrm.source.x;

import io.nificrm.source.PlatformStub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Recent search and mentions as X answers them: newest first between ids, seven days deep, without data when empty. */
final class XServer implements AutoCloseable {

    private final PlatformStub stub = new PlatformStub();
    private final List<Long> posts = new ArrayList<>();
    private Instant oldestAllowed;

    XServer(Instant now) {
        oldestAllowed = now.minusSeconds(7 * 24 * 3600);
        stub.on("/2/tweets/search/recent", this::posts);
        stub.on("/2/users/42/mentions", this::posts);
        stub.on(
                "/2/users/by/username/acme",
                request -> PlatformStub.json("{\"data\":{\"id\":\"42\",\"username\":\"acme\"}}"));
        stub.on(
                "/2/users/by/username/nobody",
                request -> PlatformStub.json(
                        "{\"errors\":[{\"title\":\"Not Found Error\",\"detail\":\"Could not find user\"}]}"));
    }

    PlatformStub stub() {
        return stub;
    }

    /** Time goes on: search reaches back seven days from this moment. */
    void at(Instant moment) {
        oldestAllowed = moment.minusSeconds(7 * 24 * 3600);
    }

    String post(Instant createdAt) {
        long id = (createdAt.toEpochMilli() - 1_288_834_974_657L) << 22;
        while (posts.contains(id)) {
            id++;
        }
        posts.add(id);
        return Long.toString(id);
    }

    List<String> posts(int count, Instant last, long millis) {
        List<String> ids = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            ids.add(post(last.minusMillis(i * millis)));
        }
        return ids;
    }

    private PlatformStub.Answer posts(PlatformStub.Request request) {
        Optional<Long> since = number(request, "since_id");
        if (since.isPresent() && PostId.time(since.get().toString()).isBefore(oldestAllowed)) {
            return PlatformStub.text(
                    400,
                    "application/json",
                    "{\"errors\":[{\"message\":\"'since_id' must be a tweet id created after\"}]}");
        }
        Optional<Instant> start =
                Optional.ofNullable(request.query().get("start_time")).map(Instant::parse);
        Optional<Long> until = number(request, "until_id");
        List<Long> found = posts.reversed().stream()
                .filter(id -> since.map(lowest -> id > lowest).orElse(true))
                .filter(id -> until.map(highest -> id < highest).orElse(true))
                .filter(id -> !PostId.time(id.toString()).isBefore(start.orElse(oldestAllowed)))
                .toList();
        int count = Integer.parseInt(request.query().get("max_results"));
        List<Long> page = found.stream().limit(count).toList();
        if (page.isEmpty()) {
            return PlatformStub.json("{\"meta\":{\"result_count\":0}}");
        }
        String next = page.size() < found.size() ? ",\"next_token\":\"b26v\"" : "";
        return PlatformStub.json("{\"data\":"
                + page.stream()
                        .map(id -> "{\"id\":\"" + id + "\",\"text\":\"coffee\",\"author_id\":\"7\"}")
                        .collect(Collectors.joining(",", "[", "]"))
                + ",\"includes\":{\"users\":[{\"id\":\"7\",\"username\":\"ann\"}]},\"meta\":{\"result_count\":"
                + page.size()
                + next + "}}");
    }

    private static Optional<Long> number(PlatformStub.Request request, String name) {
        return Optional.ofNullable(request.query().get(name)).map(Long::valueOf);
    }

    @Override
    public void close() {
        stub.close();
    }
}

package io.nificrm.source.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.source.AccessToken;
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
import io.nificrm.source.RawJson;
import io.nificrm.source.SourceClient;
import io.nificrm.source.TimePosition;
import io.nificrm.source.bluesky.BlueskyTarget.Author;
import io.nificrm.source.bluesky.BlueskyTarget.Search;
import io.nificrm.source.http.HttpCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Reads <a href="https://docs.bsky.app/docs/api/app-bsky-feed-search-posts">searches</a> by time and <a
 * href="https://docs.bsky.app/docs/api/app-bsky-feed-get-author-feed">feeds of accounts</a> by token, both newest first.
 */
public final class BlueskyClient implements SourceClient<BlueskyTarget> {

    private static final Duration SESSION = Duration.ofHours(1);

    private final BlueskySettings settings;
    private final PlatformApi api;
    private final Clock clock;
    private final RateLimit limit;
    private final AccessToken session;
    private final Set<String> refusedOnce = new HashSet<>();

    public BlueskyClient(BlueskySettings settings, PlatformApi api, Clock clock, RandomGenerator random) {
        this.settings = settings;
        this.api = api.understanding(BlueskyRefusals::read);
        this.clock = clock;
        this.limit = new RateLimit(clock, random);
        this.session = new AccessToken(this::logIn, clock);
    }

    @Override
    public String format() {
        return "bluesky";
    }

    @Override
    public Instant notBefore(BlueskyTarget target) {
        return limit.notBefore();
    }

    @Override
    public Page fetch(BlueskyTarget target, Optional<String> saved) throws PlatformException, InterruptedException {
        GapCursor cursor = GapCursor.of(saved, clock.instant().minus(settings.initialBacklog()));
        return switch (target) {
            case Search search -> finds(search, cursor);
            case Author author -> posts(author, cursor);
        };
    }

    private Page finds(Search search, GapCursor cursor) throws PlatformException, InterruptedException {
        Map<String, String> window = new LinkedHashMap<>();
        window.put(
                "since",
                cursor.delivered()
                        .map(TimePosition::time)
                        .orElseGet(cursor::oldest)
                        .toString());
        // exclusive, so the moment after the one to resume at
        Instant until = cursor.resumeAt()
                .map(resume -> TimePosition.time(resume).plusMillis(1))
                .orElseGet(() -> clock.instant().minus(settings.settling()));
        window.put("until", until.toString());
        ItemPage page = search(search, window, settings.pageSize());
        List<String> positions = page.positions(BlueskyClient::position);
        boolean hasMore = page.root().path("cursor").isTextual() && !positions.isEmpty();
        return GapStep.byTime(cursor, positions, i -> false, hasMore).page(page, clock.instant());
    }

    private Page posts(Author author, GapCursor cursor) throws PlatformException, InterruptedException {
        Instant floor = cursor.oldest();
        ItemPage page;
        try {
            page = feed(author, cursor.token(), settings.pageSize());
            if (cursor.token().isPresent()) {
                refusedOnce.remove(author.stateKey());
            }
        } catch (PlatformException e) {
            if (e.fault() == Fault.REQUEST_REFUSED
                    && cursor.token().isPresent()
                    && refusedOnce.add(author.stateKey())) {
                // a cursor of long ago: through what was delivered already, to where the pass was
                return Page.empty(cursor.withToken(Optional.empty()).text(), true);
            }
            throw e;
        }
        List<String> positions = page.positions(entry ->
                entry.path("reason").path("indexedAt").isTextual() ? repost(entry) : position(entry.path("post")));
        Optional<String> next = Optional.of(page.root().path("cursor").asText())
                .filter(token -> !token.isEmpty() && !positions.isEmpty());
        return GapStep.byToken(
                        cursor,
                        positions,
                        i -> TimePosition.time(positions.get(i)).isBefore(floor),
                        next)
                .page(page, clock.instant());
    }

    private static String repost(JsonNode entry) throws PlatformException {
        Instant when = time(entry.path("reason").path("indexedAt"))
                .orElseThrow(
                        () -> new PlatformException(Fault.UNREADABLE, "Bluesky answered with a repost without a time"));
        return new TimePosition(when, "repost:" + entry.path("post").path("uri").asText()).text();
    }

    /** Bluesky sorts by {@code sortAt}: the time the author gives, unless it lies after the time of indexing. */
    private static String position(JsonNode post) throws PlatformException {
        Optional<Instant> indexed = time(post.path("indexedAt"));
        Optional<Instant> created = time(post.path("record").path("createdAt"));
        Instant sorted = indexed.map(at -> created.filter(at::isAfter).orElse(at))
                .or(() -> created)
                .orElseThrow(
                        () -> new PlatformException(Fault.UNREADABLE, "Bluesky answered with a post without a time"));
        return new TimePosition(sorted, post.path("uri").asText()).text();
    }

    private static Optional<Instant> time(JsonNode text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.asText()).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private ItemPage search(Search search, Map<String, String> window, int count)
            throws PlatformException, InterruptedException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("q", search.query());
        parameters.put("sort", "latest");
        parameters.put("limit", Integer.toString(count));
        parameters.putAll(window);
        try {
            return ItemPage.at(get("app.bsky.feed.searchPosts", parameters), "/posts");
        } catch (PlatformException e) {
            if (e.fault() == Fault.NOT_ALLOWED && settings.login().isEmpty()) {
                throw new PlatformException(
                        e.fault(), e.getMessage(), "search needs a login here; set Identifier and App Password");
            }
            throw e;
        }
    }

    private ItemPage feed(Author author, Optional<String> token, int count)
            throws PlatformException, InterruptedException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("actor", author.actor());
        parameters.put("filter", "posts_with_replies");
        parameters.put("includePins", "false");
        parameters.put("limit", Integer.toString(count));
        token.ifPresent(cursor -> parameters.put("cursor", cursor));
        return ItemPage.at(get("app.bsky.feed.getAuthorFeed", parameters), "/feed");
    }

    private JsonReply get(String method, Map<String, String> parameters)
            throws PlatformException, InterruptedException {
        if (settings.login().isEmpty()) {
            return api.json(HttpCall.get(HttpCall.withQuery(method(settings.publicApi(), method), parameters)), limit);
        }
        HttpCall call = HttpCall.get(HttpCall.withQuery(method(settings.service(), method), parameters));
        try {
            return api.json(call.header("Authorization", "Bearer " + session.get()), limit);
        } catch (PlatformException e) {
            if (e.fault() == Fault.CREDENTIALS_REFUSED || e.fault() == Fault.REQUEST_REFUSED) {
                // an ended session is told by status 400 or 401
                session.forget();
            }
            throw e;
        }
    }

    private static URI method(URI service, String name) {
        return service.resolve("/xrpc/" + name);
    }

    /** <a href="https://docs.bsky.app/docs/api/com-atproto-server-create-session">createSession</a>. */
    private AccessToken.Lent logIn() throws PlatformException, InterruptedException {
        BlueskySettings.Login login = settings.login().orElseThrow();
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("identifier", login.identifier());
        request.put("password", login.appPassword());
        String body = new String(RawJson.write(request), StandardCharsets.UTF_8);
        JsonReply reply = api.json(
                HttpCall.postJson(method(settings.service(), "com.atproto.server.createSession"), body), limit);
        String token = reply.root().path("accessJwt").asText();
        if (token.isEmpty()) {
            throw new PlatformException(
                    Fault.UNREADABLE, "the login of " + login.identifier() + " was answered without a session");
        }
        // sessions live for two hours
        return new AccessToken.Lent(token, clock.instant().plus(SESSION));
    }

    @Override
    public List<Check> verifySettings() throws InterruptedException {
        return List.of(verifyLogin());
    }

    private Check verifyLogin() throws InterruptedException {
        String step = "Log in";
        if (settings.login().isEmpty()) {
            return Check.skipped(step, "No account is set: feeds of accounts can be read, search perhaps not.");
        }
        return Check.of(step, () -> {
            session.get();
            return settings.login().get().identifier() + " is logged in.";
        });
    }

    @Override
    public Check verify(BlueskyTarget target) throws InterruptedException {
        return Check.of("Read " + target.name(), () -> {
            int found = switch (target) {
                case Search search -> search(search, Map.of(), 1).items().size();
                case Author author -> feed(author, Optional.empty(), 1).items().size();
            };
            return found == 0 ? "It can be read; there is no post yet." : "It can be read; it has posts.";
        });
    }

    @Override
    public void close() {
        api.close();
    }
}

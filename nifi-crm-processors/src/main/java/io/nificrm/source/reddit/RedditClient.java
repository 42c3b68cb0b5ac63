package io.nificrm.source.reddit;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.nificrm.source.SourceClient;
import io.nificrm.source.TimePosition;
import io.nificrm.source.http.HttpCall;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Reads <a href="https://www.reddit.com/dev/api/#listings">listings</a> of Reddit newest first, page by page with
 * {@code after}. The obvious {@code before} is not used: it answers with nothing for ever once the thing it names is deleted.
 */
public final class RedditClient implements SourceClient<RedditListing> {

    /** A listing ends here, however much there is. */
    private static final int DEEPEST = 1_000;

    private final RedditSettings settings;
    private final PlatformApi http;
    private final Clock clock;
    private final RateLimit limit;
    private final AccessToken token;
    private final Set<String> lostOnce = new HashSet<>();

    public RedditClient(RedditSettings settings, PlatformApi http, Clock clock, RandomGenerator random) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
        this.limit = new RateLimit(clock, random);
        this.token = new AccessToken(this::logIn, clock);
    }

    @Override
    public String format() {
        return "reddit";
    }

    @Override
    public Instant notBefore(RedditListing listing) {
        return limit.notBefore();
    }

    @Override
    public Page fetch(RedditListing listing, Optional<String> saved) throws PlatformException, InterruptedException {
        GapCursor cursor = GapCursor.of(saved, clock.instant().minus(settings.initialBacklog()));
        Instant floor = cursor.oldest();
        ItemPage page = request(listing, cursor.token(), settings.pageSize());
        List<String> positions = page.positions(RedditClient::position);
        Optional<String> after = Optional.of(page.root().at("/data/after"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
        if (cursor.token().isPresent() && positions.isEmpty() && after.isEmpty() && lostOnce.add(listing.stateKey())) {
            // the thing to go on after was deleted: through what was delivered already, to where the pass was
            return Page.empty(cursor.withToken(Optional.empty()).text(), true);
        }
        if (!positions.isEmpty() && cursor.token().isPresent()) {
            lostOnce.remove(listing.stateKey());
        }
        GapStep step = GapStep.byToken(
                cursor, positions, i -> TimePosition.time(positions.get(i)).isBefore(floor), after);
        Page read = step.page(page, clock.instant());
        return endsTooEarly(cursor, positions, after) ? withNotice(read) : read;
    }

    /** Whether the listing came to its end before it came to what was delivered. */
    private static boolean endsTooEarly(GapCursor cursor, List<String> positions, Optional<String> after) {
        return after.isEmpty()
                && cursor.passing()
                && cursor.delivered()
                        .map(delivered -> positions.stream().allMatch(position -> position.compareTo(delivered) > 0))
                        .orElse(false);
    }

    private static Page withNotice(Page page) {
        return new Page(
                page.items(),
                page.cursor(),
                page.more(),
                List.of("more was written since the last run than Reddit lists (" + DEEPEST
                        + "), and the rest can't be had any more; raise the frequency of runs"));
    }

    private static String position(JsonNode thing) throws PlatformException {
        JsonNode created = thing.at("/data/created_utc");
        String name = thing.at("/data/name").asText();
        if (!created.isNumber() || name.isEmpty()) {
            throw new PlatformException(Fault.UNREADABLE, "Reddit answered with a thing that has no name or time");
        }
        return new TimePosition(Instant.ofEpochSecond(created.asLong()), name).text();
    }

    private ItemPage request(RedditListing listing, Optional<String> after, int count)
            throws PlatformException, InterruptedException {
        Map<String, String> parameters = new LinkedHashMap<>(listing.parameters());
        parameters.put("limit", Integer.toString(count));
        parameters.put("raw_json", "1");
        after.ifPresent(name -> parameters.put("after", name));
        HttpCall call = HttpCall.get(HttpCall.withQuery(settings.api().resolve(listing.path()), parameters));
        try {
            JsonReply reply = http.json(call.header("Authorization", "Bearer " + token.get()), limit);
            return ItemPage.at(reply, "/data/children");
        } catch (PlatformException e) {
            if (e.fault() == Fault.CREDENTIALS_REFUSED) {
                token.forget();
            }
            throw e;
        }
    }

    /** <a href="https://github.com/reddit-archive/reddit/wiki/OAuth2">OAuth 2</a>, application-only or as a script. */
    private AccessToken.Lent logIn() throws PlatformException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>();
        settings.account()
                .ifPresentOrElse(
                        account -> {
                            form.put("grant_type", "password");
                            form.put("username", account.user());
                            form.put("password", account.password());
                        },
                        () -> form.put("grant_type", "client_credentials"));
        String pair = settings.clientId() + ":" + settings.clientSecret();
        HttpCall call = HttpCall.postForm(settings.login().resolve("/api/v1/access_token"), form)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        JsonNode answer = http.json(call, limit).root();
        String lent = answer.path("access_token").asText();
        if (lent.isEmpty()) {
            // a wrong password is answered with status 200 and {"error": "invalid_grant"}
            throw new PlatformException(
                    Fault.CREDENTIALS_REFUSED,
                    "Reddit refused the login: " + answer.path("error").asText("no reason given"));
        }
        long seconds = answer.path("expires_in").asLong(3_600);
        return new AccessToken.Lent(lent, clock.instant().plusSeconds(seconds));
    }

    @Override
    public List<Check> verifySettings() throws InterruptedException {
        return List.of(verifyLogin());
    }

    private Check verifyLogin() throws InterruptedException {
        return Check.of("Log in", () -> {
            token.get();
            return settings.account()
                    .map(account -> "Reddit lends a token to the application, as u/" + account.user() + ".")
                    .orElse("Reddit lends a token to the application, without an account.");
        });
    }

    @Override
    public Check verify(RedditListing listing) throws InterruptedException {
        return Check.of("Read " + listing.name(), () -> {
            boolean empty = request(listing, Optional.empty(), 1).items().isEmpty();
            return empty ? "It can be read; there is nothing yet." : "It can be read.";
        });
    }

    @Override
    public void close() {
        http.close();
    }
}

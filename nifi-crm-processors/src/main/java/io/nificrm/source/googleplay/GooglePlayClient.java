package io.nificrm.source.googleplay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.source.AccessToken;
import io.nificrm.source.Check;
import io.nificrm.source.CursorJson;
import io.nificrm.source.Fault;
import io.nificrm.source.JsonReply;
import io.nificrm.source.Page;
import io.nificrm.source.PlatformApi;
import io.nificrm.source.PlatformException;
import io.nificrm.source.RateLimit;
import io.nificrm.source.RawItems;
import io.nificrm.source.RawJson;
import io.nificrm.source.SourceClient;
import io.nificrm.source.TimePosition;
import io.nificrm.source.http.HttpCall;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Reads the reviews of one's own apps that were written or changed in the last week, which is all that the API shows.
 *
 * <p>The API promises no order, so each pass reads all pages and delivers what changed since the last one began ({@link
 * ReviewPass}).
 *
 * @see <a href="https://developers.google.com/android-publisher/reply-to-reviews">Reply to Reviews API</a>
 */
public final class GooglePlayClient implements SourceClient<AndroidApp> {
    private static final String SCOPE = "https://www.googleapis.com/auth/androidpublisher";
    private static final int PAGE_SIZE = 100;

    /** What the API shows. */
    private static final Duration SHOWN = Duration.ofDays(7);

    private final URI api;
    private final ServiceAccount account;
    private final Duration initialBacklog;
    private final PlatformApi http;
    private final Clock clock;
    private final RateLimit limit;
    private final AccessToken token;

    /** @param initialBacklog how far back the first reading of an app goes; the API shows a week at most */
    GooglePlayClient(
            URI api,
            ServiceAccount account,
            Duration initialBacklog,
            PlatformApi http,
            Clock clock,
            RandomGenerator random) {
        this.api = api;
        this.account = account;
        this.initialBacklog = initialBacklog;
        this.http = http;
        this.clock = clock;
        this.limit = new RateLimit(clock, random);
        this.token = new AccessToken(this::lend, clock);
    }

    @Override
    public String format() {
        return GooglePlayFormat.PLATFORM;
    }

    @Override
    public Instant notBefore(AndroidApp app) {
        return limit.notBefore();
    }

    @Override
    public Page fetch(AndroidApp app, Optional<String> saved) throws PlatformException, InterruptedException {
        Instant now = clock.instant();
        List<String> notices = new ArrayList<>();
        ReviewPass pass;
        if (saved.isEmpty()) {
            pass = ReviewPass.first(now.minus(initialBacklog), now);
        } else {
            pass = CursorJson.read(saved.get(), ReviewPass.class);
            if (!pass.underWay()) {
                missed(app, pass.lastBegan(), now).ifPresent(notices::add);
                pass = pass.begin(now);
            }
        }
        JsonReply reply;
        try {
            reply = page(app, pass.token(), PAGE_SIZE);
        } catch (PlatformException e) {
            if (e.fault() == Fault.REQUEST_REFUSED && pass.token().isPresent()) {
                // a token ends after a while; the pass begins anew, and ids make what comes twice one
                return Page.empty(CursorJson.write(pass.restarted()), true);
            }
            throw e;
        }
        return delivered(app, pass, reply, notices);
    }

    private static Optional<String> missed(AndroidApp app, Instant since, Instant now) {
        return since.isBefore(now.minus(SHOWN))
                ? Optional.of("reviews of " + app.name() + " that were written between " + since + " and "
                        + now.minus(SHOWN)
                        + " can't be read any more: Google Play shows those of a week. Next step: they"
                        + " are in the Play Console, and in its monthly reports")
                : Optional.empty();
    }

    private Page delivered(AndroidApp app, ReviewPass pass, JsonReply reply, List<String> notices)
            throws PlatformException {
        if (!(reply.root() instanceof ObjectNode root)) {
            throw new PlatformException(Fault.UNREADABLE, "Google Play answered with JSON that is no list of reviews");
        }
        ArrayNode fresh = root.arrayNode();
        List<String> positions = new ArrayList<>();
        for (JsonNode review : root.path("reviews")) {
            String position = position(review);
            if (pass.isNew(position)) {
                fresh.add(review);
                positions.add(position);
            }
        }
        Optional<String> next =
                Optional.of(root.at("/tokenPagination/nextPageToken").asText()).filter(text -> !text.isEmpty());
        ReviewPass reached = pass.after(positions, next);
        String cursor = CursorJson.write(next.isPresent() ? reached : reached.ended());
        if (fresh.isEmpty()) {
            return new Page(Optional.empty(), cursor, next.isPresent(), notices);
        }
        // the answer does not say which app it is about
        root.put("packageName", app.packageName());
        int count = fresh.size();
        root.set("reviews", fresh);
        RawItems items = new RawItems(
                RawJson.write(root), "application/json", count, reply.http().uri(), clock.instant());
        return new Page(Optional.of(items), cursor, next.isPresent(), notices);
    }

    /** When the review or the answer to it last changed. */
    private static String position(JsonNode review) {
        Instant latest = Instant.EPOCH;
        for (JsonNode comment : review.path("comments")) {
            for (String side : List.of("userComment", "developerComment")) {
                JsonNode time = comment.path(side).path("lastModified");
                Instant changed = Instant.ofEpochSecond(
                        time.path("seconds").asLong(), time.path("nanos").asLong());
                latest = changed.isAfter(latest) ? changed : latest;
            }
        }
        return new TimePosition(latest, review.path("reviewId").asText()).text();
    }

    private JsonReply page(AndroidApp app, Optional<String> pageToken, int size)
            throws PlatformException, InterruptedException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("maxResults", Integer.toString(size));
        pageToken.ifPresent(text -> parameters.put("token", text));
        URI address = HttpCall.withQuery(
                api.resolve("/androidpublisher/v3/applications/" + app.packageName() + "/reviews"), parameters);
        try {
            return http.json(HttpCall.get(address).header("Authorization", "Bearer " + token.get()), limit);
        } catch (PlatformException e) {
            if (e.fault() == Fault.CREDENTIALS_REFUSED) {
                token.forget();
            }
            throw e;
        }
    }

    private AccessToken.Lent lend() throws PlatformException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
        form.put("assertion", account.assertion(SCOPE, clock.instant()));
        JsonNode answer = lent(HttpCall.postForm(account.tokenAddress(), form));
        String lent = answer.path("access_token").asText();
        if (lent.isEmpty()) {
            throw new PlatformException(Fault.UNREADABLE, "Google lent no token to " + account.email());
        }
        return new AccessToken.Lent(
                lent, clock.instant().plusSeconds(answer.path("expires_in").asLong(3_600)));
    }

    private JsonNode lent(HttpCall call) throws PlatformException, InterruptedException {
        try {
            return http.json(call, limit).root();
        } catch (PlatformException e) {
            // an unknown account or a removed key is answered with 400 invalid_grant
            throw e.fault() == Fault.REQUEST_REFUSED
                    ? new PlatformException(
                            Fault.CREDENTIALS_REFUSED,
                            e.getMessage(),
                            "see in Google Cloud whether the service account and this key of it still exist")
                    : e;
        }
    }

    @Override
    public List<Check> verifySettings() throws InterruptedException {
        return List.of(Check.of("Sign in", () -> {
            token.get();
            return "Google lends a token to " + account.email() + ".";
        }));
    }

    @Override
    public Check verify(AndroidApp app) throws InterruptedException {
        return Check.of(
                "Reviews of " + app.name(),
                () -> page(app, Optional.empty(), 1).root().path("reviews").isEmpty()
                        ? "They can be read; there was none in the last week."
                        : "They can be read.");
    }

    @Override
    public void close() {
        http.close();
    }
}

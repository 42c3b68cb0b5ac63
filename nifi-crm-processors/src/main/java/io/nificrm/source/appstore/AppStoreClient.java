package io.nificrm.source.appstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.format.Timestamps;
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
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Reads the customer reviews that Apple publishes for each app and country, newest first: ten pages of fifty, no
 * account.
 *
 * @see <a href="https://itunes.apple.com/us/rss/customerreviews/page=1/id=284882215/sortby=mostrecent/json">an example</a>
 */
public final class AppStoreClient implements SourceClient<StoreApp> {
    private static final int LAST_PAGE = 10;
    private static final int PAGE_SIZE = 50;

    private final URI api;
    private final Duration initialBacklog;
    private final PlatformApi http;
    private final Clock clock;
    private final RateLimit limit;

    /**
     * @param api the address of the store
     * @param initialBacklog how far back the first reading of an app goes
     */
    public AppStoreClient(URI api, Duration initialBacklog, PlatformApi http, Clock clock, RandomGenerator random) {
        this.api = api;
        this.initialBacklog = initialBacklog;
        this.http = http;
        this.clock = clock;
        this.limit = new RateLimit(clock, random);
    }

    @Override
    public String format() {
        return AppStoreFormat.PLATFORM;
    }

    @Override
    public Instant notBefore(StoreApp app) {
        return limit.notBefore();
    }

    @Override
    public Page fetch(StoreApp app, Optional<String> saved) throws PlatformException, InterruptedException {
        GapCursor cursor = saved.isPresent()
                ? GapCursor.parse(saved.get())
                : GapCursor.startingAt(clock.instant().minus(initialBacklog));
        int number = cursor.token().map(Integer::parseInt).orElse(1);
        Optional<ItemPage> page = reviews(app, number);
        if (page.isEmpty()) {
            return Page.empty(cursor.closed().text(), false);
        }
        List<String> positions =
                page.get().items().stream().map(AppStoreClient::position).toList();
        Instant floor = cursor.floor().map(Instant::parse).orElse(Instant.EPOCH);
        boolean hasMore = number < LAST_PAGE;
        Page read = GapStep.byPageNumber(
                        cursor,
                        positions,
                        i -> tooOld(TimePosition.time(positions.get(i)), floor),
                        hasMore,
                        Integer.toString(number + 1))
                .page(page.get(), clock.instant());
        boolean gapLeft = !hasMore
                && cursor.delivered()
                        .filter(known -> positions.stream().allMatch(position -> position.compareTo(known) > 0))
                        .isPresent();
        return gapLeft ? new Page(read.items(), read.cursor(), read.more(), List.of(missed(app))) : read;
    }

    private static String missed(StoreApp app) {
        return "more reviews of " + app.name() + " came since the last reading than the store shows, which are "
                + LAST_PAGE * PAGE_SIZE + "; those between are not read. Next step: let this processor run more often";
    }

    /** Some feeds tell no times; what they hold is taken as it comes. */
    private static boolean tooOld(Instant time, Instant floor) {
        return time.isBefore(floor) && !time.equals(Instant.EPOCH);
    }

    private static String position(JsonNode review) {
        Instant time = Timestamps.parse(review.at("/updated/label").asText()).orElse(Instant.EPOCH);
        String id = review.at("/id/label").asText();
        // ids are numbers that grow, so with leading zeros they sort as texts
        return new TimePosition(time, "0".repeat(Math.max(0, 14 - id.length())) + id).text();
    }

    /** A page; absent where there is no review on it. */
    private Optional<ItemPage> reviews(StoreApp app, int number) throws PlatformException, InterruptedException {
        URI address = api.resolve("/" + app.country() + "/rss/customerreviews/page=" + number + "/id=" + app.id()
                + "/sortby=mostrecent/json");
        JsonReply reply = http.json(HttpCall.get(address), limit);
        if (!(reply.root().path("feed") instanceof ObjectNode feed)) {
            throw new PlatformException(Fault.UNREADABLE, "the store answered with JSON that is no feed of reviews");
        }
        // one review comes without a list around it, and older feeds begin with the app itself
        JsonNode entries = feed.path("entry");
        List<JsonNode> reviews = new ArrayList<>();
        (entries.isArray() ? entries : List.of(entries)).forEach(entry -> {
            if (entry.has("im:rating")) {
                reviews.add(entry);
            }
        });
        if (reviews.isEmpty()) {
            return Optional.empty();
        }
        ArrayNode list = feed.putArray("entry");
        list.addAll(reviews);
        return Optional.of(ItemPage.at(reply, "/feed/entry"));
    }

    @Override
    public Check verify(StoreApp app) throws InterruptedException {
        return Check.of(
                "Reviews of " + app.name(),
                () -> reviews(app, 1)
                        .map(page -> "The store shows reviews; the newest page has "
                                + page.items().size() + ".")
                        .orElse("The store answers, without a review. Check number and country of the app."));
    }

    @Override
    public void close() {
        http.close();
    }
}

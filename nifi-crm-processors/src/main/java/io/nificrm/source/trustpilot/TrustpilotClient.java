package io.nificrm.source.trustpilot;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Reads the reviews of businesses, newest first, page by page, and those of the newest page once more when they are
 * answered or changed.
 *
 * @see <a href="https://developers.trustpilot.com/business-units-api">Business Units API</a>
 */
public final class TrustpilotClient implements SourceClient<BusinessUnit> {

    /** The most that the API gives at once. */
    private static final int PAGE_SIZE = 100;

    private final URI api;
    private final String key;
    private final Duration initialBacklog;
    private final PlatformApi http;
    private final Clock clock;
    private final RateLimit limit;
    private final Map<String, String> ids = new HashMap<>();

    /**
     * @param key the API key of an application on Trustpilot
     * @param initialBacklog how far back the first reading of a business goes
     */
    public TrustpilotClient(
            URI api, String key, Duration initialBacklog, PlatformApi http, Clock clock, RandomGenerator random) {
        this.api = api;
        this.key = key;
        this.initialBacklog = initialBacklog;
        this.http = http;
        this.clock = clock;
        this.limit = new RateLimit(clock, random);
    }

    @Override
    public String format() {
        return TrustpilotFormat.PLATFORM;
    }

    @Override
    public Instant notBefore(BusinessUnit unit) {
        return limit.notBefore();
    }

    @Override
    public Page fetch(BusinessUnit unit, Optional<String> saved) throws PlatformException, InterruptedException {
        ReviewCursor cursor = ReviewCursor.of(saved, clock.instant().minus(initialBacklog));
        GapCursor place = cursor.place();
        int number = place.token().map(Integer::parseInt).orElse(1);
        ItemPage page = reviews(unit, number, PAGE_SIZE);
        List<String> positions = page.positions(TrustpilotClient::position);
        Instant floor = place.oldest();
        GapStep step = GapStep.byPageNumber(
                place,
                positions,
                i -> TimePosition.time(positions.get(i)).isBefore(floor),
                page.items().size() >= PAGE_SIZE,
                Integer.toString(number + 1));
        boolean newestPage = number == 1 && !place.passing();
        Optional<Map<String, String>> changes =
                newestPage ? Optional.of(changes(page, cursor, step.fresh())) : cursor.changes();
        Page read = step.page(page, clock.instant());
        return new Page(read.items(), new ReviewCursor(step.next(), changes).text(), read.more(), read.notices());
    }

    /** What was answered or changed, by id; what was so since the last pass comes once more, as if it were new. */
    private static Map<String, String> changes(ItemPage page, ReviewCursor cursor, BitSet fresh) {
        Map<String, String> changes = new LinkedHashMap<>();
        List<JsonNode> reviews = page.items();
        for (int i = 0; i < reviews.size(); i++) {
            String id = reviews.get(i).path("id").asText();
            Optional<String> change = change(reviews.get(i));
            if (cursor.isChanged(id, change)) {
                fresh.set(i);
            }
            change.ifPresent(time -> changes.put(id, time));
        }
        return changes;
    }

    /** When a review was last changed or answered; absent where it never was. */
    private static Optional<String> change(JsonNode review) {
        return Stream.of("/updatedAt", "/companyReply/createdAt", "/companyReply/updatedAt")
                .flatMap(field -> Timestamps.parse(review.at(field).asText("")).stream())
                .max(Comparator.naturalOrder())
                .map(Instant::toString);
    }

    private static String position(JsonNode review) throws PlatformException {
        String id = review.path("id").asText();
        Optional<Instant> written = Timestamps.parse(review.path("createdAt").asText());
        if (id.isEmpty() || written.isEmpty()) {
            throw new PlatformException(Fault.UNREADABLE, "Trustpilot answered with a review that has no id or time");
        }
        return new TimePosition(written.get(), id).text();
    }

    private ItemPage reviews(BusinessUnit unit, int page, int count) throws PlatformException, InterruptedException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("orderBy", "createdat.desc");
        parameters.put("perPage", Integer.toString(count));
        parameters.put("page", Integer.toString(page));
        return ItemPage.at(get("/v1/business-units/" + id(unit) + "/reviews", parameters), "/reviews");
    }

    private String id(BusinessUnit unit) throws PlatformException, InterruptedException {
        if (unit.isId()) {
            return unit.key();
        }
        String known = ids.get(unit.key());
        if (known != null) {
            return known;
        }
        String found = get("/v1/business-units/find", Map.of("name", unit.key()))
                .root()
                .path("id")
                .asText();
        if (found.isEmpty()) {
            throw new PlatformException(Fault.NOT_FOUND, "Trustpilot lists no business " + unit.key());
        }
        ids.put(unit.key(), found);
        return found;
    }

    private JsonReply get(String path, Map<String, String> parameters) throws PlatformException, InterruptedException {
        URI address = HttpCall.withQuery(api.resolve(path), parameters);
        return http.json(HttpCall.get(address).header("apikey", key), limit);
    }

    @Override
    public Check verify(BusinessUnit unit) throws InterruptedException {
        return Check.of(
                "Reviews of " + unit.name(),
                () -> reviews(unit, 1, 1).items().isEmpty()
                        ? "They can be read; there is none yet."
                        : "They can be read.");
    }

    @Override
    public void close() {
        http.close();
    }
}

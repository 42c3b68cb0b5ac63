package io.nificrm.source.hackernews;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.source.Check;
import io.nificrm.source.Fault;
import io.nificrm.source.GapCursor;
import io.nificrm.source.GapStep;
import io.nificrm.source.ItemPage;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Searches Hacker News by date with the <a href="https://hn.algolia.com/api">API of Algolia</a>, newest first. A search shows
 * at most 1,000 finds, so pages are asked for by the time of their items and not by number.
 */
public final class HackerNewsClient implements SourceClient<HackerNewsSearch> {

    /**
     * How to search.
     *
     * @param api the address of the service
     * @param items what to find
     * @param pageSize how many to ask for at once, at most 1,000
     * @param initialBacklog how far back the first reading of a search goes
     * @param settling the youngest items are left for a later run until they are this old, because the index takes them in
     *     out of order
     * @param typos whether similar words count as finds
     */
    public record Settings(
            URI api, HackerNewsItems items, int pageSize, Duration initialBacklog, Duration settling, boolean typos) {}

    private final Settings settings;
    private final PlatformApi http;
    private final Clock clock;
    private final RateLimit limit;

    public HackerNewsClient(Settings settings, PlatformApi http, Clock clock, RandomGenerator random) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
        this.limit = new RateLimit(clock, random);
    }

    @Override
    public String format() {
        return "hackernews";
    }

    @Override
    public Instant notBefore(HackerNewsSearch search) {
        return limit.notBefore();
    }

    @Override
    public Page fetch(HackerNewsSearch search, Optional<String> saved) throws PlatformException, InterruptedException {
        GapCursor cursor = GapCursor.of(saved, clock.instant().minus(settings.initialBacklog()));
        Instant from = cursor.delivered().map(TimePosition::time).orElseGet(cursor::oldest);
        Instant to = cursor.resumeAt()
                .map(TimePosition::time)
                .orElseGet(() -> clock.instant().minus(settings.settling()));
        ItemPage page = request(search, from, to, settings.pageSize());
        List<String> positions = page.positions(HackerNewsClient::position);
        boolean hasMore = page.items().size() >= settings.pageSize();
        return GapStep.byTime(cursor, positions, tooOld -> false, hasMore).page(page, clock.instant());
    }

    private static String position(JsonNode hit) throws PlatformException {
        JsonNode seconds = hit.path("created_at_i");
        String id = hit.path("objectID").asText();
        if (!seconds.canConvertToLong() || id.isEmpty()) {
            throw new PlatformException(Fault.UNREADABLE, "the search answered with an item that has no id or time");
        }
        return new TimePosition(Instant.ofEpochSecond(seconds.asLong()), padded(id)).text();
    }

    /** Ids are numbers that grow, so with leading zeros they sort as texts. */
    private static String padded(String id) {
        return "0".repeat(Math.max(0, 12 - id.length())) + id;
    }

    private ItemPage request(HackerNewsSearch search, Instant from, Instant to, int count)
            throws PlatformException, InterruptedException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("query", search.query());
        parameters.put("tags", settings.items().tags() + (search.tag().isEmpty() ? "" : "," + search.tag()));
        parameters.put(
                "numericFilters", "created_at_i>=" + from.getEpochSecond() + ",created_at_i<=" + to.getEpochSecond());
        parameters.put("hitsPerPage", Integer.toString(count));
        parameters.put("advancedSyntax", "true");
        parameters.put("typoTolerance", Boolean.toString(settings.typos()));
        URI address = HttpCall.withQuery(settings.api().resolve("/api/v1/search_by_date"), parameters);
        return ItemPage.at(http.json(HttpCall.get(address), limit), "/hits");
    }

    @Override
    public Check verify(HackerNewsSearch search) throws InterruptedException {
        return Check.of("Search for " + search.name(), () -> {
            ItemPage page = request(search, Instant.EPOCH, clock.instant(), 1);
            long found = page.root().path("nbHits").asLong();
            return found == 0
                    ? "The search works; there was never a find. Check the spelling."
                    : "The search works; it has " + found + " finds, the newest of "
                            + page.items().getFirst().path("created_at").asText() + ".";
        });
    }

    @Override
    public void close() {
        http.close();
    }
}

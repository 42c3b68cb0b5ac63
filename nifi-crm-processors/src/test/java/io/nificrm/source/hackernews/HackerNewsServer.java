package io.nificrm.source.hackernews;

import io.nificrm.source.PlatformStub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Search by date as Algolia answers it for Hacker News: filters by second, newest first, at most 1,000 finds. */
final class HackerNewsServer implements AutoCloseable {

    private static final Pattern FILTERS = Pattern.compile("created_at_i>=(-?\\d+),created_at_i<=(-?\\d+)");

    private record Item(long id, long second) {

        String json() {
            return ("{\"objectID\":\"%d\",\"created_at_i\":%d,\"created_at\":\"%s\",\"author\":\"ann\",\"_tags\":[\"comment\"],"
                            + "\"comment_text\":\"I like coffee\"}")
                    .formatted(id, second, Instant.ofEpochSecond(second));
        }
    }

    private final PlatformStub stub = new PlatformStub();
    private final List<Item> items = new ArrayList<>();
    private int written;

    HackerNewsServer() {
        stub.on("/api/v1/search_by_date", this::search);
    }

    PlatformStub stub() {
        return stub;
    }

    String item(Instant createdAt) {
        Item item = new Item(9_999_900 + written++, createdAt.getEpochSecond());
        items.add(item);
        return Long.toString(item.id());
    }

    /** Items, {@code perSecond} of them each second up to {@code last}, oldest first. */
    List<String> items(int count, Instant last, int perSecond) {
        List<String> ids = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            ids.add(item(last.minusSeconds(i / perSecond)));
        }
        return ids;
    }

    /** The index was built anew, without what is old. */
    void forgetAll() {
        items.clear();
    }

    private PlatformStub.Answer search(PlatformStub.Request request) {
        Matcher filters = FILTERS.matcher(request.query().get("numericFilters"));
        if (!filters.matches()) {
            return PlatformStub.text(
                    400, "application/json", "{\"message\":\"invalid numericFilters\",\"status\":400}");
        }
        long from = Long.parseLong(filters.group(1));
        long to = Long.parseLong(filters.group(2));
        List<Item> found = items.stream()
                .filter(item -> item.second() >= from && item.second() <= to)
                .sorted(Comparator.comparingLong(Item::second).reversed())
                .toList();
        int count = Integer.parseInt(request.query().get("hitsPerPage"));
        return PlatformStub.json("{\"hits\":"
                + found.stream().limit(count).map(Item::json).collect(Collectors.joining(",", "[", "]"))
                + ",\"nbHits\":"
                + found.size() + ",\"page\":0,\"hitsPerPage\":" + count + "}");
    }

    @Override
    public void close() {
        stub.close();
    }
}

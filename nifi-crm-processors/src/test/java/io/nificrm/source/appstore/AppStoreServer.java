package io.nificrm.source.appstore;

import io.nificrm.source.PlatformStub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The store's feed of customer reviews: newest first, pages of fifty, no more than ten. */
final class AppStoreServer implements AutoCloseable {
    private record Review(long id, Instant time) {
        String json() {
            return ("{\"author\":{\"uri\":{\"label\":\"https://itunes.apple.com/us/reviews/id77\"},\"name\":{\"label\":\"Jo\"},\"label\":\"\"},"
                            + "\"updated\":{\"label\":\"%s\"},\"im:rating\":{\"label\":\"2\"},\"im:version\":{\"label\":\"3.1\"},"
                            + "\"id\":{\"label\":\"%d\"},\"title\":{\"label\":\"Leaks\"},\"content\":{\"label\":\"The lid leaks\",\"attributes\":{\"type\":\"text\"}},"
                            + "\"link\":{\"attributes\":{\"rel\":\"related\",\"href\":\"https://itunes.apple.com/us/review?id=123456789&type=Purple%%20Software\"}},"
                            + "\"im:voteSum\":{\"label\":\"3\"},\"im:voteCount\":{\"label\":\"4\"}}")
                    .formatted(time, id);
        }
    }

    private final PlatformStub stub = new PlatformStub();
    private final List<Review> reviews = new ArrayList<>();

    AppStoreServer() {
        for (int number = 1; number <= 10; number++) {
            int page = number;
            stub.on(
                    "/us/rss/customerreviews/page=" + page + "/id=123456789/sortby=mostrecent/json",
                    request -> page(page));
        }
    }

    PlatformStub stub() {
        return stub;
    }

    /** A customer writes a review. */
    String review(Instant time) {
        Review review = new Review(9_999_999_000L + reviews.size(), time);
        reviews.add(review);
        return Long.toString(review.id());
    }

    /** Reviews a minute apart, the last one at the given time, oldest first. */
    List<String> reviews(int count, Instant last) {
        List<String> ids = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            ids.add(review(last.minusSeconds(60L * i)));
        }
        return ids;
    }

    private PlatformStub.Answer page(int number) {
        int from = (number - 1) * 50;
        List<String> page = reviews.reversed().stream()
                .skip(from)
                .limit(50)
                .map(Review::json)
                .toList();
        String entries = switch (page.size()) {
            case 0 -> "";
            case 1 -> ",\"entry\":" + page.getFirst();
            default -> page.stream().collect(Collectors.joining(",", ",\"entry\":[", "]"));
        };
        return PlatformStub.json("{\"feed\":{\"author\":{\"name\":{\"label\":\"iTunes Store\"}}" + entries + "}}");
    }

    @Override
    public void close() {
        stub.close();
    }
}

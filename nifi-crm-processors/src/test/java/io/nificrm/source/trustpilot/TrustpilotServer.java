package io.nificrm.source.trustpilot;

import io.nificrm.source.PlatformStub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The look-up of a business, and its reviews in numbered pages, newest first; a page beyond the last is empty. */
final class TrustpilotServer implements AutoCloseable {
    private record Review(String id, Instant createdAt, Optional<Instant> answered) {
        String json() {
            String answer = answered.map(time -> "{\"text\":\"Sorry!\",\"createdAt\":\"" + time + "\"}")
                    .orElse("null");
            return ("{\"id\":\"%s\",\"stars\":2,\"title\":\"Leaks\",\"text\":\"The lid leaks\",\"language\":\"en\",\"createdAt\":\"%s\","
                            + "\"consumer\":{\"id\":\"77\",\"displayName\":\"Jo\"},\"companyReply\":%s,\"status\":\"active\"}")
                    .formatted(id, createdAt, answer);
        }
    }

    private static final String ID = "46d6a890ffa235a75b00021d";

    private final PlatformStub stub = new PlatformStub();
    private final List<Review> reviews = new ArrayList<>();
    private int written;

    TrustpilotServer() {
        stub.on(
                "/v1/business-units/find",
                request -> request.query().get("name").equals("acme.example")
                        ? PlatformStub.json("{\"id\":\"" + ID + "\",\"displayName\":\"Acme Coffee\"}")
                        : PlatformStub.status(404));
        stub.on("/v1/business-units/" + ID + "/reviews", this::page);
    }

    PlatformStub stub() {
        return stub;
    }

    /** The business answers a review. */
    void answer(String id, Instant time) {
        reviews.replaceAll(
                review -> review.id().equals(id) ? new Review(id, review.createdAt(), Optional.of(time)) : review);
    }

    void forgetAll() {
        reviews.clear();
    }

    /** Reviews a minute apart, the last one at the given time, oldest first. */
    List<String> reviews(int count, Instant last) {
        List<String> ids = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            Review review =
                    new Review("%024x".formatted(4096 + written++), last.minusSeconds(60L * i), Optional.empty());
            reviews.add(review);
            ids.add(review.id());
        }
        return ids;
    }

    private PlatformStub.Answer page(PlatformStub.Request request) {
        if (!request.header("apikey").equals("key")
                || !request.query().get("orderBy").equals("createdat.desc")) {
            return PlatformStub.text(401, "application/json", "{\"message\":\"Unauthorized\"}");
        }
        int count = Integer.parseInt(request.query().get("perPage"));
        int page = Integer.parseInt(request.query().get("page"));
        return PlatformStub.json("{\"links\":[],\"reviews\":"
                + reviews.reversed().stream()
                        .skip((page - 1L) * count)
                        .limit(count)
                        .map(Review::json)
                        .collect(Collectors.joining(",", "[", "]"))
                + "}");
    }

    @Override
    public void close() {
        stub.close();
    }
}

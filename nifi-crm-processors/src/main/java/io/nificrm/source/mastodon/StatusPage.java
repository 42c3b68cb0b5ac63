package io.nificrm.source.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.nificrm.source.Fault;
import io.nificrm.source.JsonReply;
import io.nificrm.source.PlatformException;
import io.nificrm.source.RawItems;
import io.nificrm.source.RawJson;
import io.nificrm.source.http.SecretFreeUri;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** An answer with posts: an array of them (timelines), or an object that has one under {@code statuses} (search). */
final class StatusPage {

    private static final Pattern LINK_RELATION = Pattern.compile("rel=\"?(\\w+)\"?");

    private final JsonReply reply;
    private final ArrayNode statuses;
    private final int received;

    private StatusPage(JsonReply reply, ArrayNode statuses) {
        this.reply = reply;
        this.statuses = statuses;
        this.received = statuses.size();
    }

    static StatusPage of(JsonReply reply) throws PlatformException {
        JsonNode posts = reply.root().isObject() ? reply.root().path("statuses") : reply.root();
        if (!(posts instanceof ArrayNode array)) {
            throw new PlatformException(
                    Fault.UNREADABLE,
                    SecretFreeUri.of(reply.http().uri()) + " answered with JSON that is no list of posts",
                    "check that Instance URL is the address of a Mastodon server");
        }
        for (JsonNode post : array) {
            if (!post.path("id").isTextual()) {
                throw new PlatformException(
                        Fault.UNREADABLE,
                        SecretFreeUri.of(reply.http().uri()) + " answered with a post that has no id",
                        "check that Instance URL is the address of a Mastodon server");
            }
        }
        return new StatusPage(reply, array);
    }

    /** How many posts the server sent. */
    int received() {
        return received;
    }

    /** Cuts out the posts that are not wanted. Returns whether there were any. */
    boolean removeUnless(Predicate<JsonNode> wanted) {
        boolean removed = false;
        for (int i = statuses.size() - 1; i >= 0; i--) {
            if (!wanted.test(statuses.get(i))) {
                statuses.remove(i);
                removed = true;
            }
        }
        return removed;
    }

    boolean isEmpty() {
        return statuses.isEmpty();
    }

    String youngest() {
        return ids().stream().max(StatusId.BY_AGE).orElseThrow();
    }

    String oldest() {
        return ids().stream().min(StatusId.BY_AGE).orElseThrow();
    }

    /** The posts that are left, as they came. */
    RawItems items(Instant fetchedAt) {
        byte[] content = statuses.size() == received ? reply.http().body() : RawJson.write(reply.root());
        return new RawItems(
                content, "application/json", statuses.size(), reply.http().uri(), fetchedAt);
    }

    /** Whether the server links to a further page in the given direction ({@code next} is older, {@code prev} younger). */
    boolean links(String relation) {
        return reply.http().headers().allValues("Link").stream()
                .flatMap(header -> LINK_RELATION.matcher(header).results())
                .anyMatch(result -> result.group(1).equals(relation));
    }

    static String id(JsonNode status) {
        return status.path("id").textValue();
    }

    /** Whether a post is from that moment or later; one whose time can't be read counts as such, so that it isn't lost. */
    static boolean isSince(JsonNode status, Instant moment) {
        try {
            return !OffsetDateTime.parse(status.path("created_at").asText())
                    .toInstant()
                    .isBefore(moment);
        } catch (DateTimeException unknown) {
            return true;
        }
    }

    private List<String> ids() {
        List<String> ids = new ArrayList<>(statuses.size());
        statuses.forEach(status -> ids.add(id(status)));
        return ids;
    }
}

package io.nificrm.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.nificrm.source.http.SecretFreeUri;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A platform's answer that holds a list of items somewhere inside, and can be cut down to some of them. */
public final class ItemPage {

    private final JsonReply reply;
    private final ArrayNode array;
    private final List<JsonNode> items;

    private ItemPage(JsonReply reply, ArrayNode array) {
        this.reply = reply;
        this.array = array;
        this.items = new ArrayList<>(array.size());
        array.forEach(items::add);
    }

    /**
     * Finds the list.
     *
     * @param pointer where it is (RFC 6901); the empty pointer is the answer itself
     * @throws PlatformException if there is no list
     */
    public static ItemPage at(JsonReply reply, String pointer) throws PlatformException {
        if (reply.root().at(pointer) instanceof ArrayNode array) {
            return new ItemPage(reply, array);
        }
        throw new PlatformException(
                Fault.UNREADABLE,
                SecretFreeUri.of(reply.http().uri()) + " answered with JSON that has no list of items"
                        + (pointer.isEmpty() ? "" : " at " + pointer));
    }

    public List<JsonNode> items() {
        return List.copyOf(items);
    }

    /** Tells where an item stands in the order of age. */
    @FunctionalInterface
    public interface Position {
        String of(JsonNode item) throws PlatformException;
    }

    /** The positions of all items, in their order. */
    public List<String> positions(Position position) throws PlatformException {
        List<String> positions = new ArrayList<>(items.size());
        for (JsonNode item : items) {
            positions.add(position.of(item));
        }
        return positions;
    }

    /** The whole answer, as long as nothing was cut out of it. */
    public JsonNode root() {
        return reply.root();
    }

    /** The answer with only the chosen items in it: its own bytes if that is all of them. */
    public RawItems keeping(BitSet chosen, Instant fetchedAt) {
        if (chosen.cardinality() == items.size()) {
            return items(reply.http().body(), items.size(), fetchedAt);
        }
        return rewritten(chosen, fetchedAt);
    }

    /** The answer with only the chosen items in it, and what was changed in them. */
    public RawItems rewritten(BitSet chosen, Instant fetchedAt) {
        array.removeAll();
        chosen.stream().forEach(i -> array.add(items.get(i)));
        return items(RawJson.write(reply.root()), chosen.cardinality(), fetchedAt);
    }

    private RawItems items(byte[] content, int count, Instant fetchedAt) {
        return new RawItems(content, "application/json", count, reply.http().uri(), fetchedAt);
    }

    /** Whether the server links to a further page (RFC 8288) with this relation, such as {@code next}. */
    public boolean links(String relation) {
        String quoted = "rel=\"" + relation + "\"";
        return reply.http().headers().allValues("Link").stream()
                .anyMatch(header -> header.contains(quoted) || header.contains("rel=" + relation));
    }
}

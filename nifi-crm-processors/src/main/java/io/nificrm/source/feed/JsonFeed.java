package io.nificrm.source.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.source.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** A <a href="https://www.jsonfeed.org/version/1.1/">JSON Feed</a>. */
final class JsonFeed implements FeedDocument {

    private final ObjectNode feed;
    private final ArrayNode items;

    private JsonFeed(ObjectNode feed, ArrayNode items) {
        this.feed = feed;
        this.items = items;
    }

    static JsonFeed read(String text) throws UnreadableFeedException {
        JsonNode root;
        try {
            root = RawJson.read(text);
        } catch (JsonProcessingException e) {
            throw new UnreadableFeedException(
                    "the JSON is broken: " + e.getOriginalMessage(), "ask who runs the feed", e);
        }
        if (root instanceof ObjectNode feed && feed.get("items") instanceof ArrayNode items) {
            return new JsonFeed(feed, items);
        }
        throw new UnreadableFeedException(
                "this is JSON, but no JSON Feed: it has no list 'items'",
                "check the address; other JSON is read by the format json of NormalizeTouchpoints");
    }

    @Override
    public List<FeedEntry> entries() {
        List<FeedEntry> entries = new ArrayList<>(items.size());
        items.forEach(item -> entries.add(entry(item)));
        return entries;
    }

    private static FeedEntry entry(JsonNode item) {
        String words = item.path("title").asText()
                + '\n'
                + item.path("content_text").asText()
                + item.path("content_html").asText();
        return new FeedEntry(
                text(item, "id"),
                text(item, "url").or(() -> text(item, "external_url")),
                words,
                text(item, "date_published")
                        .or(() -> text(item, "date_modified"))
                        .flatMap(FeedTime::parse));
    }

    private static Optional<String> text(JsonNode item, String field) {
        return Optional.of(item.path(field).asText()).filter(text -> !text.isBlank());
    }

    @Override
    public String mimeType() {
        return "application/feed+json";
    }

    @Override
    public byte[] keeping(IntPredicate chosen) {
        ArrayNode kept = feed.arrayNode();
        for (int i = 0; i < items.size(); i++) {
            if (chosen.test(i)) {
                kept.add(items.get(i));
            }
        }
        ObjectNode pruned = feed.deepCopy();
        pruned.set("items", kept);
        return RawJson.write(pruned);
    }
}

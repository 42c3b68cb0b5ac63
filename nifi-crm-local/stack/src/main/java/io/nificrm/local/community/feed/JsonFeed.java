package io.nificrm.local.community.feed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.local.community.story.Utterance;
import java.util.List;

/**
 * The forum.
 *
 * @see <a href="https://www.jsonfeed.org/version/1.1/">JSON Feed 1.1</a>
 */
final class JsonFeed {
    private JsonFeed() {}

    static String write(List<Utterance> entries, String self) {
        ObjectNode feed = JsonNodeFactory.instance.objectNode();
        feed.put("version", "https://jsonfeed.org/version/1.1");
        feed.put("title", "Roast Talk");
        feed.put("home_page_url", "https://roast-talk.example/");
        feed.put("feed_url", self);
        feed.put("language", "en");
        ArrayNode items = feed.putArray("items");
        for (Utterance entry : entries) {
            ObjectNode item = items.addObject();
            item.put("id", FeedIds.id(entry));
            item.put("url", FeedIds.link(entry));
            item.put("title", entry.words().title().orElse("Untitled"));
            item.put("content_text", entry.words().text());
            item.put("date_published", entry.at().toString());
            item.put("language", entry.words().language());
            item.putArray("authors")
                    .addObject()
                    .put("name", entry.author().name())
                    .put("url", "https://roast-talk.example/u/" + entry.author().handle());
            ArrayNode tags = item.putArray("tags");
            entry.facts().topics().forEach(tags::add);
        }
        return feed.toString();
    }
}

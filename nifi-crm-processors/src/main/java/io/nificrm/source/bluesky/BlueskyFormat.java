package io.nificrm.source.bluesky;

import io.nificrm.format.Fields;
import io.nificrm.format.Format;
import io.nificrm.format.JsonItems;
import io.nificrm.format.JsonShape;
import io.nificrm.format.Reading;
import io.nificrm.format.Sink;
import io.nificrm.format.UnreadableItemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Posts as Bluesky's API gives them: search results, feeds and timelines with their reposts, threads, notifications, post
 * views, and records.
 *
 * @see <a href="https://docs.bsky.app/docs/api/app-bsky-feed-search-posts">app.bsky.feed.searchPosts</a>
 */
public final class BlueskyFormat implements Format {
    private static final JsonItems ITEMS =
            new JsonItems(JsonShape.pages("posts", "feed", "records", "notifications"), BlueskyFormat::map);

    @Override
    public String name() {
        return BlueskyPost.PLATFORM;
    }

    @Override
    public String description() {
        return "Posts of Bluesky's API: search results, feeds, threads, notifications, records";
    }

    @Override
    public void read(InputStream in, Reading reading, Sink sink) throws IOException {
        ITEMS.read(in, reading, sink);
    }

    private static void map(Fields item, Reading reading, JsonItems.Emitter out)
            throws IOException, UnreadableItemException {
        if (item.has("thread")) {
            thread(item.at("thread"), reading, out);
        } else if (item.has("post")) {
            feedItem(item, reading, out);
        } else if (item.has("value")) {
            String uri = item.required("uri");
            out.touchpoint(
                    BlueskyPost.of(uri, item.at("value"), Optional.empty()).toTouchpoint(item, reading));
        } else if (item.has("record") && item.has("uri")) {
            view(item, reading, out);
        } else {
            throw new UnreadableItemException("this is no post: it has neither 'record', 'post', 'value' nor 'thread'");
        }
    }

    /** A post view or a notification; notifications of likes and follows carry another sort of record. */
    private static void view(Fields view, Reading reading, JsonItems.Emitter out)
            throws IOException, UnreadableItemException {
        String type = view.text("record", "$type").orElse(BlueskyPost.COLLECTION);
        if (!type.equals(BlueskyPost.COLLECTION)) {
            out.ignored("record of another sort (" + type + ")");
            return;
        }
        out.touchpoint(BlueskyPost.of(view.required("uri"), view.at("record"), Optional.of(view))
                .toTouchpoint(view, reading));
    }

    private static void feedItem(Fields item, Reading reading, JsonItems.Emitter out)
            throws IOException, UnreadableItemException {
        boolean repost = item.text("reason", "$type")
                .filter(type -> type.endsWith("#reasonRepost"))
                .isPresent();
        if (repost) {
            out.touchpoint(BlueskyPost.repost(item, reading));
        } else {
            view(item.at("post"), reading, out);
        }
    }

    /** Parents, the post, and replies, each once. */
    private static void thread(Fields thread, Reading reading, JsonItems.Emitter out)
            throws IOException, UnreadableItemException {
        Deque<Fields> nodes = new ArrayDeque<>();
        for (Fields parent = thread.at("parent"); parent.node().isObject(); parent = parent.at("parent")) {
            nodes.addFirst(parent);
        }
        nodes.addLast(thread);
        while (!nodes.isEmpty()) {
            Fields node = nodes.removeFirst();
            if (node.is("notFound")) {
                out.ignored("post that does not exist any more");
            } else if (node.is("blocked")) {
                out.ignored("post of an account that blocks the reader");
            } else {
                view(node.at("post"), reading, out);
                node.items("replies").reversed().forEach(nodes::addFirst);
            }
        }
    }
}

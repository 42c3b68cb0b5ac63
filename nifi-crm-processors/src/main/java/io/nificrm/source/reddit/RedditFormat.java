package io.nificrm.source.reddit;

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
import java.util.List;

/**
 * Things of Reddit's API: a Listing, a single thing, the comment page of a post (two listings), more children, messages.
 * Nested replies become mentions of their own.
 *
 * @see <a href="https://www.reddit.com/dev/api/">API</a>
 * @see <a href="https://github.com/reddit-archive/reddit/wiki/JSON">Things and kinds</a>
 */
public final class RedditFormat implements Format {
    private static final JsonItems ITEMS =
            new JsonItems(JsonShape.pages("data/children", "json/data/things"), RedditFormat::map);

    @Override
    public String name() {
        return RedditThing.PLATFORM;
    }

    @Override
    public String description() {
        return "Things of Reddit's API: posts, comments and messages as a listing, alone, or as a comment page";
    }

    @Override
    public void read(InputStream in, Reading reading, Sink sink) throws IOException {
        ITEMS.read(in, reading, sink);
    }

    /** A thing and the replies in it, outermost first. */
    private static void map(Fields item, Reading reading, JsonItems.Emitter out)
            throws IOException, UnreadableItemException {
        if (item.node().isTextual()) {
            out.ignored("id of a comment that is not included");
            return;
        }
        Deque<Fields> things = new ArrayDeque<>();
        things.add(item);
        while (!things.isEmpty()) {
            Fields thing = things.removeFirst();
            String kind = thing.required("kind");
            Fields data = thing.at("data");
            switch (kind) {
                case "t1" -> out.touchpoint(RedditThing.comment(data, reading));
                case "t3" -> out.touchpoint(RedditThing.post(data, reading));
                case "t4" -> out.touchpoint(RedditThing.message(data, reading));
                case "more" -> out.ignored("comments that are not included (more)");
                case "t2" -> out.ignored("account");
                case "t5" -> out.ignored("subreddit");
                case "t6" -> out.ignored("award");
                case "Listing" -> addFirst(things, data.items("children"));
                default ->
                    throw new UnreadableItemException("field 'kind' is '" + kind + "', which is no kind of thing");
            }
            if (kind.equals("t1") || kind.equals("t4")) {
                addFirst(things, data.items("replies", "data", "children"));
            }
        }
    }

    private static void addFirst(Deque<Fields> things, List<Fields> more) {
        more.reversed().forEach(things::addFirst);
    }
}

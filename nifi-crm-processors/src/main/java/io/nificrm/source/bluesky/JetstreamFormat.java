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

/**
 * Events of Bluesky's public firehose as Jetstream writes them, one JSON object each. Posts and reposts become mentions of
 * platform bluesky, with the same ids that the API gives; all else is passed over.
 *
 * @see <a href="https://github.com/bluesky-social/jetstream">Jetstream</a>
 */
public final class JetstreamFormat implements Format {
    private static final String REPOSTS = "app.bsky.feed.repost";

    private static final JsonItems ITEMS = new JsonItems(JsonShape.ITEMS, JetstreamFormat::map);

    @Override
    public String name() {
        return "jetstream";
    }

    @Override
    public String description() {
        return "Events of Bluesky's Jetstream firehose: posts and reposts";
    }

    @Override
    public void read(InputStream in, Reading reading, Sink sink) throws IOException {
        ITEMS.read(in, reading, sink);
    }

    private static void map(Fields event, Reading reading, JsonItems.Emitter out)
            throws IOException, UnreadableItemException {
        String kind = event.required("kind");
        if (!kind.equals("commit")) {
            out.ignored("event about an account (" + kind + ")");
            return;
        }
        Fields commit = event.at("commit");
        String collection = commit.required("collection");
        String uri = "at://" + event.required("did") + '/' + collection + '/' + commit.required("rkey");
        if (commit.text("operation").filter("delete"::equals).isPresent()) {
            out.ignored("deletion");
        } else if (collection.equals(BlueskyPost.COLLECTION)) {
            out.touchpoint(BlueskyPost.of(uri, commit.at("record"), java.util.Optional.empty())
                    .seenAt(event.time("time_us"))
                    .toTouchpoint(event, reading));
        } else if (collection.equals(REPOSTS)) {
            out.touchpoint(BlueskyPost.repostRecord(uri, commit.at("record"), event, reading));
        } else {
            out.ignored("record of another sort (" + collection + ")");
        }
    }
}

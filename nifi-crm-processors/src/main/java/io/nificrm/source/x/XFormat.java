package io.nificrm.source.x;

import io.nificrm.format.Fields;
import io.nificrm.format.Format;
import io.nificrm.format.JsonItems;
import io.nificrm.format.JsonShape;
import io.nificrm.format.Reading;
import io.nificrm.format.Sink;
import io.nificrm.format.UnreadableItemException;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Posts of X's API v2: a page of search, mentions or a timeline, a single post, a line of the filtered stream. Authors,
 * media, polls and referenced posts are taken from the expansions beside them, where those were asked for.
 *
 * @see <a href="https://docs.x.com/x-api/fundamentals/data-dictionary">Data dictionary</a>
 */
public final class XFormat implements Format {
    private static final JsonItems PAGES = new JsonItems(JsonShape.ITEMS, XFormat::map);

    @Override
    public String name() {
        return XPost.PLATFORM;
    }

    @Override
    public String description() {
        return "Posts of X's API v2: search, mentions, timelines, single posts, the filtered stream";
    }

    @Override
    public void read(InputStream in, Reading reading, Sink sink) throws IOException {
        // the expansions stand after the posts that refer to them
        PAGES.readPages(in, reading, sink);
    }

    private static void map(Fields page, Reading reading, JsonItems.Emitter out)
            throws IOException, UnreadableItemException {
        XIncludes includes = XIncludes.of(page.at("includes"));
        if (page.has("id") && page.has("text")) {
            out.touchpoint(XPost.of(page, includes, reading));
            return;
        }
        if (!page.has("data") && !page.has("meta") && !page.has("errors")) {
            throw new UnreadableItemException("this is neither a post nor a page: it has no 'data'");
        }
        if (!page.has("data") && !page.has("meta") && page.has("title")) {
            throw new UnreadableItemException(
                    "X reports an error: " + page.text("title").orElse(""));
        }
        List<Fields> posts = page.at("data").node().isArray() ? page.items("data") : single(page.at("data"));
        for (Fields post : posts) {
            Optional<Touchpoint> touchpoint = Optional.empty();
            try {
                touchpoint = Optional.of(XPost.of(post, includes, reading));
            } catch (UnreadableItemException | IllegalArgumentException e) {
                out.invalid(post, String.valueOf(e.getMessage()));
            }
            if (touchpoint.isPresent()) {
                out.touchpoint(touchpoint.get());
            }
        }
        for (Fields error : page.items("errors")) {
            out.ignored("post that X does not give: " + error.text("title").orElse("no reason given"));
        }
    }

    private static List<Fields> single(Fields data) {
        return data.node().isObject() ? List.of(data) : List.of();
    }
}

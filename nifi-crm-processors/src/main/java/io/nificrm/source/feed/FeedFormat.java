package io.nificrm.source.feed;

import io.nificrm.format.Format;
import io.nificrm.format.JsonItems;
import io.nificrm.format.JsonShape;
import io.nificrm.format.Reading;
import io.nificrm.format.Sink;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Feeds: RSS 0.90 to 2.0, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1, and the customer reviews of Apple's App Store as Atom
 * or JSON. Each entry is an article, a comment or a review.
 *
 * @see <a href="https://www.rssboard.org/rss-specification">RSS 2.0</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4287">RFC 4287, Atom</a>
 * @see <a href="https://www.jsonfeed.org/version/1.1/">JSON Feed 1.1</a>
 */
public final class FeedFormat implements Format {
    private static final int SNIFFED = 64;

    private static final JsonItems JSON = new JsonItems(JsonShape.ITEMS, JsonFeedItems::map);

    @Override
    public String name() {
        return FeedItem.PLATFORM;
    }

    @Override
    public String description() {
        return "Feeds: RSS, Atom and JSON Feed of blogs, news, comments, podcasts; App Store customer reviews";
    }

    @Override
    public void read(InputStream in, Reading reading, Sink sink) throws IOException {
        InputStream buffered = new BufferedInputStream(in);
        if (isJson(buffered)) {
            JSON.readPages(buffered, reading, sink);
        } else {
            XmlFeedItems.read(buffered, reading, sink);
        }
    }

    private static boolean isJson(InputStream in) throws IOException {
        in.mark(SNIFFED);
        byte[] start = in.readNBytes(SNIFFED);
        in.reset();
        for (byte b : start) {
            boolean mark = b == (byte) 0xEF || b == (byte) 0xBB || b == (byte) 0xBF;
            if (b > ' ' || (b < 0 && !mark)) {
                return b == '{' || b == '[';
            }
        }
        return false;
    }
}

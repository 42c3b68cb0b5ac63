package io.nificrm.source.feed;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import io.nificrm.format.InvalidItem;
import io.nificrm.format.Reading;
import io.nificrm.format.Sink;
import io.nificrm.format.UnreadableItemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdom2.Document;
import org.jdom2.JDOMException;
import org.jdom2.input.SAXBuilder;

/**
 * RSS and Atom by Rome. A document type is cut off before the parser sees it: no entity of the feed's own is expanded and
 * nothing is fetched. A feed that breaks off gives the entries before the break.
 */
final class XmlFeedItems {
    /** Rome builds a tree of the whole document, several times as large as its text. */
    private static final int LARGEST_BYTES = 16 << 20;

    private static final int KEPT = 64 << 10;

    private XmlFeedItems() {}

    static void read(InputStream in, Reading reading, Sink sink) throws IOException {
        int largest = Math.min(LARGEST_BYTES, reading.limits().documentBytes());
        byte[] bytes = in.readNBytes(largest + 1);
        if (bytes.length > largest) {
            sink.invalid(new InvalidItem("the feed is larger than " + largest + " bytes", start(bytes), true));
            return;
        }
        FeedXml xml;
        try {
            xml = FeedXml.of(FeedCharset.decode(bytes, ""), reading.limits().nesting());
        } catch (UnreadableItemException e) {
            sink.invalid(whole(e.getMessage(), bytes));
            return;
        }
        try {
            entries(parse(xml.text()), xml, reading, sink);
        } catch (FeedException | IllegalArgumentException e) {
            Optional<FeedXml> mended = xml.upToLastEntry();
            if (mended.isEmpty()) {
                sink.invalid(whole("not a feed: " + reason(e), bytes));
                return;
            }
            partial(mended.get(), reason(e), bytes, reading, sink);
        }
    }

    /** What came before a break, and the break. */
    private static void partial(FeedXml mended, String reason, byte[] bytes, Reading reading, Sink sink)
            throws IOException {
        SyndFeed feed;
        try {
            feed = parse(mended.text());
        } catch (FeedException | IllegalArgumentException stillBroken) {
            sink.invalid(whole("not a feed: " + reason, bytes));
            return;
        }
        entries(feed, mended, reading, sink);
        sink.invalid(new InvalidItem(
                "the feed breaks off: " + reason, mended.lost().getBytes(StandardCharsets.UTF_8), false));
    }

    /** As it is, and mended only where that fails: Rome mends character by character, in most of the time that a feed takes. */
    private static SyndFeed parse(String xml) throws FeedException {
        Document document;
        try {
            document = new SAXBuilder(new BoundedXmlReader()).build(new StringReader(xml));
        } catch (JDOMException | IOException broken) {
            return input().build(new StringReader(xml));
        }
        FeedTimes.rewrite(document.getRootElement());
        return input().build(document);
    }

    private static SyndFeedInput input() {
        SyndFeedInput input = new SyndFeedInput(false, Locale.US);
        input.setXmlHealerOn(true);
        input.setAllowDoctypes(false);
        input.setPreserveWireFeed(false);
        return input;
    }

    private static void entries(SyndFeed feed, FeedXml xml, Reading reading, Sink sink) throws IOException {
        FeedSource source = RomeEntry.source(feed);
        List<SyndEntry> entries = feed.getEntries();
        for (int i = 0; i < entries.size(); i++) {
            RomeEntry entry = new RomeEntry(entries.get(i), source);
            if (entry.isAppleApp(feed)) {
                sink.ignored("the app itself, which heads its reviews");
                continue;
            }
            try {
                sink.touchpoint(entry.toTouchpoint(reading, () -> xml));
            } catch (UnreadableItemException e) {
                sink.invalid(new InvalidItem(e.getMessage(), xml.entry(i).getBytes(StandardCharsets.UTF_8), false));
            }
        }
    }

    private static InvalidItem whole(String reason, byte[] bytes) {
        return new InvalidItem(reason, start(bytes), bytes.length > KEPT);
    }

    private static byte[] start(byte[] bytes) {
        return Arrays.copyOf(bytes, Math.min(bytes.length, KEPT));
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage());
    }
}

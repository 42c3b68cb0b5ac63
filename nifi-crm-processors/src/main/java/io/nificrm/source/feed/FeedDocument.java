package io.nificrm.source.feed;

import java.util.List;
import java.util.function.IntPredicate;

/** A feed as its server sent it. */
sealed interface FeedDocument permits XmlFeed, JsonFeed {

    /** Reads a document by what it is, whatever the server calls it. */
    static FeedDocument read(byte[] body, String contentType) throws UnreadableFeedException {
        String text = FeedCharset.decode(body, contentType);
        if (text.isBlank()) {
            throw new UnreadableFeedException("the answer is empty", "ask who runs the feed");
        }
        return text.stripLeading().startsWith("{") ? JsonFeed.read(text) : XmlFeed.read(text);
    }

    /** Its entries, in the order of the document. */
    List<FeedEntry> entries();

    String mimeType();

    /** The same document in UTF-8, with only the entries whose place in {@link #entries} is chosen. */
    byte[] keeping(IntPredicate chosen);
}

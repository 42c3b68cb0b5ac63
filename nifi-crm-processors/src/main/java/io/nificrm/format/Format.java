package io.nificrm.format;

import java.io.IOException;
import java.io.InputStream;

/**
 * A platform's way of writing items: what its API, feed, webhook or mail system hands out. A format turns a stream of
 * such items into touchpoints, item by item, in bounded memory. Stateless and thread-safe.
 */
public interface Format {
    /** The value of the attribute {@code crm.format} and of the property Format, e.g. {@code mastodon}. */
    String name();

    /** What it takes, in one sentence for the operator. */
    String description();

    /**
     * Reads all items of a stream. An item that cannot be read goes to {@link Sink#invalid} with the reason and its
     * original bytes; its neighbours are read as if it were not there.
     *
     * @param in the caller's to close
     * @throws IOException when the stream or the sink fails, never for what the stream holds
     */
    void read(InputStream in, Reading reading, Sink sink) throws IOException;
}

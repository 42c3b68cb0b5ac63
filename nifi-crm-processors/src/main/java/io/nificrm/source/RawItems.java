package io.nificrm.source;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * Items as a platform returned them: the content of one FlowFile.
 *
 * <p>The bytes are the platform's own where all of its items are new; items that were delivered before are cut out, and
 * nothing else is changed.
 */
public final class RawItems {

    private final byte[] content;
    private final String mimeType;
    private final int count;
    private final URI from;
    private final Instant fetchedAt;
    private final Optional<String> refusal;

    /**
     * @param content the page, not copied: not to be changed afterwards
     * @param count how many items it holds
     * @param from the address it was fetched from, secrets included; they are removed before it is shown
     */
    public RawItems(byte[] content, String mimeType, int count, URI from, Instant fetchedAt) {
        this(content, mimeType, count, from, fetchedAt, Optional.empty());
    }

    private RawItems(
            byte[] content, String mimeType, int count, URI from, Instant fetchedAt, Optional<String> refusal) {
        this.content = content;
        this.mimeType = mimeType;
        this.count = count;
        this.from = from;
        this.fetchedAt = fetchedAt;
        this.refusal = refusal;
    }

    /** The same, known to be incomplete or unreadable: what there is of it, and why it cannot be used. */
    public RawItems refused(String reason) {
        return new RawItems(content, mimeType, count, from, fetchedAt, Optional.of(reason));
    }

    /** Why these items cannot be used; absent where they can. */
    public Optional<String> refusal() {
        return refusal;
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(content);
    }

    public String mimeType() {
        return mimeType;
    }

    public int count() {
        return count;
    }

    public URI from() {
        return from;
    }

    public Instant fetchedAt() {
        return fetchedAt;
    }
}

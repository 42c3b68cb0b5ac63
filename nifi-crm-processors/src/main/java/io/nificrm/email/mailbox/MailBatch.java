package io.nificrm.email.mailbox;

import io.nificrm.source.Page;
import io.nificrm.source.RawItems;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Messages on their way from a folder into one FlowFile, and the cursor behind them. */
final class MailBatch {
    private FolderCursor cursor;
    private final MboxWriter mbox = new MboxWriter();
    private Optional<byte[]> first = Optional.empty();
    private Instant firstReceived = Instant.EPOCH;
    private int count;
    private long bytes;
    private Optional<String> refusal = Optional.empty();
    private boolean more;

    MailBatch(FolderCursor cursor) {
        this.cursor = cursor;
    }

    FolderCursor cursor() {
        return cursor;
    }

    int count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    /** Whether it holds one message that could not be read whole. */
    boolean isRefusal() {
        return refusal.isPresent();
    }

    /** Adds a whole message. */
    void add(long uid, Instant received, byte[] message) {
        if (first.isEmpty()) {
            first = Optional.of(message);
            firstReceived = received;
        } else {
            if (count == 1) {
                mbox.add(first.get(), firstReceived);
            }
            mbox.add(message, received);
        }
        count++;
        bytes += message.length;
        cursor = cursor.reached(uid, Optional.of(received));
    }

    /** Makes it the batch of a message that could not be read whole. */
    void refuse(long uid, Instant received, byte[] header, String reason) {
        first = Optional.of(header);
        count = 1;
        refusal = Optional.of(reason + " (UID " + uid + ")");
        cursor = cursor.reached(uid, Optional.of(received)).keeping(uid);
    }

    /** A message is not wanted, or gone. */
    void passed(long uid) {
        cursor = cursor.reached(uid, Optional.empty());
    }

    /** More is there to be read. */
    MailBatch withMore() {
        more = true;
        return this;
    }

    /** A single message as it is, several as an mbox. */
    Page page(FolderCursor next, URI from, Instant fetchedAt, List<String> notices) {
        Optional<RawItems> items = first.map(message -> {
            boolean single = count == 1;
            byte[] content = single ? message : mbox.toByteArray();
            RawItems raw =
                    new RawItems(content, single ? "message/rfc822" : "application/mbox", count, from, fetchedAt);
            return refusal.map(raw::refused).orElse(raw);
        });
        return new Page(items, next.text(), more, notices);
    }
}

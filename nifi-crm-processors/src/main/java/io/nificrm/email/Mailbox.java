package io.nificrm.email;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The messages of a stream, one after the other: the whole stream, or, where it begins with a {@code From } line, the
 * messages of an mbox. The first bytes of the current message are kept, in case it cannot be read.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4155">RFC 4155</a>
 */
final class Mailbox {
    private static final byte[] SEPARATOR = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final int KEPT = 256 << 10;

    private final InputStream in;
    private final byte[] kept = new byte[KEPT];
    private int keptLength;
    private long length;
    private boolean mbox;
    private boolean begun;
    private boolean ended;
    private InputStream message = InputStream.nullInputStream();

    /** @param in supports mark */
    Mailbox(InputStream in) {
        this.in = in;
    }

    /** Goes to the next message; false when there is none. */
    boolean next() throws IOException {
        if (!begun) {
            begun = true;
            mbox = skipSeparator();
        } else if (!mbox) {
            return false;
        } else {
            skipMessage();
            if (!skipSeparator()) {
                return false;
            }
        }
        keptLength = 0;
        length = 0;
        ended = false;
        message = new Message();
        in.mark(1);
        int first = in.read();
        in.reset();
        return first >= 0;
    }

    /** The current message; ends where it ends. */
    InputStream message() {
        return message;
    }

    void skipMessage() throws IOException {
        byte[] chunk = new byte[8 << 10];
        while (!ended && message.read(chunk) >= 0) {
            // only to get to its end
        }
    }

    byte[] kept() {
        return Arrays.copyOf(kept, keptLength);
    }

    boolean keptIsTruncated() {
        return length > keptLength;
    }

    private boolean atSeparator() throws IOException {
        in.mark(SEPARATOR.length);
        byte[] start = in.readNBytes(SEPARATOR.length);
        in.reset();
        return Arrays.equals(start, SEPARATOR);
    }

    private boolean skipSeparator() throws IOException {
        if (!atSeparator()) {
            return false;
        }
        int next = in.read();
        while (next >= 0 && next != '\n') {
            next = in.read();
        }
        return true;
    }

    /** In an mbox, a message ends before a line that begins with {@code From } and follows an empty one. */
    private final class Message extends InputStream {
        private boolean lineStart;
        private boolean emptyLine;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int wanted) throws IOException {
            if (ended || wanted == 0) {
                return ended ? -1 : 0;
            }
            int count = mbox ? line(target, offset, wanted) : in.read(target, offset, wanted);
            if (count < 0) {
                ended = true;
                return -1;
            }
            int room = Math.min(count, KEPT - keptLength);
            System.arraycopy(target, offset, kept, keptLength, room);
            keptLength += room;
            length += count;
            return count;
        }

        /** Up to the end of the line. */
        private int line(byte[] target, int offset, int wanted) throws IOException {
            if (lineStart && emptyLine && atSeparator()) {
                return -1;
            }
            int count = 0;
            while (count < wanted) {
                int next = in.read();
                if (next < 0) {
                    break;
                }
                target[offset + count++] = (byte) next;
                if (next == '\n') {
                    emptyLine = lineStart;
                    lineStart = true;
                    return count;
                }
                if (next != '\r') {
                    lineStart = false;
                }
            }
            return count == 0 ? -1 : count;
        }
    }
}

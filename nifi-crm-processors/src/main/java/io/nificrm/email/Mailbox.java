package io.nificrm.email;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The messages of a stream, one after the other: the whole stream, or, where it begins with a {@code From } line, the
 * messages of an mbox, where lines that begin with {@code >From } lose the {@code >} that was put before them (mboxrd).
 * The first bytes of the current message are kept, in case it cannot be read.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4155">RFC 4155</a>
 */
final class Mailbox {
    private static final byte[] SEPARATOR = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final byte QUOTE = '>';

    /** A line that begins with more of them is not looked at. */
    private static final int MOST_QUOTES = 100;

    private static final int KEPT = 256 << 10;

    private final InputStream in;
    private final byte[] chunk = new byte[64 << 10];
    private int from;
    private int to;

    private final byte[] kept = new byte[KEPT];
    private int keptLength;
    private long length;
    private boolean mbox;
    private boolean begun;
    private Message message = new Message();

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
        message = new Message();
        return ahead(1) > 0;
    }

    /** The current message; ends where it ends. */
    InputStream message() {
        return message;
    }

    void skipMessage() throws IOException {
        message.transferTo(java.io.OutputStream.nullOutputStream());
    }

    byte[] kept() {
        return Arrays.copyOf(kept, keptLength);
    }

    boolean keptIsTruncated() {
        return length > keptLength;
    }

    /** How many bytes are in the chunk, as many as asked for unless the stream ends. */
    private int ahead(int wanted) throws IOException {
        while (to - from < wanted) {
            if (from > 0) {
                System.arraycopy(chunk, from, chunk, 0, to - from);
                to -= from;
                from = 0;
            }
            int read = in.read(chunk, to, chunk.length - to);
            if (read < 0) {
                break;
            }
            to += read;
        }
        return to - from;
    }

    private boolean atSeparator() throws IOException {
        return ahead(SEPARATOR.length) >= SEPARATOR.length
                && Arrays.equals(chunk, from, from + SEPARATOR.length, SEPARATOR, 0, SEPARATOR.length);
    }

    private boolean skipSeparator() throws IOException {
        if (!atSeparator()) {
            return false;
        }
        boolean lineEnds = false;
        while (!lineEnds && ahead(1) > 0) {
            lineEnds = chunk[from++] == '\n';
        }
        return true;
    }

    /** In an mbox, a message ends before a line that begins with {@code From } and follows an empty one. */
    private final class Message extends InputStream {
        private boolean lineStart;
        private boolean emptyLine;
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int wanted) throws IOException {
            if (wanted == 0) {
                return 0;
            }
            if (ended || ahead(1) == 0) {
                ended = true;
                return -1;
            }
            int end = Math.min(to, from + wanted);
            int count = (mbox ? endOfMessage(end) : end) - from;
            if (count == 0) {
                ended = true;
                return -1;
            }
            System.arraycopy(chunk, from, target, offset, count);
            from += count;
            keep(target, offset, count);
            return count;
        }

        /** Goes through the lines up to an index of the chunk; the index at which the message ends, else that index. */
        private int endOfMessage(int limit) throws IOException {
            int end = limit;
            int at = from;
            while (at < end) {
                if (lineStart && emptyLine && chunk[at] == SEPARATOR[0]) {
                    if (at > from) { // look at it with all of the line at hand
                        return at;
                    }
                    int before = from;
                    if (atSeparator()) {
                        return from;
                    }
                    end -= before - from; // looking ahead may have moved what is in the chunk
                    at = from;
                }
                if (lineStart && chunk[at] == QUOTE && mayBeQuotedSeparator(at)) {
                    if (at > from) {
                        return at;
                    }
                    int before = from;
                    boolean quoted = isQuotedSeparator();
                    end -= before - from; // looking ahead may have moved what is in the chunk
                    if (quoted) {
                        from++;
                        end = Math.min(to, end + 1);
                        emptyLine = false;
                    }
                    at = from;
                    lineStart = false;
                }
                byte next = chunk[at++];
                if (next == '\n') {
                    emptyLine = lineStart;
                    lineStart = true;
                } else if (next != '\r') {
                    lineStart = false;
                }
            }
            return at;
        }

        /** Whether what is in the chunk does not speak against it. */
        private boolean mayBeQuotedSeparator(int at) {
            int letters = at;
            while (letters < to && chunk[letters] == QUOTE) {
                letters++;
            }
            int known = Math.min(SEPARATOR.length, to - letters);
            return Arrays.equals(chunk, letters, letters + known, SEPARATOR, 0, known);
        }

        /** Whether an mbox put a mark before this line because it would have looked like a separator. */
        private boolean isQuotedSeparator() throws IOException {
            return ahead(MOST_QUOTES + SEPARATOR.length) > SEPARATOR.length && mayBeQuotedSeparator(from);
        }

        private void keep(byte[] source, int offset, int count) {
            int room = Math.min(count, KEPT - keptLength);
            System.arraycopy(source, offset, kept, keptLength, room);
            keptLength += room;
            length += count;
        }
    }
}

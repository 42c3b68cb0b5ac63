package io.nificrm.touchpoint;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream of bytes into lines, in bounded memory. Ends at LF; a CR before it belongs to the line end. */
final class LineSplitter {
    /** A FlowFile often holds one post of a kilobyte or two. */
    private static final int CHUNK = 16 << 10;

    private final InputStream in;
    private final int longest;
    private final byte[] chunk = new byte[CHUNK];
    private int from;
    private int to;
    private boolean ended;

    private byte[] line = new byte[4 << 10];
    private int length;
    private boolean truncated;
    private long number;

    LineSplitter(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** Reads the next line, empty ones included; false at the end of the stream. */
    boolean next() throws IOException {
        length = 0;
        truncated = false;
        boolean any = false;
        while (fill()) {
            any = true;
            int end = from;
            while (end < to && chunk[end] != '\n') {
                end++;
            }
            append(end - from);
            boolean complete = end < to;
            from = complete ? end + 1 : end;
            if (complete) {
                break;
            }
        }
        if (!any) {
            return false;
        }
        number++;
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        return true;
    }

    private boolean fill() throws IOException {
        if (from < to) {
            return true;
        }
        if (ended) {
            return false;
        }
        from = 0;
        to = Math.max(0, in.read(chunk));
        while (to == 0) {
            int one = in.read();
            if (one < 0) {
                ended = true;
                return false;
            }
            chunk[to++] = (byte) one;
        }
        return true;
    }

    private void append(int count) {
        int room = Math.min(count, longest - length);
        truncated |= room < count;
        if (length + room > line.length) {
            line = Arrays.copyOf(line, Math.min(longest, Math.max(length + room, line.length * 2)));
        }
        System.arraycopy(chunk, from, line, length, room);
        length += room;
    }

    /** The current line's buffer, valid up to {@link #length()} until the next call. */
    byte[] buffer() {
        return line;
    }

    int length() {
        return length;
    }

    boolean truncated() {
        return truncated;
    }

    long number() {
        return number;
    }

    byte[] copy() {
        return Arrays.copyOf(line, length);
    }
}

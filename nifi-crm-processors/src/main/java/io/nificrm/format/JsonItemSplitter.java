package io.nificrm.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts a stream of JSON into items without parsing them: it follows strings and brackets only. So an item that is not
 * JSON inside its brackets does not hurt the next, the bytes of each are at hand, and memory is bounded by one item.
 *
 * <p>The stream may hold one value, an array, a page of the given {@link JsonShape}, or any number of these, on a line
 * each or not (NDJSON, RFC 7464 sequences).
 */
final class JsonItemSplitter {
    private static final int END = -1;
    private static final int CHUNK = 16 << 10;
    private static final int SMALLEST_CHUNK = 512;

    /** What the splitter finds. The buffer is valid during the call. */
    interface Handler {
        void item(byte[] buffer, int length) throws IOException;

        void broken(String reason, byte[] buffer, int length, boolean cut) throws IOException;
    }

    private final InputStream in;
    private final JsonShape shape;
    private final int itemBytes;
    private final Handler handler;

    private final byte[] chunk;
    private int from;
    private int to;

    private byte[] item;
    private int length;
    private boolean capturing;
    private boolean tooLarge;

    private final byte[] name = new byte[64];
    private int nameLength;

    /** The last byte that was not white space, and whether a line began since. */
    private int significant;

    private boolean lineBegan;

    JsonItemSplitter(InputStream in, JsonShape shape, int itemBytes, Handler handler) throws IOException {
        this.in = in;
        // a webhook is some hundred bytes: buffers for a page would cost more than reading it
        int waiting = in.available();
        this.chunk = new byte[waiting == 0 ? CHUNK : Math.clamp(waiting, SMALLEST_CHUNK, CHUNK)];
        this.shape = shape;
        this.itemBytes = itemBytes;
        this.item = new byte[Math.min(itemBytes, Math.min(chunk.length, 8 << 10))];
        this.handler = handler;
    }

    /** What came of one value. */
    private enum Outcome {
        COMPLETE,
        /** An array of the shape was found in it and its items handed over. */
        PAGE,
        /** It ends where another value begins on a new line, or in the middle of a string. */
        BROKEN,
        ENDED
    }

    void run() throws IOException {
        skipByteOrderMark();
        for (int next = firstByte(); next != END; next = firstByte()) {
            if (next == '[') {
                take();
                elements(true);
            } else if (next == '{') {
                value(shape, true);
            } else {
                garbage();
            }
        }
    }

    private void skipByteOrderMark() throws IOException {
        if (peek() == 0xEF) {
            for (int expected : new int[] {0xEF, 0xBB, 0xBF}) {
                if (peek() == expected) {
                    take();
                }
            }
        }
    }

    /** What is no JSON at all, an HTML page for instance: one broken item up to the next line that could be JSON. */
    private void garbage() throws IOException {
        capture();
        boolean atLineStart = false;
        for (int next = peek(); next != END; next = peek()) {
            if (atLineStart && (next == '{' || next == '[')) {
                break;
            }
            atLineStart = take() == '\n';
        }
        broken("not JSON: it begins with '" + printable(item[0]) + "'");
    }

    private static String printable(byte first) {
        return first > ' ' && first < 127 ? String.valueOf((char) first) : "0x" + Integer.toHexString(first & 0xFF);
    }

    /** The elements of an array whose bracket is taken. */
    private Outcome elements(boolean pagesToo) throws IOException {
        for (int next = firstByte(); next != ']'; next = firstByte()) {
            if (next == END) {
                capture();
                broken("the JSON ends before its array is closed");
                return Outcome.ENDED;
            }
            if (next == '}') { // of nothing that is open
                take();
                continue;
            }
            if (value(pagesToo ? shape : JsonShape.ITEMS, false) == Outcome.ENDED) {
                return Outcome.ENDED;
            }
        }
        take();
        return Outcome.COMPLETE;
    }

    /** One value, from its first byte on; an item unless it turns out to be a page. */
    private Outcome value(JsonShape at, boolean topLevel) throws IOException {
        capture();
        Outcome outcome = peek() == '{' && at.leadsOn() ? object(at, topLevel) : opaque(topLevel);
        switch (outcome) {
            case COMPLETE -> complete();
            case BROKEN -> broken("the JSON breaks off in the middle of an item");
            case ENDED -> {
                if (capturing) {
                    broken("the JSON ends in the middle of an item");
                }
            }
            case PAGE -> capturing = false;
        }
        return outcome;
    }

    /** An object in which a page's items may be; its bytes are captured until they turn up. */
    private Outcome object(JsonShape at, boolean topLevel) throws IOException {
        take();
        boolean page = false;
        while (true) {
            int next = firstByte();
            if (next == END) {
                if (page) {
                    capture();
                    broken("the JSON ends before its page is closed");
                    capturing = false;
                }
                return Outcome.ENDED;
            }
            if (next == '}') {
                take();
                return page ? Outcome.PAGE : Outcome.COMPLETE;
            }
            if (next != '"') {
                // no JSON has this here: the item is refused when it is parsed
                boolean opening = next == '{' || next == '[';
                if (opening && topLevel && lineBegan) {
                    return Outcome.BROKEN;
                }
                if (!opening) {
                    take();
                } else if (opaque(topLevel) == Outcome.ENDED) {
                    return Outcome.ENDED;
                }
                continue;
            }
            if (!string(true)) {
                return topLevel ? Outcome.BROKEN : Outcome.COMPLETE;
            }
            if (firstByte() != ':') {
                continue;
            }
            JsonShape field = at.field(new String(name, 0, nameLength, StandardCharsets.UTF_8));
            take();
            int first = firstByte();
            Outcome outcome;
            if (first == '[' && field.isItems()) {
                capturing = false;
                page = true;
                take();
                outcome = elements(false);
                capturing = false;
            } else if (first == '{' && field.leadsOn()) {
                outcome = object(field, topLevel);
                page |= outcome == Outcome.PAGE;
            } else {
                outcome = opaque(topLevel);
            }
            if (outcome == Outcome.BROKEN || outcome == Outcome.ENDED) {
                return outcome;
            }
        }
    }

    /** One value, followed by its brackets alone. */
    private Outcome opaque(boolean topLevel) throws IOException {
        int depth = 0;
        while (true) {
            int next = peek();
            if (next == END) {
                return Outcome.ENDED;
            }
            boolean opening = next == '{' || next == '[';
            if (opening && topLevel && lineBegan && depth > 0 && !mayPrecedeValue(significant)) {
                return Outcome.BROKEN;
            }
            if (next == '"') {
                if (!string(false) && topLevel) {
                    return Outcome.BROKEN;
                }
                if (depth == 0) {
                    return Outcome.COMPLETE;
                }
                continue;
            }
            if (depth == 0 && !opening && endsScalar(next)) {
                return Outcome.COMPLETE;
            }
            take();
            if (opening) {
                depth++;
            } else if (next == '}' || next == ']') {
                depth--;
                if (depth <= 0) {
                    return Outcome.COMPLETE;
                }
            }
        }
    }

    private static boolean mayPrecedeValue(int before) {
        return before == ':' || before == ',' || before == '[';
    }

    private static boolean endsScalar(int next) {
        return next == ',' || next == ']' || next == '}' || next <= ' ';
    }

    /** A string; false where a line ends in it, which no JSON string allows. */
    private boolean string(boolean remember) throws IOException {
        take();
        nameLength = 0;
        while (true) {
            if (!remember) {
                takeOrdinary();
            }
            int next = peek();
            if (next == END || next == '\n') {
                return next == END;
            }
            take();
            if (next == '"') {
                return true;
            }
            if (next == '\\' && peek() != END && peek() != '\n') {
                take();
            } else if (remember && nameLength < name.length) {
                name[nameLength++] = (byte) next;
            }
        }
    }

    /** The bytes of a string as far as none of them means anything, taken at once. */
    private void takeOrdinary() {
        int end = from;
        while (end < to && chunk[end] != '"' && chunk[end] != '\\' && chunk[end] != '\n') {
            end++;
        }
        int count = end - from;
        if (count == 0) {
            return;
        }
        if (capturing) {
            while (item.length < length + count && item.length < itemBytes) {
                item = Arrays.copyOf(item, (int) Math.min(itemBytes, item.length * 2L));
            }
            int fits = Math.min(count, item.length - length);
            System.arraycopy(chunk, from, item, length, fits);
            length += fits;
            tooLarge |= fits < count;
        }
        // of these only the quote that ends the string is ever asked for
        significant = '"';
        lineBegan = false;
        from = end;
    }

    /** The next byte that is neither white space nor a separator, not taken. */
    private int firstByte() throws IOException {
        int next = peek();
        while (next != END && (next <= ' ' || next == ',')) {
            take();
            next = peek();
        }
        return next;
    }

    private int peek() throws IOException {
        if (from < to) {
            return chunk[from] & 0xFF;
        }
        from = 0;
        to = 0;
        while (to == 0) {
            to = in.read(chunk);
        }
        if (to < 0) {
            to = 0;
            return END;
        }
        return chunk[0] & 0xFF;
    }

    private int take() {
        byte taken = chunk[from++];
        if (taken > ' ' || taken < 0) {
            significant = taken;
            lineBegan = false;
        } else if (taken == '\n') {
            lineBegan = true;
        }
        if (capturing) {
            if (length < item.length) {
                item[length++] = taken;
            } else {
                grow(taken);
            }
        }
        return taken;
    }

    private void grow(byte taken) {
        if (length >= itemBytes) {
            tooLarge = true;
            return;
        }
        item = Arrays.copyOf(item, Math.min(itemBytes, item.length * 2));
        item[length++] = taken;
    }

    private void capture() {
        capturing = true;
        tooLarge = false;
        length = 0;
    }

    private void complete() throws IOException {
        capturing = false;
        if (tooLarge) {
            handler.broken("the item is larger than " + itemBytes + " bytes", item, length, true);
        } else {
            handler.item(item, length);
        }
    }

    private void broken(String reason) throws IOException {
        capturing = false;
        handler.broken(reason, item, length, tooLarge);
    }
}

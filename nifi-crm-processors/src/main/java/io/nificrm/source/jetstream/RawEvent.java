package io.nificrm.source.jetstream;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** Looks into the bytes of an event without parsing it. */
final class RawEvent {

    private static final byte[] TIME = "\"time_us\":".getBytes(StandardCharsets.US_ASCII);

    /** Only the DID stands before it. */
    private static final int LATEST = 4_096;

    private static final int MOST_DIGITS = 18;

    private RawEvent() {}

    /**
     * When the instance saw the event, in microseconds since 1970; absent if it does not say. Within a string the quotes would be
     * escaped, so what is found is the name of a field.
     */
    static OptionalLong micros(byte[] json) {
        int end = Math.min(json.length - TIME.length, LATEST);
        for (int at = 0; at <= end; at++) {
            if (json[at] == '"' && startsWith(json, at)) {
                return number(json, at + TIME.length);
            }
        }
        return OptionalLong.empty();
    }

    private static boolean startsWith(byte[] json, int at) {
        for (int i = 0; i < TIME.length; i++) {
            if (json[at + i] != TIME[i]) {
                return false;
            }
        }
        return true;
    }

    private static OptionalLong number(byte[] json, int start) {
        int at = start;
        while (at < json.length && json[at] == ' ') {
            at++;
        }
        long number = 0;
        int digits = 0;
        for (; at < json.length && json[at] >= '0' && json[at] <= '9'; at++) {
            if (++digits > MOST_DIGITS) {
                return OptionalLong.empty();
            }
            number = number * 10 + json[at] - '0';
        }
        return digits == 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }
}

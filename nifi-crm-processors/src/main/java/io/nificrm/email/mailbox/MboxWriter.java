package io.nificrm.email.mailbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Messages one after the other as an mbox (RFC 4155). Lines that begin with {@code From } behind any number of {@code >} get
 * one more of them (the rule named mboxrd), so that reading gives every message back byte for byte.
 */
final class MboxWriter {
    private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss uuuu", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void add(byte[] message, Instant received) {
        out.writeBytes(("From MAILER-DAEMON " + ASCTIME.format(received) + '\n').getBytes(StandardCharsets.US_ASCII));
        int start = 0;
        while (start < message.length) {
            int end = start;
            while (end < message.length && message[end] != '\n') {
                end++;
            }
            end = Math.min(message.length, end + 1);
            if (looksLikeSeparator(message, start, end)) {
                out.write('>');
            }
            out.write(message, start, end - start);
            start = end;
        }
        if (message.length == 0 || message[message.length - 1] != '\n') {
            out.write('\n');
        }
        out.write('\n');
    }

    private static boolean looksLikeSeparator(byte[] message, int start, int end) {
        int at = start;
        while (at < end && message[at] == '>') {
            at++;
        }
        return end - at >= FROM.length && java.util.Arrays.equals(message, at, at + FROM.length, FROM, 0, FROM.length);
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }
}

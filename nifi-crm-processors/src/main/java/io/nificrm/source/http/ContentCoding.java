package io.nificrm.source.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Undoes the content coding of an answer (RFC 9110, section 8.4.1), within the same limit as the transfer itself. */
final class ContentCoding {

    /** What requests offer to understand. */
    static final String ACCEPTED = "gzip, deflate";

    private ContentCoding() {}

    static byte[] decode(byte[] body, String coding, int maxBytes) throws IOException {
        if (body.length == 0) {
            return body;
        }
        try (InputStream decoded = open(body, coding)) {
            byte[] bytes = decoded.readNBytes(maxBytes);
            if (decoded.read() >= 0) {
                throw new BodyTooLargeException(maxBytes);
            }
            return bytes;
        }
    }

    /** As far as a body goes that was cut off, at most {@code maxBytes}. */
    static byte[] decodeBeginning(byte[] body, String coding, int maxBytes) throws IOException {
        ByteArrayOutputStream beginning = new ByteArrayOutputStream();
        if (body.length == 0) {
            return body;
        }
        try (InputStream decoded = open(body, coding)) {
            byte[] buffer = new byte[1024];
            int read = decoded.read(buffer);
            while (read >= 0 && beginning.size() < maxBytes) {
                beginning.write(buffer, 0, read);
                read = decoded.read(buffer);
            }
        } catch (EOFException cutOff) {
            return beginning.toByteArray();
        }
        return beginning.toByteArray();
    }

    private static InputStream open(byte[] body, String coding) throws IOException {
        InputStream stream = new ByteArrayInputStream(body);
        return switch (coding.trim().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> stream;
            case "gzip", "x-gzip" -> new GZIPInputStream(stream);
            case "deflate" -> new InflaterInputStream(stream);
            default ->
                throw new IOException("the answer has the content coding '" + coding + "', which was not asked for ("
                        + ACCEPTED + " were)");
        };
    }
}

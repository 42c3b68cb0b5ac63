package io.nificrm.source.feed;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In which encoding a feed is written: by its byte order mark, else by the server's charset parameter, else by the XML
 * declaration, else UTF-8 (RFC 7303, section 3). A document that claims to be UTF-8 and is not, is read as windows-1252, what
 * such documents usually are.
 */
final class FeedCharset {

    private static final Pattern PARAMETER = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([\\w.:-]+)");
    private static final Pattern DECLARATION =
            Pattern.compile("<\\?xml[^>]*encoding\\s*=\\s*[\"']([\\w.:-]+)[\"'][^>]*\\?>");
    private static final int LONGEST_DECLARATION = 200;
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private FeedCharset() {}

    static String decode(byte[] body, String contentType) {
        Optional<Charset> marked = byteOrderMark(body);
        if (marked.isPresent()) {
            return new String(body, marked.get()).substring(1);
        }
        Charset charset = named(PARAMETER, contentType)
                .or(() -> named(DECLARATION, beginning(body)))
                .or(() -> unmarkedUtf16(body))
                .orElse(StandardCharsets.UTF_8);
        if (charset.equals(StandardCharsets.UTF_8)) {
            return utf8(body).orElseGet(() -> new String(body, WINDOWS_1252));
        }
        return new String(body, charset);
    }

    private static Optional<Charset> byteOrderMark(byte[] body) {
        if (startsWith(body, 0xEF, 0xBB, 0xBF)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (startsWith(body, 0xFE, 0xFF)) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return startsWith(body, 0xFF, 0xFE) ? Optional.of(StandardCharsets.UTF_16LE) : Optional.empty();
    }

    private static Optional<Charset> unmarkedUtf16(byte[] body) {
        if (startsWith(body, 0, '<')) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return startsWith(body, '<', 0) ? Optional.of(StandardCharsets.UTF_16LE) : Optional.empty();
    }

    private static boolean startsWith(byte[] body, int... prefix) {
        if (body.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((body[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static String beginning(byte[] body) {
        return new String(body, 0, Math.min(body.length, LONGEST_DECLARATION), StandardCharsets.ISO_8859_1);
    }

    private static Optional<Charset> named(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        try {
            Charset charset = Charset.forName(matcher.group(1));
            // browsers and feed readers agree: who says Latin-1 or ASCII means the Windows superset
            boolean subset = charset.equals(StandardCharsets.ISO_8859_1) || charset.equals(StandardCharsets.US_ASCII);
            return Optional.of(subset ? WINDOWS_1252 : charset);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<String> utf8(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}

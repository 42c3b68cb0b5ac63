package io.nificrm.email;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;

/**
 * The text of bytes whose declared character set may be missing, unknown or wrong: the declared one where it fits, UTF-8
 * where that fits, else the declared one with replacement characters, else windows-1252, in which everything fits.
 */
final class MailCharset {
    private static final Charset WESTERN = Charset.forName("windows-1252");

    private MailCharset() {}

    static String text(byte[] bytes, int length, Optional<String> declared) {
        Optional<Charset> charset = declared.flatMap(MailCharset::known);
        if (charset.isPresent()) {
            Optional<String> fits = strict(bytes, length, charset.get());
            if (fits.isPresent()) {
                return fits.get();
            }
        }
        return strict(bytes, length, StandardCharsets.UTF_8)
                .orElseGet(() -> new String(
                        bytes,
                        0,
                        length,
                        charset.filter(MailCharset::isMultiByte).orElse(WESTERN)));
    }

    private static boolean isMultiByte(Charset charset) {
        return charset.newEncoder().maxBytesPerChar() > 1;
    }

    private static Optional<Charset> known(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        if (plain.equals("unicode-1-1-utf-7") || plain.equals("utf-7")) {
            return Optional.empty(); // ASCII in practice; Java has no decoder for it
        }
        try {
            // a superset of it is what such mails really contain
            return Optional.of(plain.equals("iso-8859-1") ? WESTERN : Charset.forName(plain));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<String> strict(byte[] bytes, int length, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString());
        } catch (CharacterCodingException doesNotFit) {
            return Optional.empty();
        }
    }
}

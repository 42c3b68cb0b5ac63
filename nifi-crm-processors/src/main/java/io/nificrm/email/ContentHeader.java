package io.nificrm.email;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Content-Type or Content-Disposition field: its value in lower case and its parameters (RFC 2045, RFC 2183, with
 * the continuations and character sets of RFC 2231), read as leniently as mail programs do.
 */
record ContentHeader(String value, Map<String, String> parameters) {
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([^=;\\s\"]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"?|([^;]*))", Pattern.DOTALL);

    static ContentHeader of(String field) {
        int end = field.indexOf(';');
        String value = (end < 0 ? field : field.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        Map<String, String> pieces = new TreeMap<>();
        if (end >= 0) {
            Matcher parameter = PARAMETER.matcher(field.substring(end));
            while (parameter.find()) {
                String quoted = parameter.group(2);
                String written = quoted == null ? parameter.group(3).strip() : quoted.replaceAll("\\\\(.)", "$1");
                pieces.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), written);
            }
        }
        return new ContentHeader(value, pieces);
    }

    /** A parameter, put together and decoded. */
    Optional<String> parameter(String name) {
        String plain = parameters.get(name);
        if (plain != null) {
            return Optional.of(MailHeaders.decode(plain)).filter(text -> !text.isBlank());
        }
        boolean encoded = parameters.containsKey(name + '*') || parameters.containsKey(name + "*0*");
        StringBuilder whole = new StringBuilder(parameters.getOrDefault(name + '*', ""));
        for (int i = 0; parameters.containsKey(piece(name, i)); i++) {
            whole.append(parameters.get(piece(name, i)));
        }
        String text = encoded ? percentDecoded(whole.toString()) : whole.toString();
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    /** The name of a continuation, which may be encoded or not. */
    private String piece(String name, int index) {
        String encoded = name + '*' + index + '*';
        return parameters.containsKey(encoded) ? encoded : name + '*' + index;
    }

    /** {@code charset'language'percent-encoded}, RFC 2231 section 4. */
    private static String percentDecoded(String value) {
        String[] parts = value.split("'", 3);
        Charset charset = parts.length == 3 ? charset(parts[0]) : StandardCharsets.UTF_8;
        String encoded = parts[parts.length - 1];
        byte[] bytes = new byte[encoded.length()];
        int length = 0;
        for (int i = 0; i < encoded.length(); i++) {
            int hex = encoded.charAt(i) == '%' && i + 2 < encoded.length() ? hex(encoded, i + 1) : -1;
            if (hex >= 0) {
                bytes[length++] = (byte) hex;
                i += 2;
            } else {
                bytes[length++] = (byte) encoded.charAt(i);
            }
        }
        return new String(bytes, 0, length, charset);
    }

    private static int hex(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static Charset charset(String name) {
        try {
            return name.isBlank() ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return StandardCharsets.UTF_8;
        }
    }
}

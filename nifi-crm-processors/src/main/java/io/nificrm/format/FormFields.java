package io.nificrm.format;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names and values as forms and addresses carry them ({@code application/x-www-form-urlencoded}). One reader for all, so that who
 * checks a form and who uses it never see different fields.
 *
 * @see <a href="https://url.spec.whatwg.org/#application/x-www-form-urlencoded">URL Standard</a>
 */
public final class FormFields {
    private static final int MOST_FIELDS = 1000;

    private FormFields() {}

    /**
     * The fields in their order; of several with one name the first.
     *
     * @throws IllegalArgumentException when it is not well-formed or has more than 1,000 fields
     */
    public static Map<String, String> parse(String text) {
        return parse(text, MOST_FIELDS);
    }

    /**
     * The fields in their order; of several with one name the first.
     *
     * @throws IllegalArgumentException when it is not well-formed or has more fields than {@code most}
     */
    public static Map<String, String> parse(String text, int most) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (text.isBlank()) {
            return fields;
        }
        String[] pairs = text.strip().split("&", most + 1);
        if (pairs.length > most) {
            throw new IllegalArgumentException("more than " + most + " fields");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            fields.putIfAbsent(decoded(name), decoded(value));
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

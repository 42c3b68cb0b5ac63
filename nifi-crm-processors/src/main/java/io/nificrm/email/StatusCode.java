package io.nificrm.email;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Enhanced mail system status codes in texts.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3463">RFC 3463</a>
 */
final class StatusCode {
    private static final Pattern CODE = Pattern.compile("(?<![\\d.:\\[])([45]\\.\\d{1,3}\\.\\d{1,3})(?![\\d.])");

    private StatusCode() {}

    /** The first code of a failure in a text. */
    static Optional<String> in(String text) {
        Matcher matcher = CODE.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Whether a code says no more than permanent or temporary. */
    static boolean isGeneral(String code) {
        return code.endsWith(".0.0");
    }

    /** The first of two that says more than permanent or temporary, else the first. */
    static Optional<String> telling(Optional<String> first, Optional<String> second) {
        if (first.isPresent() && !isGeneral(first.get())) {
            return first;
        }
        return second.isPresent() && !isGeneral(second.get()) ? second : first.or(() -> second);
    }
}

package io.nificrm.source.trustpilot;

import io.nificrm.source.Target;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A business on Trustpilot.
 *
 * @param key its id of 24 hexadecimal digits, or the domain under which Trustpilot lists it
 */
record BusinessUnit(String key) implements Target {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{24}");
    private static final Pattern DOMAIN = Pattern.compile("(?:[\\p{L}\\p{N}-]+\\.)+[\\p{L}]{2,}");
    private static final Pattern PAGE = Pattern.compile("^(?:https://)?[a-z.]*trustpilot\\.com/review/");

    /**
     * Reads an id, a domain, or the address of the business's page on Trustpilot.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static BusinessUnit parse(String entry) {
        String key =
                PAGE.matcher(entry.toLowerCase(Locale.ROOT)).replaceFirst("").replaceFirst("[?#].*", "");
        if (!ID.matcher(key).matches() && !DOMAIN.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "'" + entry + "' is no business: write its domain, as in acme.example, or its id of 24 characters");
        }
        return new BusinessUnit(key);
    }

    boolean isId() {
        return ID.matcher(key).matches();
    }

    @Override
    public String name() {
        return key;
    }
}

package io.nificrm.profile.query;

import java.util.Locale;

/** How the values of keyword fields are compared: whole, without surrounding space, in lower case. */
final class Keywords {
    private Keywords() {}

    static String normal(String value) {
        return value.strip().toLowerCase(Locale.ROOT);
    }
}

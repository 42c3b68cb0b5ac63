package io.nificrm.marker;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a marker marks. */
public enum MarkerKind {
    /** Something new or mended reached people: a product, a version, a recipe. */
    RELEASE,
    /** We spoke to many at once. */
    CAMPAIGN,
    /** Something went wrong. */
    INCIDENT;

    /** The value of {@code kind}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of a name in any case; empty where there is none. */
    public static Optional<MarkerKind> named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.value().equalsIgnoreCase(name.strip()))
                .findFirst();
    }
}

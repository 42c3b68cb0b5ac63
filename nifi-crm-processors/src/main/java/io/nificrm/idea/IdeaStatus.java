package io.nificrm.idea;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of an idea. People change their minds: any can follow any other. */
public enum IdeaStatus {
    /** Nobody has looked at it. */
    NEW,
    /** Somebody thinks about it. */
    CONSIDERED,
    /** It will be done. */
    PLANNED,
    /** It is done; those who wished for it are to be told. */
    SHIPPED,
    /** It will not be done. */
    DECLINED;

    /** The value of {@code status}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of a name in any case; empty where there is none. */
    public static Optional<IdeaStatus> named(String name) {
        return Arrays.stream(values())
                .filter(status -> status.value().equalsIgnoreCase(name.strip()))
                .findFirst();
    }
}

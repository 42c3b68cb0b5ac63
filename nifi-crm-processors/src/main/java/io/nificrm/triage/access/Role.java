package io.nificrm.triage.access;

import java.util.Locale;
import java.util.Optional;

/** What somebody may do at the triage desk. */
public enum Role {
    /** Sees the queue. */
    VIEWER,
    /** Sees the queue and decides. */
    AGENT;

    /** As it stands in the accounts file. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this role includes another. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** The role of a name, whatever its case. */
    public static Optional<Role> named(String name) {
        for (Role role : values()) {
            if (role.value().equals(name.strip().toLowerCase(Locale.ROOT))) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}

package io.nificrm.triage.lifecycle;

import io.nificrm.touchpoint.Triage;
import java.util.Locale;
import java.util.Optional;

/** How far a flagged touchpoint has come. One without a status is {@link #NEW}. */
public enum TriageStatus {
    /** Nobody has looked at it. */
    NEW,
    /** Somebody takes care of it. */
    ACKNOWLEDGED,
    /** It has its first answer; the clock has stopped. */
    RESPONDED,
    /** Done. */
    RESOLVED,
    /** Needs no answer. */
    DISMISSED,
    /** Was done or dismissed, and is not after all. */
    REOPENED;

    /** As it stands in the document. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether somebody still has to do something. */
    public boolean open() {
        return this != RESOLVED && this != DISMISSED;
    }

    /**
     * The status of a touchpoint.
     *
     * @throws IllegalArgumentException when the document holds a status that is none
     */
    public static TriageStatus of(Optional<Triage> triage) {
        return triage.flatMap(Triage::status)
                .map(value -> valueOf(value.toUpperCase(Locale.ROOT)))
                .orElse(NEW);
    }
}

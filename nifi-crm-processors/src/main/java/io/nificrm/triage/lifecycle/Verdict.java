package io.nificrm.triage.lifecycle;

import java.util.Optional;

/** What becomes of a decision. */
public sealed interface Verdict {
    /** It is legal; the event says all that changes. */
    record Accepted(TriageEvent event, Optional<Correction> correction) implements Verdict {}

    /** It is not, for a reason in words that can be shown to the person who decided. */
    record Refused(Reason kind, String reason) implements Verdict {}

    /** Why not. */
    enum Reason {
        /** Somebody else decided first. */
        OUTDATED,
        /** Not in this status. */
        ILLEGAL,
        /** There is no such touchpoint. */
        UNKNOWN
    }
}

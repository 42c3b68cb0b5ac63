package io.nificrm.triage.lifecycle;

import static io.nificrm.triage.lifecycle.TriageStatus.ACKNOWLEDGED;
import static io.nificrm.triage.lifecycle.TriageStatus.DISMISSED;
import static io.nificrm.triage.lifecycle.TriageStatus.NEW;
import static io.nificrm.triage.lifecycle.TriageStatus.REOPENED;
import static io.nificrm.triage.lifecycle.TriageStatus.RESOLVED;
import static io.nificrm.triage.lifecycle.TriageStatus.RESPONDED;

import java.util.Locale;
import java.util.Optional;

/**
 * What can be done with a flagged touchpoint.
 *
 * <pre>
 * new ──► acknowledged ──► responded ──► resolved
 *  │            │                           │
 *  └────────────┴──────► dismissed ─────────┴──► reopened ──► as new
 * </pre>
 *
 * A step may be skipped: who answers a new mention at once has acknowledged it with that.
 */
public enum TriageAction {
    ACKNOWLEDGE,
    ASSIGN,
    RESPOND,
    RESOLVE,
    DISMISS,
    REOPEN,
    NOTE,
    CORRECT,
    /** A component noticed an answer of one of our accounts: the clock stops at the first, and the status follows where it is open. */
    RECORD_ANSWER,
    /** A component noticed how the author came back after our answer. */
    RECORD_OUTCOME,
    /** A component noticed that the author waits for our next answer, or that they got it. */
    RECORD_NEXT,
    /** Its time passed and nobody answered: it is raised, given to somebody else, or back to the queue. */
    ESCALATE;

    /** As it stands in requests and events. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is legal in a status. */
    public boolean allowedIn(TriageStatus status) {
        return switch (this) {
            case ACKNOWLEDGE -> status == NEW || status == REOPENED;
            case RESPOND, DISMISS -> status == NEW || status == ACKNOWLEDGED || status == REOPENED;
            case ASSIGN, RESOLVE -> status.open();
            case ESCALATE -> status.open() && status != RESPONDED;
            case REOPEN -> status == RESPONDED || !status.open();
            case NOTE, CORRECT, RECORD_ANSWER, RECORD_OUTCOME, RECORD_NEXT -> true;
        };
    }

    /** The status it leads to from another. */
    public TriageStatus after(TriageStatus status) {
        return switch (this) {
            case ACKNOWLEDGE -> ACKNOWLEDGED;
            case RESPOND -> RESPONDED;
            case RESOLVE -> RESOLVED;
            case DISMISS -> DISMISSED;
            case REOPEN -> REOPENED;
            case RECORD_ANSWER -> status.open() ? RESPONDED : status;
            case ASSIGN, NOTE, CORRECT, RECORD_OUTCOME, RECORD_NEXT, ESCALATE -> status;
        };
    }

    /** The action of a name as in requests, whatever its case. */
    public static Optional<TriageAction> named(String name) {
        for (TriageAction action : values()) {
            if (action.value().equals(name.toLowerCase(Locale.ROOT))) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}

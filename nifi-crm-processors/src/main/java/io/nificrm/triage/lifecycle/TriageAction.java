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
    CORRECT;

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
            case REOPEN -> status == RESPONDED || !status.open();
            case NOTE, CORRECT -> true;
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
            case ASSIGN, NOTE, CORRECT -> status;
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

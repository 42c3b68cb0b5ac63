package io.nificrm.triage.desk;

import io.nificrm.triage.access.Account;
import io.nificrm.triage.access.Role;
import io.nificrm.triage.access.Sessions;

/** Somebody signed in, in a session. */
record Visitor(Account account, Sessions.Session session) {
    boolean mayDecide() {
        return account.role().includes(Role.AGENT);
    }
}

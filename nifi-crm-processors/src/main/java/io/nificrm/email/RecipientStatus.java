package io.nificrm.email;

import java.util.Optional;

/**
 * What a report says became of a mail for one recipient.
 *
 * @param recipient lower case
 * @param code the enhanced status code (RFC 3463) that fits best: the remote server's own before the reporter's
 * @param words the remote server's words, else the reporter's, on one line
 */
record RecipientStatus(Optional<String> recipient, Action action, Optional<String> code, Optional<String> words) {
    /** The actions of RFC 3464, section 2.3.3. */
    enum Action {
        FAILED,
        DELAYED,
        DELIVERED
    }

    /** The same with what another reading of the same report knows better. */
    RecipientStatus completedBy(RecipientStatus other) {
        return new RecipientStatus(recipient, action, code.or(other::code), words.or(other::words));
    }
}

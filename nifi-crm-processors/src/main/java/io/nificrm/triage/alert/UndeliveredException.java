package io.nificrm.triage.alert;

import java.time.Instant;
import java.util.Optional;

/** A message was not taken. The message of this says why and, where that helps, what to do. */
final class UndeliveredException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Instant> retryAt;

    /** @param retryAt when the other side wants to be asked again, if it says so */
    UndeliveredException(String reason, Optional<Instant> retryAt, Throwable cause) {
        super(reason, cause);
        this.retryAt = retryAt;
    }

    Optional<Instant> retryAt() {
        return retryAt;
    }
}

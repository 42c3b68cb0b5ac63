package io.nificrm.local.process;

import java.io.IOException;

/** A process did not come up; the message holds the reason and, once there is one, the end of its log. */
public final class ChildProcessException extends IOException {

    private static final long serialVersionUID = 1L;

    ChildProcessException(String message) {
        super(message);
    }
}

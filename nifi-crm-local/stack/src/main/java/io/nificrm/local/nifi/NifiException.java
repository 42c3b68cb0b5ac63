package io.nificrm.local.nifi;

import java.io.IOException;

/** NiFi refused a request, or did not do in time what it was asked; the message says which and why. */
public final class NifiException extends IOException {

    private static final long serialVersionUID = 1L;

    NifiException(String message) {
        super(message);
    }
}

package io.nificrm.source.http;

import java.io.IOException;

/** An address that must not be fetched: not HTTP, or in a private network. */
public final class RefusedAddressException extends IOException {

    public RefusedAddressException(String message) {
        super(message);
    }
}

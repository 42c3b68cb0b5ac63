package io.nificrm.source.http;

import java.io.IOException;

/** An answer larger than {@link HttpSettings#maxBodyBytes}; the connection was given up at that point. */
public final class BodyTooLargeException extends IOException {

    public BodyTooLargeException(int maxBodyBytes) {
        super("the answer is larger than " + maxBodyBytes + " bytes");
    }
}

package io.nificrm.flowfile;

/**
 * A step cannot work for now, whatever the touchpoints: a service behind it is down. Nothing may be sent on; the same
 * FlowFile succeeds once the service is back. The message says what to do.
 */
public final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}

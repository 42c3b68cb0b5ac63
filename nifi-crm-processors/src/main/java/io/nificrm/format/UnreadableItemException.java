package io.nificrm.format;

/** An item is not what its format says; the message tells the operator which field and why. */
public final class UnreadableItemException extends Exception {
    public UnreadableItemException(String reason) {
        super(reason);
    }

    public UnreadableItemException(String reason, Throwable cause) {
        super(reason, cause);
    }
}

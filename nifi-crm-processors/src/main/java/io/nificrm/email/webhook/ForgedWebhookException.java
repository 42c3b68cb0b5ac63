package io.nificrm.email.webhook;

/** A webhook is not let through; the message says why, and no more than a log may hold. */
final class ForgedWebhookException extends Exception {
    private static final int UNAUTHORIZED = 401;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final int status;

    private ForgedWebhookException(int status, String reason, Throwable cause) {
        super(reason, cause);
        this.status = status;
    }

    /** It is not signed, or not by whom it should be. */
    ForgedWebhookException(String reason) {
        this(UNAUTHORIZED, reason, null);
    }

    /** It is not signed, or not by whom it should be. */
    ForgedWebhookException(String reason, Throwable cause) {
        this(UNAUTHORIZED, reason, cause);
    }

    /** It was not read. */
    static ForgedWebhookException tooLarge(long largest) {
        return new ForgedWebhookException(CONTENT_TOO_LARGE, "it is larger than " + largest + " bytes", null);
    }

    /** It may be genuine, which cannot be told now: the provider is to send it again. */
    static ForgedWebhookException undecided(String reason, Throwable cause) {
        return new ForgedWebhookException(SERVICE_UNAVAILABLE, reason, cause);
    }

    /** The status with which to answer (RFC 9110). */
    int status() {
        return status;
    }
}

package io.nificrm.email.webhook;

/** A webhook is not signed, or not by whom it should be; the message says which, and no more than a log may hold. */
final class ForgedWebhookException extends Exception {
    ForgedWebhookException(String reason) {
        super(reason);
    }

    ForgedWebhookException(String reason, Throwable cause) {
        super(reason, cause);
    }
}

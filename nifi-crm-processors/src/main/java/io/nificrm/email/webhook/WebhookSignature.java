package io.nificrm.email.webhook;

/** A provider's way of proving that a webhook is its own. Immutable and thread-safe. */
@FunctionalInterface
interface WebhookSignature {
    /**
     * Returns quietly where the request is genuine.
     *
     * @throws ForgedWebhookException where it is not
     */
    void verify(WebhookRequest request) throws ForgedWebhookException;
}

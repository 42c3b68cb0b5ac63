package io.nificrm.triage.alert;

/** The body of a webhook request for a message. */
@FunctionalInterface
interface WebhookBody {
    String of(AlertMessage message);
}

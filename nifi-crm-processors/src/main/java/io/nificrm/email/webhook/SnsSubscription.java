package io.nificrm.email.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * Amazon SNS asks once whether a subscription is wanted, and sends nothing until somebody has fetched the address in its
 * message.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/http-subscription-confirmation-json.html">Subscription confirmation</a>
 */
final class SnsSubscription {
    /** Fetches an address of Amazon's. */
    @FunctionalInterface
    interface Confirmation {
        void confirm(URI address) throws IOException, InterruptedException;
    }

    private final AmazonAddress allowed;
    private final Optional<Confirmation> confirmation;

    /** @param confirmation absent where a person is to confirm */
    SnsSubscription(AmazonAddress allowed, Optional<Confirmation> confirmation) {
        this.allowed = allowed;
        this.confirmation = confirmation;
    }

    /**
     * Deals with a message whose signature was checked.
     *
     * @return what the operator should know; empty where the message asks for nothing
     */
    Optional<String> answer(WebhookRequest genuine) throws InterruptedException {
        JsonNode message;
        try {
            message = Signatures.json(genuine);
        } catch (ForgedWebhookException noJson) {
            return Optional.empty(); // then it had no signature either
        }
        String topic = message.path("TopicArn").asText();
        return switch (message.path("Type").asText()) {
            case "SubscriptionConfirmation" ->
                Optional.of(confirm(topic, message.path("SubscribeURL").asText()));
            case "UnsubscribeConfirmation" ->
                Optional.of("The subscription to " + topic + " has ended: nothing more comes from it. "
                        + "Next step: subscribe again in Amazon SNS if that was not meant");
            default -> Optional.empty();
        };
    }

    private String confirm(String topic, String written) throws InterruptedException {
        if (confirmation.isEmpty()) {
            return "Amazon SNS asks whether the subscription to " + topic + " is wanted, and sends nothing until then. "
                    + "Next step: set Confirm Subscriptions to true and request the confirmation again in Amazon SNS";
        }
        try {
            URI address = URI.create(written);
            if (!allowed.allows(address)) {
                return "The subscription to " + topic + " was not confirmed: its address does not lie with Amazon SNS";
            }
            confirmation.get().confirm(address);
            return "The subscription to " + topic + " is confirmed";
        } catch (IOException | IllegalArgumentException e) {
            return "The subscription to " + topic + " could not be confirmed: " + e.getMessage()
                    + ". Next step: request the confirmation again in Amazon SNS";
        }
    }
}

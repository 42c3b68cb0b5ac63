package io.nificrm.email.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nificrm.format.Fields;
import io.nificrm.format.Format;
import io.nificrm.format.JsonShape;
import io.nificrm.format.UnreadableItemException;
import io.nificrm.touchpoint.Bounce;
import io.nificrm.touchpoint.Touchpoint.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Amazon SES: feedback notifications and published events, in the envelope of SNS or of EventBridge or in none. One
 * message tells of several recipients.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html">Event data</a>
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html">Notification contents</a>
 */
final class Ses {
    static final Format FORMAT = new WebhookFormat(
            "ses",
            "Events and notifications of Amazon SES, in an SNS or EventBridge envelope or bare",
            JsonShape.ITEMS,
            Ses::map);

    private static final ObjectReader JSON = JsonMapper.builder().build().reader();

    private Ses() {}

    private static void map(Fields posted, WebhookFormat.Out out) throws IOException, UnreadableItemException {
        Optional<String> envelope = posted.text("Type");
        if (envelope.filter(type -> type.endsWith("Confirmation")).isPresent()) {
            out.ignored("SNS envelope without an event (" + envelope.get() + ")");
            return;
        }
        Fields message = message(posted);
        String name = message.text("eventType")
                .or(() -> message.text("notificationType"))
                .orElse("");
        switch (name) {
            case "Send" -> eachDestination(message, Kind.SENT, message.at("mail"), out);
            case "Delivery" -> delivery(message, out);
            case "Bounce" -> bounce(message, out);
            case "Complaint" -> complaint(message, out);
            case "DeliveryDelay" -> delay(message, out);
            case "Reject" -> eachDestination(message, Kind.REJECTED, message.at("reject"), out);
            case "Rendering Failure" -> eachDestination(message, Kind.REJECTED, message.at("failure"), out);
            case "Open" -> eachDestination(message, Kind.OPENED, message.at("open"), out);
            case "Click" -> eachDestination(message, Kind.CLICKED, message.at("click"), out);
            case "Subscription" -> subscription(message, out);
            case "Received" -> out.ignored("inbound mail: have SES store the raw mail and read it as mime");
            case "AmazonSnsSubscriptionSucceeded" -> out.ignored("test message of SES");
            case "" -> throw new UnreadableItemException("fields 'eventType' and 'notificationType' are missing");
            default -> throw new UnreadableItemException("unknown event '" + name + "'");
        }
    }

    private static Fields message(Fields posted) throws UnreadableItemException {
        if (posted.has("detail")) {
            return posted.at("detail");
        }
        Optional<String> inner = posted.text("Message");
        if (inner.isEmpty()) {
            return posted;
        }
        if (!inner.get().startsWith("{")) {
            return new Fields(com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                    .objectNode()
                    .put("notificationType", "AmazonSnsSubscriptionSucceeded"));
        }
        try {
            return new Fields(JSON.readTree(inner.get()));
        } catch (JsonProcessingException e) {
            throw new UnreadableItemException("field 'Message' is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static void bounce(Fields message, WebhookFormat.Out out) throws IOException, UnreadableItemException {
        Fields bounce = message.at("bounce");
        for (Fields recipient : bounce.items("bouncedRecipients")) {
            out.event(begin(message, Kind.BOUNCED, bounce, recipient.text("emailAddress"))
                    .bounceType(bounceType(bounce))
                    .code(recipient.text("status"))
                    .reason(recipient
                            .text("diagnosticCode")
                            .map(Ses::withoutType)
                            .or(() -> bounce.text("bounceSubType")))
                    .build());
        }
    }

    private static Optional<Bounce.Type> bounceType(Fields bounce) {
        return switch (bounce.text("bounceSubType").orElse("")) {
            case "ContentRejected", "AttachmentRejected", "MessageTooLarge" -> Optional.of(Bounce.Type.BLOCK);
            default ->
                switch (bounce.text("bounceType").orElse("")) {
                    case "Permanent" -> Optional.of(Bounce.Type.HARD);
                    case "Transient" -> Optional.of(Bounce.Type.SOFT);
                    default -> Optional.empty();
                };
        };
    }

    private static void complaint(Fields message, WebhookFormat.Out out) throws IOException, UnreadableItemException {
        Fields complaint = message.at("complaint");
        for (Fields recipient : complaint.items("complainedRecipients")) {
            out.event(begin(message, Kind.COMPLAINED, complaint, recipient.text("emailAddress"))
                    .reason(complaint.text("complaintFeedbackType").or(() -> complaint.text("complaintSubType")))
                    .build());
        }
    }

    private static void delivery(Fields message, WebhookFormat.Out out) throws IOException, UnreadableItemException {
        Fields delivery = message.at("delivery");
        for (String recipient : delivery.texts("recipients")) {
            out.event(begin(message, Kind.DELIVERED, delivery, Optional.of(recipient))
                    .reason(delivery.text("smtpResponse"))
                    .build());
        }
    }

    private static void delay(Fields message, WebhookFormat.Out out) throws IOException, UnreadableItemException {
        Fields delay = message.at("deliveryDelay");
        for (Fields recipient : delay.items("delayedRecipients")) {
            out.event(begin(message, Kind.DEFERRED, delay, recipient.text("emailAddress"))
                    .code(recipient.text("status"))
                    .reason(recipient
                            .text("diagnosticCode")
                            .map(Ses::withoutType)
                            .or(() -> delay.text("delayType")))
                    .build());
        }
    }

    private static void subscription(Fields message, WebhookFormat.Out out)
            throws IOException, UnreadableItemException {
        Fields subscription = message.at("subscription");
        boolean leaves = subscription.is("newTopicPreferences", "unsubscribeAll")
                || subscription.items("newTopicPreferences", "topicSubscriptionStatus").stream()
                        .anyMatch(topic -> topic.text("subscriptionStatus")
                                .filter("OptOut"::equals)
                                .isPresent());
        for (String recipient : message.texts("mail", "destination")) {
            out.event(begin(message, leaves ? Kind.UNSUBSCRIBED : Kind.SUBSCRIBED, subscription, Optional.of(recipient))
                    .list(subscription.text("contactList"))
                    .build());
        }
    }

    private static void eachDestination(Fields message, Kind kind, Fields part, WebhookFormat.Out out)
            throws IOException, UnreadableItemException {
        List<String> destinations = message.texts("mail", "destination");
        for (String recipient : destinations) {
            out.event(begin(message, kind, part, Optional.of(recipient))
                    .reason(part.text("reason").or(() -> part.text("errorMessage")))
                    .link(part.text("link"))
                    .template(part.text("templateName"))
                    .build());
        }
    }

    private static ProviderEventBuilder begin(Fields message, Kind kind, Fields part, Optional<String> recipient)
            throws UnreadableItemException {
        Fields mail = message.at("mail");
        return ProviderEventBuilder.builder()
                .provider("ses")
                .kind(kind)
                .time(part.has("timestamp") ? part.requiredTime("timestamp") : mail.requiredTime("timestamp"))
                .item(message)
                .eventId(part.text("feedbackId")
                        .map(id -> id + recipient.map(to -> '#' + to).orElse("")))
                .recipient(recipient)
                .messageId(mail.text("commonHeaders", "messageId").or(() -> mail.text("messageId")))
                .subject(mail.text("commonHeaders", "subject"))
                .userAgent(part.text("userAgent"))
                .ip(part.text("ipAddress"))
                .campaign(mail.texts("tags", "campaign").stream().findFirst());
    }

    private static String withoutType(String diagnostic) {
        int semicolon = diagnostic.indexOf(';');
        return semicolon > 0 && semicolon < 10
                ? diagnostic.substring(semicolon + 1).strip()
                : diagnostic;
    }
}

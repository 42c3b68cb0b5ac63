package io.nificrm.local.community.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.local.community.story.MailEvent;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Email providers, each with the body its webhook posts for one event. */
public enum Provider {
    /**
     * An array of events.
     *
     * @see <a href="https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event">Event Webhook</a>
     */
    SENDGRID {
        @Override
        JsonNode body(MailEvent event, WebhookKey key, Instant signed) {
            ObjectNode json = JSON.objectNode();
            json.put("email", event.address());
            json.put("timestamp", event.at().getEpochSecond());
            json.put("smtp-id", "<" + messageId(event) + ">");
            json.put("sg_event_id", eventId(event));
            json.put("sg_message_id", event.mail() + ".filter0001.1.0");
            json.putArray("category").add(event.campaign());
            json.put(
                    "event",
                    switch (event.kind()) {
                        case DELIVERED -> "delivered";
                        case OPENED -> "open";
                        case CLICKED -> "click";
                        case BOUNCED -> "bounce";
                        case COMPLAINED -> "spamreport";
                        case UNSUBSCRIBED -> "unsubscribe";
                    });
            event.link().ifPresent(link -> json.put("url", link));
            event.bounce()
                    .ifPresent(bounce -> json.put("status", bounce.code())
                            .put("reason", bounce.words())
                            .put("type", "bounce"));
            if (event.kind() == MailEvent.Kind.OPENED || event.kind() == MailEvent.Kind.CLICKED) {
                json.put("useragent", AGENT).put("ip", IP);
            }
            return JSON.arrayNode().add(json);
        }

        @Override
        Map<String, String> headers(String body, WebhookKey key, Instant signed) {
            String time = Long.toString(signed.getEpochSecond());
            return Map.of(
                    "X-Twilio-Email-Event-Webhook-Timestamp",
                    time,
                    "X-Twilio-Email-Event-Webhook-Signature",
                    key.ecdsa(time + body));
        }
    },

    /**
     * The event beside its signature: HMAC-SHA256 of timestamp and token.
     *
     * @see <a href="https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks">Securing
     *     webhooks</a>
     */
    MAILGUN {
        @Override
        JsonNode body(MailEvent event, WebhookKey key, Instant signed) {
            String timestamp = Long.toString(signed.getEpochSecond());
            String token = eventId(event).replace("-", "") + "0123456789abcdef01";
            ObjectNode json = JSON.objectNode();
            json.set(
                    "signature",
                    JSON.objectNode()
                            .put("timestamp", timestamp)
                            .put("token", token)
                            .put("signature", hmac(key.own(), timestamp + token)));
            ObjectNode data = json.putObject("event-data");
            data.put("id", eventId(event));
            data.put("timestamp", (double) event.at().getEpochSecond());
            data.put("recipient", event.address());
            data.put("recipient-domain", "mail.example");
            data.putArray("tags").add(event.campaign());
            data.putObject("message")
                    .putObject("headers")
                    .put("message-id", messageId(event))
                    .put("subject", subject(event))
                    .put("to", event.address())
                    .put("from", SENDER);
            data.put(
                    "event",
                    switch (event.kind()) {
                        case DELIVERED -> "delivered";
                        case OPENED -> "opened";
                        case CLICKED -> "clicked";
                        case BOUNCED -> "failed";
                        case COMPLAINED -> "complained";
                        case UNSUBSCRIBED -> "unsubscribed";
                    });
            event.link().ifPresent(link -> data.put("url", link));
            event.bounce().ifPresent(bounce -> {
                data.put("severity", "permanent").put("reason", "bounce");
                data.putObject("delivery-status")
                        .put("code", Integer.parseInt(bounce.words().substring(0, 3)))
                        .put("enhanced-code", bounce.code())
                        .put("message", bounce.words());
            });
            return json;
        }
    },

    /**
     * One object an event; the type of record tells its shape.
     *
     * @see <a href="https://postmarkapp.com/developer/webhooks/webhooks-overview">Webhooks</a>
     */
    POSTMARK {
        @Override
        JsonNode body(MailEvent event, WebhookKey key, Instant signed) {
            ObjectNode json = JSON.objectNode();
            json.put("MessageID", postmarkId(event));
            json.put("MessageStream", STREAM).put("Tag", event.campaign()).put("ServerID", 23);
            json.putObject("Metadata").put("event", eventId(event));
            String at = event.at().toString();
            switch (event.kind()) {
                case DELIVERED ->
                    json.put("RecordType", "Delivery").put("DeliveredAt", at).put("Details", "250 OK");
                case OPENED ->
                    json.put("RecordType", "Open")
                            .put("ReceivedAt", at)
                            .put("FirstOpen", true)
                            .put("UserAgent", AGENT);
                case CLICKED ->
                    json.put("RecordType", "Click")
                            .put("ReceivedAt", at)
                            .put("UserAgent", AGENT)
                            .put("OriginalLink", event.link().orElseThrow());
                case UNSUBSCRIBED ->
                    json.put("RecordType", "SubscriptionChange")
                            .put("ChangedAt", at)
                            .put("SuppressSending", true)
                            .put("SuppressionReason", "ManualSuppression")
                            .put("Origin", "Recipient");
                case BOUNCED, COMPLAINED -> {
                    boolean bounced = event.kind() == MailEvent.Kind.BOUNCED;
                    boolean hard =
                            event.bounce().filter(MailEvent.Bounce::permanent).isPresent();
                    json.put("RecordType", bounced ? "Bounce" : "SpamComplaint");
                    json.put("ID", POSTMARK_IDS + event.number());
                    json.put("Type", !bounced ? "SpamComplaint" : hard ? "HardBounce" : "SoftBounce");
                    json.put("BouncedAt", at)
                            .put("Email", event.address())
                            .put("From", SENDER)
                            .put("Subject", subject(event));
                    event.bounce().ifPresent(bounce -> json.put("Details", bounce.words()));
                }
            }
            return json.has("Email") ? json : json.put("Recipient", event.address());
        }

        @Override
        Map<String, String> headers(String body, WebhookKey key, Instant signed) {
            return Map.of("Authorization", key.basic());
        }
    };

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String STREAM = "broadcast";
    private static final long POSTMARK_IDS = 4_000_000;
    private static final String SENDER = "news@acmecoffee.example";
    private static final String AGENT = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15";
    private static final String IP = "192.0.2.17";

    /** The body of the webhook's request, signed at that moment where the provider signs within the body. */
    abstract JsonNode body(MailEvent event, WebhookKey key, Instant signed);

    /** The headers that prove where a body comes from, where that does not stand in the body. */
    Map<String, String> headers(String body, WebhookKey key, Instant signed) {
        return Map.of();
    }

    /** The native id of the event's touchpoint: the provider's id, or a digest where the provider gives none. */
    public String touchpoint(MailEvent event) {
        String kind = event.kind().name().toLowerCase(Locale.ROOT);
        String id = switch (this) {
            case SENDGRID, MAILGUN -> eventId(event);
            case POSTMARK ->
                switch (event.kind()) {
                    case BOUNCED, COMPLAINED -> kind + "-" + (POSTMARK_IDS + event.number());
                    case DELIVERED, OPENED, CLICKED, UNSUBSCRIBED ->
                        "sha256-"
                                + sha256(String.join(
                                        "\n",
                                        kind,
                                        event.at().toString(),
                                        postmarkId(event),
                                        event.address(),
                                        event.link().orElse(""),
                                        STREAM));
                };
        };
        return id() + ":" + id;
    }

    /** The name in the touchpoint document. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The provider's id of an event. */
    static String eventId(MailEvent event) {
        return UUID.nameUUIDFromBytes((event.mail() + event.number()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    static String messageId(MailEvent event) {
        return UUID.nameUUIDFromBytes(event.mail().getBytes(StandardCharsets.UTF_8)) + "@acmecoffee.example";
    }

    private static String subject(MailEvent event) {
        return event.campaign().equals("autumn-roast") ? "The autumn roast is here" : "You chose: the winter blend";
    }

    private static String postmarkId(MailEvent event) {
        return messageId(event).replaceFirst("@.*", "");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", impossible);
        }
    }
}

package io.nificrm.email.provider;

import io.nificrm.format.Fields;
import io.nificrm.format.Format;
import io.nificrm.format.JsonShape;
import io.nificrm.format.UnreadableItemException;
import io.nificrm.touchpoint.Bounce;
import io.nificrm.touchpoint.Touchpoint.Kind;
import java.io.IOException;
import java.util.Optional;

/**
 * Postmark's webhooks.
 *
 * @see <a href="https://postmarkapp.com/developer/webhooks/webhooks-overview">Webhooks</a>, and <a
 *     href="https://postmarkapp.com/developer/api/bounce-api#bounce-types">Bounce types</a>
 */
final class Postmark {
    static final Format FORMAT = new WebhookFormat(
            "postmark",
            "Events of Postmark's webhooks, and bounces of its API",
            JsonShape.pages("Bounces"),
            Postmark::map);

    private Postmark() {}

    private static void map(Fields event, WebhookFormat.Out out) throws IOException, UnreadableItemException {
        Optional<String> record = event.text("RecordType");
        if (record.isEmpty() && !event.has("Type")) {
            if (event.has("FromFull")) {
                out.ignored("inbound mail: have Postmark post the raw mail and read it as mime");
                return;
            }
            throw new UnreadableItemException("field 'RecordType' is missing");
        }
        switch (record.orElse("Bounce")) {
            case "Delivery" ->
                out.event(begin(event, Kind.DELIVERED, "DeliveredAt").build());
            case "Open" -> out.event(begin(event, Kind.OPENED, "ReceivedAt").build());
            case "Click" -> out.event(begin(event, Kind.CLICKED, "ReceivedAt").build());
            case "SpamComplaint" ->
                out.event(begin(event, Kind.COMPLAINED, "BouncedAt").build());
            case "SubscriptionChange" ->
                out.event(begin(event, event.is("SuppressSending") ? Kind.UNSUBSCRIBED : Kind.SUBSCRIBED, "ChangedAt")
                        .build());
            case "SMTPAPIError", "SMTPApiError" ->
                out.event(begin(event, Kind.REJECTED, "BouncedAt").build());
            case "Bounce" -> bounce(event, out);
            case "Inbound" -> out.ignored("inbound mail: have Postmark post the raw mail and read it as mime");
            default -> throw new UnreadableItemException("unknown RecordType '" + record.orElse("") + "'");
        }
    }

    private static void bounce(Fields event, WebhookFormat.Out out) throws IOException, UnreadableItemException {
        String type = event.required("Type");
        switch (type) {
            case "HardBounce", "BadEmailAddress", "ManuallyDeactivated", "AddressChange" ->
                bounced(event, Optional.of(Bounce.Type.HARD), out);
            case "Transient", "SoftBounce", "DnsError", "Unconfirmed" ->
                bounced(event, Optional.of(Bounce.Type.SOFT), out);
            case "SpamNotification",
                    "Blocked",
                    "VirusNotification",
                    "DMARCPolicy",
                    "ChallengeVerification",
                    "OpenRelayTest" -> bounced(event, Optional.of(Bounce.Type.BLOCK), out);
            case "Unknown" -> bounced(event, Optional.empty(), out);
            case "AutoResponder" ->
                out.event(begin(event, Kind.AUTO_REPLIED, "BouncedAt").build());
            case "SpamComplaint" ->
                out.event(begin(event, Kind.COMPLAINED, "BouncedAt").build());
            case "Unsubscribe" ->
                out.event(begin(event, Kind.UNSUBSCRIBED, "BouncedAt").build());
            case "Subscribe" ->
                out.event(begin(event, Kind.SUBSCRIBED, "BouncedAt").build());
            case "SMTPApiError", "TemplateRenderingFailed" ->
                out.event(begin(event, Kind.REJECTED, "BouncedAt").build());
            case "InboundError" -> out.ignored("failure to pass an inbound mail on (InboundError)");
            default -> throw new UnreadableItemException("unknown type of bounce '" + type + "'");
        }
    }

    private static void bounced(Fields event, Optional<Bounce.Type> type, WebhookFormat.Out out)
            throws IOException, UnreadableItemException {
        out.event(begin(event, Kind.BOUNCED, "BouncedAt").bounceType(type).build());
    }

    private static ProviderEventBuilder begin(Fields event, Kind kind, String timeField)
            throws UnreadableItemException {
        return ProviderEventBuilder.builder()
                .provider("postmark")
                .kind(kind)
                .time(event.requiredTime(timeField))
                .item(event)
                .eventId(event.text("ID").map(id -> kind.value() + '-' + id))
                .recipient(event.text("Recipient").or(() -> event.text("Email")))
                .messageId(event.text("MessageID"))
                .subject(event.text("Subject"))
                .reason(event.text("Details")
                        .or(() -> event.text("Description"))
                        .or(() -> event.text("SuppressionReason")))
                .userAgent(event.text("UserAgent"))
                .ip(event.text("Geo", "IP"))
                .link(event.text("OriginalLink"))
                .list(event.text("MessageStream"))
                .campaign(event.text("Tag"));
    }
}

package io.nificrm.email.provider;

import io.nificrm.email.MailAddress;
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
 * Resend's webhooks. An event tells of all recipients of a mail.
 *
 * @see <a href="https://resend.com/docs/webhooks/event-types">Event types</a>
 */
final class Resend {
    static final Format FORMAT =
            new WebhookFormat("resend", "Events of Resend's webhooks", JsonShape.ITEMS, Resend::map);

    private Resend() {}

    private static void map(Fields event, WebhookFormat.Out out) throws IOException, UnreadableItemException {
        String type = event.required("type");
        Optional<Kind> kind = switch (type) {
            case "email.sent" -> Optional.of(Kind.SENT);
            case "email.delivered" -> Optional.of(Kind.DELIVERED);
            case "email.delivery_delayed" -> Optional.of(Kind.DEFERRED);
            case "email.bounced" -> Optional.of(Kind.BOUNCED);
            case "email.complained" -> Optional.of(Kind.COMPLAINED);
            case "email.opened" -> Optional.of(Kind.OPENED);
            case "email.clicked" -> Optional.of(Kind.CLICKED);
            case "email.failed", "email.suppressed" -> Optional.of(Kind.REJECTED);
            case "email.scheduled", "email.received" -> Optional.empty();
            default -> {
                if (type.startsWith("contact.") || type.startsWith("domain.")) {
                    yield Optional.empty();
                }
                throw new UnreadableItemException("unknown type '" + type + "'");
            }
        };
        if (kind.isEmpty()) {
            out.ignored("event that says nothing about a sent mail (" + type + ")");
            return;
        }
        Fields data = event.at("data");
        List<String> recipients = data.node().path("to").isArray()
                ? data.texts("to")
                : data.text("to").stream().toList();
        for (String recipient : recipients) {
            out.event(ProviderEventBuilder.builder()
                    .provider("resend")
                    .kind(kind.get())
                    .time(
                            data.time("click", "timestamp").isPresent()
                                    ? data.requiredTime("click", "timestamp")
                                    : event.requiredTime("created_at"))
                    .item(event)
                    .recipient(MailAddress.find(recipient))
                    .messageId(data.text("message_id").or(() -> data.text("email_id")))
                    .subject(data.text("subject"))
                    .bounceType(bounceType(data))
                    .reason(data.texts("bounce", "diagnosticCode").stream()
                            .findFirst()
                            .or(() -> data.text("bounce", "message"))
                            .or(() -> data.text("failed", "reason"))
                            .or(() -> data.text("suppressed", "message")))
                    .userAgent(data.text("click", "userAgent").or(() -> data.text("open", "userAgent")))
                    .ip(data.text("click", "ipAddress").or(() -> data.text("open", "ipAddress")))
                    .link(data.text("click", "link"))
                    .template(data.text("template_id"))
                    .campaign(data.text("broadcast_id"))
                    .build());
        }
    }

    private static Optional<Bounce.Type> bounceType(Fields data) {
        String subType = data.text("bounce", "subType").orElse("");
        if (subType.endsWith("Rejected") || subType.equals("MessageTooLarge")) {
            return Optional.of(Bounce.Type.BLOCK);
        }
        return switch (data.text("bounce", "type").orElse("")) {
            case "Permanent" -> Optional.of(Bounce.Type.HARD);
            case "Transient", "Temporary" -> Optional.of(Bounce.Type.SOFT);
            default -> Optional.empty();
        };
    }
}

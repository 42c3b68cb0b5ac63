package io.nificrm.email.provider;

import io.nificrm.format.Fields;
import io.nificrm.format.Format;
import io.nificrm.format.JsonShape;
import io.nificrm.format.UnreadableItemException;
import io.nificrm.touchpoint.Bounce;
import io.nificrm.touchpoint.Touchpoint.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * MailerSend's webhooks.
 *
 * @see <a href="https://developers.mailersend.com/api/v1/webhooks.html">Webhooks</a>
 */
final class MailerSend {
    static final Format FORMAT =
            new WebhookFormat("mailersend", "Events of MailerSend's webhooks", JsonShape.ITEMS, MailerSend::map);

    private MailerSend() {}

    private static void map(Fields event, WebhookFormat.Out out) throws IOException, UnreadableItemException {
        String type = event.required("type");
        Optional<Kind> kind = switch (type) {
            case "activity.sent" -> Optional.of(Kind.SENT);
            case "activity.delivered" -> Optional.of(Kind.DELIVERED);
            case "activity.deferred" -> Optional.of(Kind.DEFERRED);
            case "activity.soft_bounced", "activity.hard_bounced" -> Optional.of(Kind.BOUNCED);
            case "activity.opened", "activity.opened_unique" -> Optional.of(Kind.OPENED);
            case "activity.clicked", "activity.clicked_unique" -> Optional.of(Kind.CLICKED);
            case "activity.unsubscribed" -> Optional.of(Kind.UNSUBSCRIBED);
            case "activity.spam_complaint" -> Optional.of(Kind.COMPLAINED);
            default -> {
                if (isAboutNoMail(type)) {
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
        Fields mail = data.at("email");
        out.event(ProviderEventBuilder.builder()
                .provider("mailersend")
                .kind(kind.get())
                .time(time(event, data))
                .item(event)
                .eventId(data.text("id"))
                .recipient(mail.text("recipient", "email"))
                .messageId(mail.text("message", "id").or(() -> mail.text("id")))
                .subject(mail.text("subject"))
                .bounceType(bounceType(type))
                .reason(data.text("morph", "reason").or(() -> data.text("morph", "readable_reason")))
                .userAgent(data.text("morph", "user_agent"))
                .ip(data.text("morph", "ip"))
                .link(data.text("morph", "url"))
                .template(data.text("template_id"))
                .campaign(mail.texts("tags").stream().findFirst())
                .build());
    }

    private static boolean isAboutNoMail(String type) {
        return type.startsWith("activity.survey_")
                || type.startsWith("sender_identity.")
                || type.startsWith("maintenance.")
                || type.startsWith("inbound_forward.")
                || type.startsWith("email_single.")
                || type.startsWith("email_list.")
                || type.startsWith("bulk_email.")
                || type.startsWith("sms.")
                || type.equals("webhook.test");
    }

    private static Instant time(Fields event, Fields data) throws UnreadableItemException {
        Optional<Instant> clicked = data.time("morph", "created_at").or(() -> data.time("created_at"));
        return clicked.isPresent() ? clicked.get() : event.requiredTime("created_at");
    }

    private static Optional<Bounce.Type> bounceType(String type) {
        return switch (type) {
            case "activity.hard_bounced" -> Optional.of(Bounce.Type.HARD);
            case "activity.soft_bounced" -> Optional.of(Bounce.Type.SOFT);
            default -> Optional.empty();
        };
    }
}

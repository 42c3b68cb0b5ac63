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
 * Twilio SendGrid's Event Webhook.
 *
 * @see <a href="https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event">Event Webhook Reference</a>
 */
final class SendGrid {
    static final Format FORMAT =
            new WebhookFormat("sendgrid", "Events of Twilio SendGrid's Event Webhook", JsonShape.ITEMS, SendGrid::map);

    private SendGrid() {}

    private static void map(Fields event, WebhookFormat.Out out) throws IOException, UnreadableItemException {
        String name = event.required("event");
        Optional<Kind> kind = switch (name) {
            case "processed" -> Optional.of(Kind.SENT);
            case "delivered" -> Optional.of(Kind.DELIVERED);
            case "deferred" -> Optional.of(Kind.DEFERRED);
            case "bounce", "blocked" -> Optional.of(Kind.BOUNCED);
            case "dropped" -> Optional.of(Kind.REJECTED);
            case "open" -> Optional.of(Kind.OPENED);
            case "click" -> Optional.of(Kind.CLICKED);
            case "spamreport" -> Optional.of(Kind.COMPLAINED);
            case "unsubscribe", "group_unsubscribe" -> Optional.of(Kind.UNSUBSCRIBED);
            case "group_resubscribe" -> Optional.of(Kind.SUBSCRIBED);
            case "account_status_change" -> Optional.empty();
            default -> throw new UnreadableItemException("unknown event '" + name + "'");
        };
        if (kind.isEmpty()) {
            out.ignored("change of the account (account_status_change)");
            return;
        }
        boolean blocked = name.equals("blocked")
                || event.text("type").filter("blocked"::equals).isPresent();
        out.event(ProviderEventBuilder.builder()
                .provider("sendgrid")
                .kind(kind.get())
                .time(event.requiredTime("timestamp"))
                .item(event)
                .eventId(event.text("sg_event_id"))
                .recipient(event.text("email"))
                .messageId(event.text("smtp-id").or(() -> event.text("sg_message_id")))
                .bounceType(blocked ? Optional.of(Bounce.Type.BLOCK) : Optional.empty())
                .code(event.text("status"))
                .reason(event.text("reason").or(() -> event.text("response")))
                .userAgent(event.text("useragent"))
                .ip(event.text("ip"))
                .link(event.text("url"))
                .template(event.text("sg_template_id").or(() -> event.text("template_id")))
                .list(event.text("asm_group_id"))
                .campaign(event.text("marketing_campaign_name")
                        .or(() -> event.text("singlesend_name"))
                        .or(() -> event.text("category"))
                        .or(() -> event.texts("category").stream().findFirst()))
                .build());
    }
}

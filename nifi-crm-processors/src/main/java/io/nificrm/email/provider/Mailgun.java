package io.nificrm.email.provider;

import io.nificrm.format.Fields;
import io.nificrm.format.Format;
import io.nificrm.format.JsonShape;
import io.nificrm.format.UnreadableItemException;
import io.nificrm.touchpoint.Touchpoint.Kind;
import java.io.IOException;
import java.util.Optional;

/**
 * Mailgun's webhooks: {@code event-data} beside its signature, the events of its API, and the forms that it posted before
 * 2018.
 *
 * @see <a href="https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/webhook-payloads">Webhook Payloads</a>
 */
final class Mailgun {
    static final Format FORMAT = new WebhookFormat(
            "mailgun",
            "Events of Mailgun's webhooks and of its events API; also its older forms",
            JsonShape.pages("items"),
            FormBody.Content.EVENT,
            Mailgun::map);

    private Mailgun() {}

    private static void map(Fields posted, WebhookFormat.Out out) throws IOException, UnreadableItemException {
        Fields event = posted.has("event-data") ? posted.at("event-data") : posted;
        String name = event.required("event");
        Optional<Kind> kind = switch (name) {
            case "accepted" -> Optional.of(Kind.SENT);
            case "delivered" -> Optional.of(Kind.DELIVERED);
            case "failed" ->
                Optional.of(
                        event.text("severity").filter("temporary"::equals).isPresent() ? Kind.DEFERRED : Kind.BOUNCED);
            case "bounced" -> Optional.of(Kind.BOUNCED);
            case "rejected", "dropped" -> Optional.of(Kind.REJECTED);
            case "opened" -> Optional.of(Kind.OPENED);
            case "clicked" -> Optional.of(Kind.CLICKED);
            case "unsubscribed" -> Optional.of(Kind.UNSUBSCRIBED);
            case "complained" -> Optional.of(Kind.COMPLAINED);
            case "stored", "list_member_uploaded", "list_member_upload_error", "list_uploaded", "email_validation" ->
                Optional.empty();
            default -> throw new UnreadableItemException("unknown event '" + name + "'");
        };
        if (kind.isEmpty()) {
            out.ignored("event that is not about a mail we sent (" + name + ")");
            return;
        }
        out.event(ProviderEventBuilder.builder()
                .provider("mailgun")
                .kind(kind.get())
                .time(event.requiredTime("timestamp"))
                .item(posted)
                .eventId(event.text("id"))
                .recipient(event.text("recipient"))
                .messageId(event.text("message", "headers", "message-id").or(() -> event.text("Message-Id")))
                .subject(event.text("message", "headers", "subject"))
                .code(event.text("delivery-status", "enhanced-code"))
                .reason(event.text("delivery-status", "message")
                        .or(() -> event.text("delivery-status", "description"))
                        .or(() -> event.text("reject", "reason"))
                        .or(() -> event.text("error"))
                        .or(() -> event.text("description"))
                        .or(() -> event.text("reason")))
                .userAgent(event.text("client-info", "user-agent").or(() -> event.text("user-agent")))
                .ip(event.text("ip"))
                .link(event.text("url"))
                .template(event.text("template", "name"))
                .list(event.text("mailing-list", "address").or(() -> event.text("mailing-list")))
                .campaign(event.texts("tags").stream().findFirst().or(() -> event.text("tag")))
                .build());
    }
}

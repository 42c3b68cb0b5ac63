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
 * Brevo's transactional and marketing webhooks. Its {@code date} is in the zone of the account; only the epoch numbers
 * tell the time.
 *
 * @see <a href="https://developers.brevo.com/docs/transactional-webhooks">Transactional webhooks</a>, <a
 *     href="https://developers.brevo.com/docs/marketing-webhooks">Marketing webhooks</a>
 */
final class Brevo {
    static final Format FORMAT = new WebhookFormat(
            "brevo", "Events of Brevo's transactional and marketing webhooks", JsonShape.pages("events"), Brevo::map);

    private Brevo() {}

    private static void map(Fields event, WebhookFormat.Out out) throws IOException, UnreadableItemException {
        String name = event.required("event");
        Optional<Kind> kind = switch (name) {
            case "request", "requests", "sent" -> Optional.of(Kind.SENT);
            case "delivered" -> Optional.of(Kind.DELIVERED);
            case "deferred" -> Optional.of(Kind.DEFERRED);
            case "hard_bounce",
                    "hardBounce",
                    "hardBounces",
                    "soft_bounce",
                    "softBounce",
                    "softBounces",
                    "invalid_email",
                    "invalid" -> Optional.of(Kind.BOUNCED);
            case "blocked", "error" -> Optional.of(Kind.REJECTED);
            case "opened", "unique_opened", "uniqueOpened", "proxy_open", "unique_proxy_open", "loaded_by_proxy" ->
                Optional.of(Kind.OPENED);
            case "click", "clicks" -> Optional.of(Kind.CLICKED);
            case "spam", "complaint" -> Optional.of(Kind.COMPLAINED);
            case "unsubscribe", "unsubscribed" -> Optional.of(Kind.UNSUBSCRIBED);
            case "list_addition", "listAddition" -> Optional.of(Kind.SUBSCRIBED);
            case "reply" -> Optional.of(Kind.REPLIED);
            case "contact_updated",
                    "contactUpdated",
                    "contact_deleted",
                    "contactDeleted",
                    "inboundEmailProcessed",
                    "unique_coupon_sent" -> Optional.empty();
            default -> throw new UnreadableItemException("unknown event '" + name + "'");
        };
        if (kind.isEmpty()) {
            out.ignored("event that is not about a mail we sent (" + name + ")");
            return;
        }
        out.event(ProviderEventBuilder.builder()
                .provider("brevo")
                .kind(kind.get())
                .time(time(event))
                .item(event)
                .recipient(event.text("email"))
                .messageId(event.text("message-id").or(() -> event.text("message_id")))
                .subject(event.text("subject"))
                .bounceType(bounceType(name))
                .reason(event.text("reason"))
                .userAgent(event.text("user_agent"))
                .ip(event.text("ip"))
                .link(event.text("link").or(() -> event.text("URL")))
                .template(event.text("template_id"))
                .list(event.text("list_id")
                        .or(() -> event.texts("list_id").stream().findFirst()))
                .campaign(event.text("campaign name")
                        .or(() -> event.texts("tags").stream().findFirst())
                        .or(() -> event.text("tag")))
                .build());
    }

    private static Instant time(Fields event) throws UnreadableItemException {
        Optional<Instant> time =
                event.time("ts_epoch").or(() -> event.time("ts_event")).or(() -> event.time("ts"));
        return time.isPresent() ? time.get() : event.requiredTime("ts_event");
    }

    private static Optional<Bounce.Type> bounceType(String name) {
        if (name.startsWith("hard") || name.startsWith("invalid")) {
            return Optional.of(Bounce.Type.HARD);
        }
        return name.startsWith("soft") ? Optional.of(Bounce.Type.SOFT) : Optional.empty();
    }
}

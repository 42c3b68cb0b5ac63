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
 * Mailjet's Event API.
 *
 * @see <a href="https://dev.mailjet.com/email/guides/webhooks/">Webhooks</a>
 */
final class Mailjet {
    static final Format FORMAT = new WebhookFormat(
            "mailjet", "Events of Mailjet's Event API, single or grouped", JsonShape.ITEMS, Mailjet::map);

    private Mailjet() {}

    private static void map(Fields event, WebhookFormat.Out out) throws IOException, UnreadableItemException {
        String name = event.required("event");
        Kind kind = switch (name) {
            case "sent" -> Kind.DELIVERED; // it carries the remote server's answer
            case "open" -> Kind.OPENED;
            case "click" -> Kind.CLICKED;
            case "bounce" -> Kind.BOUNCED;
            case "blocked" -> Kind.REJECTED; // by Mailjet, before sending
            case "spam" -> Kind.COMPLAINED;
            case "unsub" -> Kind.UNSUBSCRIBED;
            default -> throw new UnreadableItemException("unknown event '" + name + "'");
        };
        out.event(ProviderEventBuilder.builder()
                .provider("mailjet")
                .kind(kind)
                .time(event.requiredTime("time"))
                .item(event)
                .recipient(event.text("email"))
                .messageId(event.text("Message_GUID").or(() -> event.text("MessageID")))
                .bounceType(bounceType(event))
                .reason(reason(event))
                .userAgent(event.text("agent"))
                .ip(event.text("ip"))
                .link(event.text("url"))
                .list(event.text("mj_list_id").filter(list -> !list.equals("0")))
                .campaign(event.text("customcampaign"))
                .build());
    }

    private static Optional<Bounce.Type> bounceType(Fields event) {
        String related = event.text("error_related_to").orElse("");
        if (related.equals("spam") || related.equals("content")) {
            return Optional.of(Bounce.Type.BLOCK);
        }
        return event.flag("hard_bounce").map(hard -> hard ? Bounce.Type.HARD : Bounce.Type.SOFT);
    }

    private static Optional<String> reason(Fields event) {
        return event.text("comment")
                .or(() -> event.text("smtp_reply"))
                .or(() -> event.text("error")
                        .map(error -> event.text("error_related_to")
                                .map(what -> what + ": " + error)
                                .orElse(error)))
                .or(() -> event.text("source"));
    }
}

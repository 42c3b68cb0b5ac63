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
 * Mailchimp Transactional (Mandrill): events as JSON in the field {@code mandrill_events} of a form.
 *
 * @see <a href="https://mailchimp.com/developer/transactional/docs/webhooks/">Webhooks</a>
 */
final class Mandrill {
    static final Format FORMAT = new WebhookFormat(
            "mandrill",
            "Events of Mailchimp Transactional (Mandrill), as the form it posts or as JSON",
            JsonShape.ITEMS,
            FormBody.Content.JSON_FIELD,
            Mandrill::map);

    private Mandrill() {}

    private static void map(Fields event, WebhookFormat.Out out) throws IOException, UnreadableItemException {
        if (!event.has("event") && event.has("type")) {
            out.ignored("change of an allow or deny list (" + event.text("type").orElse("") + ")");
            return;
        }
        String name = event.required("event");
        Optional<Kind> kind = switch (name) {
            case "send" -> Optional.of(Kind.SENT);
            case "delivered" -> Optional.of(Kind.DELIVERED);
            case "deferral" -> Optional.of(Kind.DEFERRED);
            case "hard_bounce", "soft_bounce" -> Optional.of(Kind.BOUNCED);
            case "open" -> Optional.of(Kind.OPENED);
            case "click" -> Optional.of(Kind.CLICKED);
            case "spam" -> Optional.of(Kind.COMPLAINED);
            case "unsub" -> Optional.of(Kind.UNSUBSCRIBED);
            case "reject" -> Optional.of(Kind.REJECTED);
            case "inbound" -> Optional.empty();
            default -> throw new UnreadableItemException("unknown event '" + name + "'");
        };
        if (kind.isEmpty()) {
            out.ignored("inbound mail: read its msg.raw_msg as mime");
            return;
        }
        Fields mail = event.at("msg");
        Optional<String> deferral = mail.items("smtp_events").reversed().stream()
                .flatMap(attempt -> attempt.text("diag").stream())
                .findFirst();
        out.event(ProviderEventBuilder.builder()
                .provider("mandrill")
                .kind(kind.get())
                .time(event.requiredTime("ts"))
                .item(event)
                .recipient(mail.text("email"))
                .messageId(mail.text("_id").or(() -> event.text("_id")))
                .subject(mail.text("subject"))
                .bounceType(bounceType(name, mail.text("bounce_description").orElse("")))
                .reason(mail.text("diag")
                        .or(() -> deferral)
                        .or(() -> mail.text("bounce_description"))
                        .or(() -> mail.text("reject", "reason")))
                .userAgent(event.text("user_agent"))
                .ip(event.text("ip"))
                .link(event.text("url"))
                .template(mail.text("template"))
                .campaign(mail.texts("tags").stream().findFirst())
                .build());
    }

    private static Optional<Bounce.Type> bounceType(String event, String description) {
        if (description.equals("spam") || description.contains("block") || description.contains("policy")) {
            return Optional.of(Bounce.Type.BLOCK);
        }
        return switch (event) {
            case "hard_bounce" -> Optional.of(Bounce.Type.HARD);
            case "soft_bounce" -> Optional.of(Bounce.Type.SOFT);
            default -> Optional.empty();
        };
    }
}

package io.nificrm.email.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.format.Fields;
import io.nificrm.format.Format;
import io.nificrm.format.JsonShape;
import io.nificrm.format.UnreadableItemException;
import io.nificrm.touchpoint.Bounce;
import io.nificrm.touchpoint.Touchpoint.Kind;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * SparkPost's event webhooks: batches of {@code {"msys": {"message_event": {…}}}}, and the events of its API.
 *
 * @see <a href="https://developers.sparkpost.com/api/webhooks/">Webhooks</a>, <a
 *     href="https://support.sparkpost.com/docs/deliverability/bounce-classification-codes">Bounce classification codes</a>
 */
final class SparkPost {
    static final Format FORMAT = new WebhookFormat(
            "sparkpost", "Events of SparkPost's webhooks and events API", JsonShape.pages("results"), SparkPost::map);

    private SparkPost() {}

    private static void map(Fields posted, WebhookFormat.Out out) throws IOException, UnreadableItemException {
        if (!posted.at("msys").node().isObject()) {
            event(posted, out);
            return;
        }
        Iterator<Map.Entry<String, JsonNode>> categories =
                posted.at("msys").node().properties().iterator();
        if (!categories.hasNext()) {
            out.ignored("empty batch, with which SparkPost tries the address");
            return;
        }
        Map.Entry<String, JsonNode> category = categories.next();
        switch (category.getKey()) {
            case "message_event", "track_event", "gen_event", "unsubscribe_event" ->
                event(new Fields(category.getValue()), out);
            case "relay_event", "relay_message", "ab_test_event", "ingest_event" ->
                out.ignored("event that is not about a mail we sent (" + category.getKey() + ")");
            default -> throw new UnreadableItemException("unknown category '" + category.getKey() + "'");
        }
    }

    private static void event(Fields event, WebhookFormat.Out out) throws IOException, UnreadableItemException {
        String type = event.required("type");
        Optional<Kind> kind = switch (type) {
            case "injection" -> Optional.of(Kind.SENT);
            case "delivery" -> Optional.of(Kind.DELIVERED);
            case "delay" -> Optional.of(Kind.DEFERRED);
            case "bounce", "out_of_band" -> Optional.of(ofBounceClass(event));
            case "policy_rejection", "generation_failure", "generation_rejection" -> Optional.of(Kind.REJECTED);
            case "open", "initial_open", "amp_open", "amp_initial_open" -> Optional.of(Kind.OPENED);
            case "click", "amp_click" -> Optional.of(Kind.CLICKED);
            case "spam_complaint" -> Optional.of(Kind.COMPLAINED);
            case "list_unsubscribe", "link_unsubscribe" -> Optional.of(Kind.UNSUBSCRIBED);
            case "sms_status" -> Optional.empty();
            default -> throw new UnreadableItemException("unknown type '" + type + "'");
        };
        if (kind.isEmpty()) {
            out.ignored("event of a text message (sms_status)");
            return;
        }
        out.event(ProviderEventBuilder.builder()
                .provider("sparkpost")
                .kind(kind.get())
                .time(event.requiredTime("timestamp"))
                .item(event)
                .eventId(event.text("event_id"))
                .recipient(event.text("raw_rcpt_to").or(() -> event.text("rcpt_to")))
                .messageId(event.text("message_id"))
                .subject(event.text("subject"))
                .bounceType(bounceType(event))
                .reason(event.text("raw_reason").or(() -> event.text("reason")).or(() -> event.text("fbtype")))
                .userAgent(event.text("user_agent"))
                .ip(event.text("ip_address"))
                .link(event.text("target_link_url"))
                .template(event.text("template_id"))
                .campaign(event.text("campaign_id"))
                .build());
    }

    /** Some of what SparkPost calls a bounce is an answer of another sort. */
    private static Kind ofBounceClass(Fields event) {
        return switch (event.text("bounce_class").orElse("")) {
            case "60" -> Kind.AUTO_REPLIED;
            case "80" -> Kind.SUBSCRIBED;
            case "90" -> Kind.UNSUBSCRIBED;
            default -> Kind.BOUNCED;
        };
    }

    private static Optional<Bounce.Type> bounceType(Fields event) {
        return switch (event.text("bounce_class").orElse("")) {
            case "10", "30" -> Optional.of(Bounce.Type.HARD);
            case "20", "21", "22", "24", "40", "70", "100" -> Optional.of(Bounce.Type.SOFT);
            case "23", "25", "26", "50", "51", "52", "53", "54" -> Optional.of(Bounce.Type.BLOCK);
            default -> Optional.empty();
        };
    }
}

package io.nificrm.triage.alert;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A message as Slack's incoming webhooks take it, and those who take the same: Mattermost, Rocket.Chat, Discord (with
 * {@code /slack} at the end of its address).
 *
 * <p>Whatever a mention says stays text: {@code & < >} are escaped as Slack asks, so that there is no link, channel or
 * command in it; an invisible space after {@code @} keeps {@code @channel} and {@code @everyone} from calling people where
 * plain words do, and one between brackets keeps Markdown from making links or loading images.
 *
 * @see <a href="https://docs.slack.dev/messaging/formatting-message-text/">Formatting message text</a>
 */
final class SlackText implements WebhookBody {
    /** Slack cuts a text of more than 40,000 characters; people stop reading long before. */
    private static final int LONGEST = 12_000;

    private static final String INVISIBLE = "\u200b";
    private static final JsonMapper MAPPER = new JsonMapper();

    @Override
    public String of(AlertMessage message) {
        ObjectNode body = MAPPER.createObjectNode();
        body.put("text", text(message));
        body.put("unfurl_links", false);
        body.put("unfurl_media", false);
        return body.toString();
    }

    private static String text(AlertMessage message) {
        StringBuilder text = new StringBuilder("*" + escape(message.title()) + "*");
        for (AlertMessage.Section section : message.sections()) {
            if (message.sections().size() > 1) {
                text.append("\n\n*")
                        .append(escape(section.name()))
                        .append("*: ")
                        .append(section.count());
            }
            for (AlertMessage.Item item : section.items()) {
                if (text.length() < LONGEST) {
                    text.append('\n').append(line(item, message.at()));
                }
            }
            if (section.more() > 0) {
                text.append("\n… and ").append(section.more()).append(" more");
            }
        }
        if (!message.deskLink().isEmpty()) {
            text.append("\n\n<").append(escape(message.deskLink())).append("|To the queue>");
        }
        return text.toString();
    }

    private static String line(AlertMessage.Item item, Instant now) {
        String facts = escape(String.join(" · ", AlertMessage.facts(item.alert(), now)));
        String link = item.link().isEmpty() ? "" : " <" + escape(item.link()) + "|Open>";
        return "• " + facts + link + "\n> " + harmless(item.alert().text());
    }

    private static String harmless(String text) {
        return escape(text)
                .replace("@", "@" + INVISIBLE)
                .replace("](", "]" + INVISIBLE + "(")
                .replace("![", "!" + INVISIBLE + "[");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

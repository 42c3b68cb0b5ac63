package io.nificrm.triage.alert;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A message as the two texts of a mail. In the HTML, whatever a mention says is escaped. */
final class MailText {
    private MailText() {}

    static String plain(AlertMessage message) {
        return template("alert.txt", false).execute(values(message));
    }

    static String html(AlertMessage message) {
        return template("alert.html", true).execute(values(message));
    }

    private static Map<String, Object> values(AlertMessage message) {
        return Map.of(
                "title", message.title(),
                "desk", message.deskLink(),
                "sections",
                        message.sections().stream()
                                .map(section -> values(section, message.at()))
                                .toList());
    }

    private static Map<String, Object> values(AlertMessage.Section section, Instant now) {
        return Map.of(
                "name", section.name(),
                "count", section.count(),
                "more", section.more() == 0 ? "" : Long.toString(section.more()),
                "items", section.items().stream().map(item -> values(item, now)).toList());
    }

    private static Map<String, Object> values(AlertMessage.Item item, Instant now) {
        Map<String, Object> values = new HashMap<>();
        List<String> facts = AlertMessage.facts(item.alert(), now);
        values.put("facts", String.join(" · ", facts));
        values.put("text", item.alert().text());
        values.put("link", item.link());
        return values;
    }

    private static Template template(String name, boolean escape) {
        try (InputStream in = MailText.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks " + name);
            }
            return Mustache.compiler()
                    .escapeHTML(escape)
                    .emptyStringIsFalse(true)
                    .compile(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

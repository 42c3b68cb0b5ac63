package io.nificrm.local.triage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nificrm.local.community.http.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the messages of alerts say: a chat's text, a pager's JSON. */
final class Told {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern COUNT = Pattern.compile("(\\d+) mentions? needs? an answer");
    private static final Pattern OPEN = Pattern.compile("<(http[^|>]+/mention\\?[^|>]+)\\|Open>");
    private static final String REMINDER = "overdue: ";

    private Told() {}

    static String id(Request message) {
        return message.header("webhook-id").orElseThrow();
    }

    static String text(Request message) {
        return json(message).path("text").asText();
    }

    /** How many mentions a message of the chat says that it tells of. */
    static long count(Request message) {
        Matcher count = COUNT.matcher(text(message));
        assertThat(count.find()).as("%s", text(message)).isTrue();
        return Long.parseLong(count.group(1));
    }

    /** The link to the first mention that a message of the chat lists. */
    static String link(Request message) {
        Matcher link = OPEN.matcher(text(message));
        assertThat(link.find()).as("%s", text(message)).isTrue();
        return link.group(1).replace("&amp;", "&");
    }

    /** How many mentions the pager was told of, in groups in which one of this server is listed. */
    static long count(List<Request> messages, String server) {
        return groups(messages).stream()
                .filter(group -> mentions(group).stream().anyMatch(id -> id.contains(server)))
                .mapToLong(group -> group.path("count").asLong())
                .sum();
    }

    /** How many mentions the pager was reminded of. */
    static long reminders(List<Request> messages) {
        return groups(messages).stream()
                .filter(Told::isReminder)
                .mapToLong(group -> group.path("count").asLong())
                .sum();
    }

    /** The mentions that the pager's messages list, without reminders. */
    static List<String> listed(List<Request> messages) {
        return groups(messages).stream()
                .filter(group -> !isReminder(group))
                .flatMap(group -> mentions(group).stream())
                .toList();
    }

    /** As Standard Webhooks has receivers do it. */
    static void assertSigned(Request message, byte[] key) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String signed = id(message) + "." + message.header("webhook-timestamp").orElseThrow() + "."
                + message.body().text();
        assertThat(message.header("webhook-signature"))
                .contains("v1,"
                        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
    }

    private static boolean isReminder(JsonNode group) {
        return group.path("group").asText().startsWith(REMINDER);
    }

    private static List<JsonNode> groups(List<Request> messages) {
        List<JsonNode> groups = new ArrayList<>();
        messages.forEach(message -> json(message).path("groups").forEach(groups::add));
        return groups;
    }

    private static List<String> mentions(JsonNode group) {
        return group.path("mentions")
                .valueStream()
                .map(mention -> mention.path("id").asText())
                .toList();
    }

    private static JsonNode json(Request message) {
        try {
            return JSON.readTree(message.body().text());
        } catch (IOException noJson) {
            throw new AssertionError("Not JSON: " + message.body().text(), noJson);
        }
    }
}

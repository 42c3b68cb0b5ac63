package io.nificrm.local.community.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.local.community.story.Cast;
import io.nificrm.local.community.story.Person;
import io.nificrm.local.community.story.Snapshot;
import io.nificrm.local.community.story.Utterance;
import io.nificrm.local.community.story.Utterance.Picture;
import io.nificrm.local.community.story.Utterance.Poll;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Utterances and people as Mastodon's Status and Account entities, every member a server sends.
 *
 * @see <a href="https://docs.joinmastodon.org/entities/Status/">Status</a>
 * @see <a href="https://docs.joinmastodon.org/entities/Account/">Account</a>
 */
final class MastodonJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern SHORTCODE = Pattern.compile(":(\\w{2,}):");

    private final StatusHtml html;

    MastodonJson(StatusHtml html) {
        this.html = html;
    }

    static String time(Instant instant) {
        return MILLISECONDS.format(instant);
    }

    ObjectNode status(Utterance utterance, Snapshot now) {
        boolean repost = utterance.relation().repostOf().isPresent();
        String text = utterance.words().text();
        ObjectNode status = JSON.objectNode();
        status.put("id", Long.toString(MastodonIds.status(utterance)));
        status.put("created_at", time(utterance.at()));
        Utterance parent = utterance.relation().inReplyTo().orElse(null);
        status.put("in_reply_to_id", parent == null ? null : Long.toString(MastodonIds.status(parent)));
        status.put(
                "in_reply_to_account_id", parent == null ? null : Long.toString(MastodonIds.account(parent.author())));
        status.put("sensitive", !repost && utterance.words().contentWarning().isPresent());
        status.put(
                "spoiler_text", repost ? "" : utterance.words().contentWarning().orElse(""));
        status.put("visibility", "public");
        status.put("language", repost ? null : utterance.words().language());
        status.put("uri", MastodonIds.uri(utterance));
        status.put("url", MastodonIds.url(utterance));
        status.put("replies_count", now.replies(utterance));
        status.put("reblogs_count", now.reposts(utterance));
        status.put("favourites_count", now.likes(utterance));
        status.put("quotes_count", 0);
        status.putNull("edited_at");
        status.put("content", html.of(text));
        status.set(
                "reblog",
                utterance
                        .relation()
                        .repostOf()
                        .<JsonNode>map(original -> status(original, now))
                        .orElse(JSON.nullNode()));
        if (utterance.author().server().equals(Cast.HOME) && !repost) {
            status.set("application", JSON.objectNode().put("name", "Web").putNull("website"));
        }
        status.set("account", account(utterance.author(), now));
        status.set("media_attachments", repost ? JSON.arrayNode() : media(utterance));
        status.set("mentions", mentions(text));
        status.set("tags", repost ? JSON.arrayNode() : tags(text));
        status.set("emojis", emojis(text));
        status.set("tagged_collections", JSON.arrayNode());
        status.putNull("quote");
        status.putNull("card");
        status.set(
                "poll",
                repost
                        ? JSON.nullNode()
                        : utterance
                                .words()
                                .poll()
                                .<JsonNode>map(poll -> poll(utterance, poll, now))
                                .orElse(JSON.nullNode()));
        ObjectNode approval = JSON.objectNode();
        approval.putArray("automatic").add("public");
        approval.putArray("manual");
        status.set("quote_approval", approval.put("current_user", "denied"));
        return status;
    }

    ObjectNode account(Person person, Snapshot now) {
        String avatar = "https://" + Cast.HOME + "/avatars/original/missing.png";
        String header = "https://" + Cast.HOME + "/headers/original/missing.png";
        ObjectNode account = JSON.objectNode();
        account.put("id", Long.toString(MastodonIds.account(person)));
        account.put("username", person.handle());
        account.put("acct", person.account());
        account.put("display_name", person.name());
        account.put("locked", false);
        account.put("bot", person.is(Person.Trait.BOT));
        account.put("discoverable", true);
        account.put("indexable", true);
        account.put("group", false);
        account.put("created_at", person.joined() + "T00:00:00.000Z");
        account.put("note", person.bio().isEmpty() ? "" : html.of(person.bio()));
        account.put("url", MastodonIds.profile(person));
        account.put("uri", MastodonIds.actor(person));
        account.put("avatar", avatar).put("avatar_static", avatar).put("avatar_description", "");
        account.put("header", header).put("header_static", header).put("header_description", "");
        account.put("followers_count", person.followers());
        account.put("following_count", person.following());
        account.put("statuses_count", now.utterancesOf(person) + 3 * person.number());
        account.put(
                "last_status_at",
                now.lastSeen(person).atZone(ZoneOffset.UTC).toLocalDate().toString());
        account.putNull("hide_collections");
        account.put("noindex", false);
        account.putArray("emojis");
        account.putArray("roles");
        ArrayNode fields = account.putArray("fields");
        if (person.belongsTo() == Person.Role.OURS) {
            fields.addObject()
                    .put("name", "Web")
                    .put("value", html.of("https://acmecoffee.example"))
                    .put("verified_at", "2024-03-01T09:00:00.000Z");
        }
        return account;
    }

    private ArrayNode mentions(String text) {
        ArrayNode mentions = JSON.arrayNode();
        for (Person person : html.mentions(text)) {
            mentions.addObject()
                    .put("id", Long.toString(MastodonIds.account(person)))
                    .put("username", person.handle())
                    .put("url", MastodonIds.profile(person))
                    .put("acct", person.account());
        }
        return mentions;
    }

    private static ArrayNode tags(String text) {
        ArrayNode tags = JSON.arrayNode();
        StatusHtml.hashtags(text).stream()
                .map(tag -> tag.toLowerCase(Locale.ROOT))
                .distinct()
                .forEach(tag -> tags.addObject().put("name", tag).put("url", "https://" + Cast.HOME + "/tags/" + tag));
        return tags;
    }

    private static ArrayNode emojis(String text) {
        ArrayNode emojis = JSON.arrayNode();
        Matcher shortcode = SHORTCODE.matcher(text);
        while (shortcode.find()) {
            String picture = "https://" + Cast.HOME + "/custom_emojis/" + shortcode.group(1) + ".png";
            emojis.addObject()
                    .put("shortcode", shortcode.group(1))
                    .put("url", picture)
                    .put("static_url", picture)
                    .put("visible_in_picker", true);
        }
        return emojis;
    }

    private static ArrayNode media(Utterance utterance) {
        ArrayNode media = JSON.arrayNode();
        for (Picture picture : utterance.words().pictures()) {
            String file = "https://files." + utterance.author().server() + "/media_attachments/files/" + picture.name();
            ObjectNode attachment = media.addObject();
            attachment.put("id", Long.toString(MastodonIds.status(utterance) + 1));
            attachment.put("type", "image");
            attachment.put("url", file + "/original.jpg");
            attachment.put("preview_url", file + "/small.jpg");
            attachment.putNull("remote_url").putNull("preview_remote_url").putNull("text_url");
            ObjectNode size = JSON.objectNode()
                    .put("width", 1600)
                    .put("height", 1200)
                    .put("size", "1600x1200")
                    .put("aspect", 1.3333333333333333);
            attachment.set("meta", JSON.objectNode().set("original", size));
            attachment.put("description", picture.altText().isEmpty() ? null : picture.altText());
            attachment.putNull("blurhash");
        }
        return media;
    }

    private static ObjectNode poll(Utterance utterance, Poll poll, Snapshot now) {
        boolean expired = now.at().isAfter(poll.expiresAt());
        int total = poll.choices().stream().mapToInt(Poll.Choice::votes).sum();
        ObjectNode json = JSON.objectNode();
        json.put("id", Long.toString(utterance.number()));
        json.put("expires_at", time(poll.expiresAt()));
        json.put("expired", expired);
        json.put("multiple", false);
        json.put("votes_count", total);
        json.put("voters_count", total);
        ArrayNode options = json.putArray("options");
        poll.choices()
                .forEach(choice ->
                        options.addObject().put("title", choice.title()).put("votes_count", choice.votes()));
        json.putArray("emojis");
        return json;
    }
}

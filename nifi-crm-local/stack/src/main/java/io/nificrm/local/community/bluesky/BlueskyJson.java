package io.nificrm.local.community.bluesky;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.local.community.story.Cast;
import io.nificrm.local.community.story.Person;
import io.nificrm.local.community.story.Snapshot;
import io.nificrm.local.community.story.Utterance;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Post views with their records; facets count bytes of UTF-8.
 *
 * @see <a href="https://docs.bsky.app/docs/advanced-guides/post-richtext">Rich text facets</a>
 */
final class BlueskyJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern TOKEN = Pattern.compile(
            "(?<link>https?://\\S+)|(?<![\\w@/])@(?<handle>\\w+)|(?<![\\w&#/])#(?<tag>(?=\\w*\\p{L})\\w+)",
            Pattern.UNICODE_CHARACTER_CLASS);

    private final Map<String, Person> people = new TreeMap<>();

    BlueskyJson(Cast cast) {
        cast.everybody().forEach(person -> people.put(person.handle().toLowerCase(Locale.ROOT), person));
    }

    static String time(Instant instant) {
        return MILLISECONDS.format(instant);
    }

    ObjectNode post(Utterance utterance, Snapshot now) {
        ObjectNode post = JSON.objectNode();
        post.put("uri", BlueskyIds.uri(utterance));
        post.put("cid", BlueskyIds.cid(utterance));
        post.set("author", author(utterance.author()));
        post.set("record", record(utterance));
        if (!utterance.words().pictures().isEmpty()) {
            post.set("embed", picturesView(utterance));
        }
        post.put("replyCount", now.replies(utterance));
        post.put("repostCount", now.reposts(utterance));
        post.put("likeCount", now.likes(utterance));
        post.put("quoteCount", 0);
        post.put("bookmarkCount", 0);
        post.put("indexedAt", time(utterance.at()));
        post.putArray("labels");
        return post;
    }

    /** An entry of an author's feed: a post, the thread above it, and who reposted it. */
    ObjectNode feedEntry(Utterance utterance, Snapshot now) {
        Optional<Utterance> original = utterance.relation().repostOf();
        Utterance shown = original.orElse(utterance);
        ObjectNode entry = JSON.objectNode();
        entry.set("post", post(shown, now));
        shown.relation().inReplyTo().ifPresent(parent -> {
            ObjectNode reply = entry.putObject("reply");
            reply.set("root", view(shown.root(), now));
            reply.set("parent", view(parent, now));
        });
        if (original.isPresent()) {
            ObjectNode reason = entry.putObject("reason");
            reason.put("$type", "app.bsky.feed.defs#reasonRepost");
            reason.set("by", author(utterance.author()));
            reason.put("uri", BlueskyIds.uri(utterance));
            reason.put("cid", BlueskyIds.cid(utterance));
            reason.put("indexedAt", time(utterance.at()));
        }
        return entry;
    }

    private ObjectNode view(Utterance utterance, Snapshot now) {
        return post(utterance, now).put("$type", "app.bsky.feed.defs#postView");
    }

    static ObjectNode author(Person person) {
        ObjectNode author = JSON.objectNode();
        author.put("did", BlueskyIds.did(person));
        author.put("handle", BlueskyIds.handle(person));
        author.put("displayName", person.name());
        author.put("avatar", "https://cdn.bsky.example/img/avatar/plain/" + BlueskyIds.did(person) + "/picture@jpeg");
        author.putArray("labels");
        return author.put("createdAt", person.joined() + "T08:00:00.000Z");
    }

    private ObjectNode record(Utterance utterance) {
        ObjectNode record = JSON.objectNode();
        record.put("$type", "app.bsky.feed.post");
        record.put("createdAt", time(utterance.at()));
        if (!utterance.words().pictures().isEmpty()) {
            record.set("embed", pictures(utterance));
        }
        record.putArray("langs").add(utterance.words().language());
        utterance.relation().inReplyTo().ifPresent(parent -> {
            ObjectNode reply = record.putObject("reply");
            reply.set("parent", reference(parent));
            reply.set("root", reference(utterance.root()));
        });
        Written written = written(utterance.words().text());
        if (!written.facets().isEmpty()) {
            record.set("facets", written.facets());
        }
        return record.put("text", written.text());
    }

    private static ObjectNode reference(Utterance utterance) {
        return JSON.objectNode().put("cid", BlueskyIds.cid(utterance)).put("uri", BlueskyIds.uri(utterance));
    }

    private record Written(String text, ArrayNode facets) {}

    /** Handles get their domain, and everything that leads somewhere gets a facet. */
    private Written written(String text) {
        StringBuilder out = new StringBuilder();
        ArrayNode facets = JSON.arrayNode();
        Matcher token = TOKEN.matcher(text);
        int end = 0;
        while (token.find()) {
            out.append(text, end, token.start());
            end = token.end();
            int from = bytes(out);
            ObjectNode feature = JSON.objectNode();
            if (token.group("link") != null) {
                feature.put("$type", "app.bsky.richtext.facet#link").put("uri", token.group());
                out.append(token.group());
            } else if (token.group("tag") != null) {
                feature.put("$type", "app.bsky.richtext.facet#tag").put("tag", token.group("tag"));
                out.append(token.group());
            } else {
                Person person = people.get(token.group("handle").toLowerCase(Locale.ROOT));
                if (person == null) {
                    out.append(token.group());
                    continue;
                }
                feature.put("$type", "app.bsky.richtext.facet#mention").put("did", BlueskyIds.did(person));
                out.append('@').append(BlueskyIds.handle(person));
            }
            ObjectNode facet = facets.addObject();
            facet.putArray("features").add(feature);
            facet.set("index", JSON.objectNode().put("byteStart", from).put("byteEnd", bytes(out)));
        }
        return new Written(out.append(text.substring(end)).toString(), facets);
    }

    private static int bytes(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static ObjectNode pictures(Utterance utterance) {
        ObjectNode embed = JSON.objectNode().put("$type", "app.bsky.embed.images");
        ArrayNode images = embed.putArray("images");
        utterance.words().pictures().forEach(picture -> {
            ObjectNode image = images.addObject().put("alt", picture.altText());
            ObjectNode blob = image.putObject("image");
            blob.put("$type", "blob");
            blob.set("ref", JSON.objectNode().put("$link", BlueskyIds.cid(utterance)));
            blob.put("mimeType", "image/jpeg").put("size", 412_000);
        });
        return embed;
    }

    private static ObjectNode picturesView(Utterance utterance) {
        ObjectNode embed = JSON.objectNode().put("$type", "app.bsky.embed.images#view");
        ArrayNode images = embed.putArray("images");
        utterance.words().pictures().forEach(picture -> {
            String address = "https://cdn.bsky.example/img/" + picture.name();
            images.addObject()
                    .put("thumb", address + "/thumbnail@jpeg")
                    .put("fullsize", address + "/fullsize@jpeg")
                    .put("alt", picture.altText());
        });
        return embed;
    }
}

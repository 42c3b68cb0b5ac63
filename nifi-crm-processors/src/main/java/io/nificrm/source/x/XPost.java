package io.nificrm.source.x;

import io.nificrm.format.Fields;
import io.nificrm.format.Links;
import io.nificrm.format.Mentions;
import io.nificrm.format.Reading;
import io.nificrm.format.UnreadableItemException;
import io.nificrm.html.HtmlText;
import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.AuthorBuilder;
import io.nificrm.touchpoint.EngagementBuilder;
import io.nificrm.touchpoint.Media;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Touchpoint.Kind;
import io.nificrm.touchpoint.TouchpointId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One post of X, with what the expansions know of it. */
final class XPost {
    static final String PLATFORM = "x";

    /** The first millisecond of the ids that X gives since November 2010. */
    private static final long FIRST_MILLISECOND = 1_288_834_974_657L;

    private XPost() {}

    static Touchpoint of(Fields post, XIncludes includes, Reading reading) throws UnreadableItemException {
        String id = post.required("id");
        Optional<String> repeated = reference(post, "retweeted");
        Optional<String> quoted = reference(post, "quoted");
        Optional<String> answered = reference(post, "replied_to");
        // the text of a repost is cut; the repeated post has it whole
        Fields said = includes.post(repeated).orElse(post);
        Optional<Fields> user = includes.user(post.text("author_id"));
        Optional<String> name = user.flatMap(known -> known.text("username"));
        Fields entities = said.has("note_tweet", "entities") ? said.at("note_tweet", "entities") : said.at("entities");
        Links links = new Links();
        entities.items("urls").stream()
                .filter(url -> !url.has("media_key"))
                .forEach(url -> links.add(url.text("unwound_url")
                        .or(() -> url.text("expanded_url"))
                        .or(() -> url.text("url"))));
        Optional<String> text = text(said, includes);
        if (!entities.has("urls")) {
            links.addFromText(text);
        }
        return Mentions.begin(PLATFORM, id, kind(repeated, answered), time(post, id), reading)
                .channel(Touchpoint.Channel.SOCIAL)
                .url("https://x.com/" + name.orElse("i") + "/status/" + id)
                .text(text)
                .lang(post.text("lang")
                        .filter(lang -> !lang.equals("und") && !lang.startsWith("q") && !lang.equals("zxx")))
                .hashtags(Mentions.hashtags(entities.items("hashtags").stream()
                        .flatMap(tag -> tag.text("tag").stream())
                        .toList()))
                .mentions(entities.items("mentions").stream()
                        .flatMap(mention -> Mentions.handle(mention.text("username")).stream())
                        .distinct()
                        .toList())
                .links(links.list())
                .campaign(links.campaign())
                .media(media(said, includes))
                .threadId(post.text("conversation_id").map(XPost::id))
                .inReplyTo(answered.map(XPost::id))
                .repostOf(repeated.or(() -> quoted).map(XPost::id))
                .author(author(post, user))
                .engagement(Mentions.known(EngagementBuilder.builder()
                        .likes(post.countOfMany("public_metrics", "like_count"))
                        .reposts(post.countOfMany("public_metrics", "retweet_count"))
                        .replies(post.countOfMany("public_metrics", "reply_count"))
                        .quotes(post.countOfMany("public_metrics", "quote_count"))
                        .views(post.countOfMany("public_metrics", "impression_count"))
                        .build()))
                .reach(reach(post, user))
                .availability(availability(post, user))
                .raw(Mentions.raw(post, reading))
                .build();
    }

    private static Kind kind(Optional<String> repeated, Optional<String> answered) {
        if (repeated.isPresent()) {
            return Kind.REPOST;
        }
        return answered.isPresent() ? Kind.REPLY : Kind.POST;
    }

    private static Optional<String> reference(Fields post, String type) {
        return post.items("referenced_tweets").stream()
                .filter(reference -> reference.text("type").filter(type::equals).isPresent())
                .flatMap(reference -> reference.text("id").stream())
                .findFirst();
    }

    /** Without the field created_at the id tells the time: it begins with the milliseconds. */
    private static Instant time(Fields post, String id) throws UnreadableItemException {
        if (post.has("created_at")) {
            return post.requiredTime("created_at");
        }
        OptionalLong number = post.count("id");
        if (number.isEmpty() || number.getAsLong() >> 22 == 0) {
            throw new UnreadableItemException("field 'created_at' is missing, and the id '" + id + "' tells no time");
        }
        return Instant.ofEpochMilli((number.getAsLong() >> 22) + FIRST_MILLISECOND);
    }

    private static Optional<String> text(Fields post, XIncludes includes) {
        StringBuilder text = new StringBuilder(post.text("note_tweet", "text")
                .or(() -> post.text("text"))
                .map(HtmlText::unescaped)
                .orElse(""));
        for (String poll : post.texts("attachments", "poll_ids")) {
            Optional.ofNullable(includes.polls().get(poll))
                    .ifPresent(found -> found.items("options")
                            .forEach(choice -> choice.text("label")
                                    .ifPresent(label -> text.append("\n- ").append(label))));
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }

    private static List<Media> media(Fields post, XIncludes includes) {
        return post.texts("attachments", "media_keys").stream()
                .flatMap(key -> Optional.ofNullable(includes.media().get(key)).stream())
                .map(media -> new Media(
                        media.text("type").map(XPost::mediaType),
                        media.text("url").or(() -> media.text("preview_image_url")),
                        media.text("alt_text")))
                .toList();
    }

    private static String mediaType(String written) {
        return switch (written) {
            case "photo" -> "image";
            case "animated_gif" -> "gif";
            default -> written;
        };
    }

    private static Optional<Author> author(Fields post, Optional<Fields> user) {
        if (user.isEmpty()) {
            return post.text("author_id")
                    .map(id -> AuthorBuilder.builder()
                            .id(id)
                            .url("https://x.com/i/user/" + id)
                            .build());
        }
        Fields known = user.get();
        return Optional.of(AuthorBuilder.builder()
                .id(known.text("id"))
                .handle(Mentions.handle(known.text("username")))
                .name(known.text("name"))
                .url(known.text("username").map(name -> "https://x.com/" + name))
                .bio(known.text("description"))
                .followers(known.countOfMany("public_metrics", "followers_count"))
                .accountCreatedAt(known.time("created_at"))
                .verified(known.flag("verified"))
                .build());
    }

    private static OptionalLong reach(Fields post, Optional<Fields> user) {
        OptionalLong seen = post.countOfMany("public_metrics", "impression_count");
        return seen.isPresent() && seen.getAsLong() > 0
                ? seen
                : user.map(known -> known.countOfMany("public_metrics", "followers_count"))
                        .orElse(OptionalLong.empty());
    }

    private static Optional<String> availability(Fields post, Optional<Fields> user) {
        if (post.has("withheld")) {
            return Optional.of("withheld");
        }
        return user.filter(known -> known.is("protected")).map(known -> "private");
    }

    private static String id(String number) {
        return TouchpointId.of(PLATFORM, number);
    }
}

package io.nificrm.source.reddit;

import io.nificrm.format.Fields;
import io.nificrm.format.Links;
import io.nificrm.format.Mentions;
import io.nificrm.format.Reading;
import io.nificrm.format.UnreadableItemException;
import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.AuthorBuilder;
import io.nificrm.touchpoint.EngagementBuilder;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Touchpoint.Kind;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.TouchpointId;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Posts, comments and messages. Their ids are Reddit's full names: {@code t3_} and {@code t1_} before the id. */
final class RedditThing {
    static final String PLATFORM = "reddit";
    private static final String SITE = "https://www.reddit.com";
    private static final String DELETED = "[deleted]";

    private RedditThing() {}

    static Touchpoint post(Fields post, Reading reading) throws UnreadableItemException {
        boolean crosspost = post.has("crosspost_parent");
        RedditText text = RedditText.of(post, "selftext", "selftext_html");
        Links links = new Links();
        if (!post.is("is_self")) {
            links.add(post.text("url_overridden_by_dest").or(() -> post.text("url")));
        }
        links.addAll(text.links());
        return begin(post, "t3_", crosspost ? Kind.REPOST : Kind.POST, reading)
                .url(post.text("permalink").map(path -> SITE + path).or(() -> post.text("url")))
                .title(post.text("title").map(RedditText::decoded))
                .text(text.text())
                .links(links.list())
                .campaign(links.campaign())
                .mentions(text.users())
                .media(RedditMedia.of(post))
                .threadId(TouchpointId.of(PLATFORM, fullName(post, "t3_")))
                .repostOf(post.text("crosspost_parent").map(RedditThing::id))
                .engagement(Mentions.known(EngagementBuilder.builder()
                        .score(score(post))
                        .replies(post.countOfMany("num_comments"))
                        .reposts(post.countOfMany("num_crossposts"))
                        .views(post.countOfMany("view_count"))
                        .build()))
                .reach(post.countOfMany("subreddit_subscribers"))
                .community(community(post))
                .availability(availability(post, text))
                .raw(Mentions.raw(post, reading))
                .build();
    }

    static Touchpoint comment(Fields comment, Reading reading) throws UnreadableItemException {
        Optional<String> parent = comment.text("parent_id");
        boolean toComment = parent.filter(id -> id.startsWith("t1_")).isPresent();
        RedditText text = RedditText.of(comment, "body", "body_html");
        Links links = new Links().addAll(text.links());
        return begin(comment, "t1_", toComment ? Kind.REPLY : Kind.COMMENT, reading)
                .url(commentUrl(comment))
                .text(text.text())
                .links(links.list())
                .campaign(links.campaign())
                .mentions(text.users())
                .media(RedditMedia.of(comment))
                .threadId(comment.text("link_id").map(RedditThing::id))
                .inReplyTo(parent.map(RedditThing::id))
                .engagement(Mentions.known(EngagementBuilder.builder()
                        .score(score(comment))
                        .replies(comment.countOfMany("num_replies"))
                        .build()))
                .community(community(comment))
                .availability(availability(comment, text))
                .raw(Mentions.raw(comment, reading))
                .build();
    }

    static Touchpoint message(Fields message, Reading reading) throws UnreadableItemException {
        RedditText text = RedditText.of(message, "body", "body_html");
        Links links = new Links().addAll(text.links());
        return begin(message, "t4_", Kind.MESSAGE, reading)
                .title(message.text("subject").map(RedditText::decoded))
                .text(text.text())
                .links(links.list())
                .campaign(links.campaign())
                .mentions(Mentions.handle(message.text("dest")).stream().toList())
                .threadId(message.text("first_message_name").map(RedditThing::id))
                .inReplyTo(message.text("parent_id").map(RedditThing::id))
                .availability("private")
                .raw(Mentions.raw(message, reading))
                .build();
    }

    private static TouchpointBuilder begin(Fields thing, String prefix, Kind kind, Reading reading)
            throws UnreadableItemException {
        var created = thing.time("created_utc");
        return Mentions.begin(
                        PLATFORM,
                        fullName(thing, prefix),
                        kind,
                        created.isPresent() ? created.get() : thing.requiredTime("created_utc"),
                        reading)
                .channel(Touchpoint.Channel.FORUM)
                .author(author(thing));
    }

    private static String fullName(Fields thing, String prefix) throws UnreadableItemException {
        Optional<String> name = thing.text("name");
        return name.isPresent() ? name.get() : prefix + thing.required("id");
    }

    private static String id(String fullName) {
        return TouchpointId.of(PLATFORM, fullName);
    }

    private static Optional<Author> author(Fields thing) {
        return thing.text("author")
                .filter(name -> !name.equals(DELETED))
                .map(name -> AuthorBuilder.builder()
                        .id(thing.text("author_fullname"))
                        .handle(name.toLowerCase(Locale.ROOT))
                        .name(name)
                        .url(SITE + "/user/" + name)
                        .build());
    }

    /** Up-votes less down-votes; where Reddit hides it from everybody it says 1, which means nothing. */
    private static OptionalLong score(Fields thing) {
        return thing.is("score_hidden") || thing.is("hide_score") ? OptionalLong.empty() : thing.count("score");
    }

    private static Optional<String> commentUrl(Fields comment) {
        Optional<String> permalink = comment.text("permalink").map(path -> SITE + path);
        if (permalink.isPresent()) {
            return permalink;
        }
        Optional<String> id = comment.text("id");
        Optional<String> thread = comment.text("link_id").filter(link -> link.startsWith("t3_"));
        return id.isEmpty() || thread.isEmpty()
                ? Optional.empty()
                : Optional.of(SITE + "/comments/" + thread.get().substring(3) + "/_/" + id.get() + "/");
    }

    private static Optional<String> community(Fields thing) {
        return thing.text("subreddit").map(name -> "r/" + name);
    }

    /** Deleted by its author, removed by somebody else, or in a private or quarantined community. */
    private static Optional<String> availability(Fields thing, RedditText text) {
        Optional<String> by = thing.text("removed_by_category");
        if (by.isPresent()) {
            return Optional.of(by.get().equals("deleted") ? "deleted" : "removed");
        }
        if (text.tombstone().isPresent()) {
            return text.tombstone();
        }
        if (thing.text("subreddit_type").filter("private"::equals).isPresent()) {
            return Optional.of("private");
        }
        return thing.is("quarantine") ? Optional.of("quarantined") : Optional.empty();
    }
}

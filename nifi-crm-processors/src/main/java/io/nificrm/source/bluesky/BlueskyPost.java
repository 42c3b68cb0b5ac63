package io.nificrm.source.bluesky;

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
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A post: its record, and where the API gave it, the view of it with author and counts.
 *
 * @param uri the AT URI, which is its id everywhere
 * @param view what the API tells beside the record
 * @param seen when the network saw it
 */
record BlueskyPost(String uri, Fields record, Optional<Fields> view, Optional<Instant> seen) {
    static final String PLATFORM = "bluesky";
    static final String COLLECTION = "app.bsky.feed.post";
    private static final String PROFILES = "https://bsky.app/profile/";

    static BlueskyPost of(String uri, Fields record, Optional<Fields> view) {
        return new BlueskyPost(uri, record, view, view.flatMap(seen -> seen.time("indexedAt")));
    }

    BlueskyPost seenAt(Optional<Instant> time) {
        return new BlueskyPost(uri, record, view, time);
    }

    Touchpoint toTouchpoint(Fields raw, Reading reading) throws UnreadableItemException {
        boolean reply = record.has("reply", "parent", "uri");
        Optional<Author> author = author(view.map(seen -> seen.at("author")), uri);
        TouchpointBuilder mention = Mentions.begin(PLATFORM, uri, reply ? Kind.REPLY : Kind.POST, time(), reading);
        content(mention, record, view, uri);
        return mention.channel(Touchpoint.Channel.SOCIAL)
                .url(url(uri, author.flatMap(Author::handle)))
                .inReplyTo(record.text("reply", "parent", "uri").map(BlueskyPost::id))
                .threadId(record.text("reply", "root", "uri").map(BlueskyPost::id))
                .author(author)
                .engagement(view.flatMap(seen -> Mentions.known(EngagementBuilder.builder()
                        .likes(seen.countOfMany("likeCount"))
                        .reposts(seen.countOfMany("repostCount"))
                        .replies(seen.countOfMany("replyCount"))
                        .quotes(seen.countOfMany("quoteCount"))
                        .build())))
                .reach(author.map(Author::followers).orElse(OptionalLong.empty()))
                .raw(Mentions.raw(raw, reading))
                .build();
    }

    /** A repost in a feed: who reposted, and what. */
    static Touchpoint repost(Fields item, Reading reading) throws UnreadableItemException {
        Fields post = item.at("post");
        Fields reason = item.at("reason");
        String reposted = post.required("uri");
        String by = reason.required("by", "did");
        Optional<Author> author = author(Optional.of(reason.at("by")), "at://" + by + '/');
        TouchpointBuilder mention = Mentions.begin(
                PLATFORM,
                reason.text("uri").orElse(reposted + "#repost-by-" + by),
                Kind.REPOST,
                reason.requiredTime("indexedAt"),
                reading);
        content(mention, post.at("record"), Optional.of(post), reposted);
        return mention.channel(Touchpoint.Channel.SOCIAL)
                .url(url(reposted, post.text("author", "handle")))
                .repostOf(id(reposted))
                .author(author)
                .reach(author.map(Author::followers).orElse(OptionalLong.empty()))
                .raw(Mentions.raw(item, reading))
                .build();
    }

    /** A repost in the firehose, which says only what was reposted. */
    static Touchpoint repostRecord(String uri, Fields record, Fields event, Reading reading)
            throws UnreadableItemException {
        String reposted = record.required("subject", "uri");
        BlueskyPost repost = new BlueskyPost(uri, record, Optional.empty(), event.time("time_us"));
        return Mentions.begin(PLATFORM, uri, Kind.REPOST, repost.time(), reading)
                .channel(Touchpoint.Channel.SOCIAL)
                .url(url(reposted, Optional.empty()))
                .repostOf(id(reposted))
                .author(author(Optional.empty(), uri))
                .raw(Mentions.raw(event, reading))
                .build();
    }

    /** The author's clock is the author's claim: a post cannot be newer than when the network saw it. */
    private Instant time() throws UnreadableItemException {
        Optional<Instant> created = record.time("createdAt");
        if (created.isPresent() && seen.filter(created.get()::isAfter).isEmpty()) {
            return created.get();
        }
        return seen.isPresent() ? seen.get() : record.requiredTime("createdAt");
    }

    private static void content(TouchpointBuilder mention, Fields record, Optional<Fields> view, String uri) {
        BlueskyFacets facets = BlueskyFacets.of(record);
        BlueskyEmbed embed = BlueskyEmbed.of(record.at("embed"), view.map(seen -> seen.at("embed")), uri);
        Links links = new Links().addAll(facets.links()).add(embed.link());
        mention.text(record.text("text"))
                .lang(record.texts("langs").stream().findFirst())
                .hashtags(Mentions.hashtags(facets.tags()))
                .mentions(facets.mentions())
                .links(links.list())
                .campaign(links.campaign())
                .media(embed.media())
                .repostOf(embed.quoted().map(BlueskyPost::id));
    }

    private static Optional<Author> author(Optional<Fields> profile, String uri) {
        String did = did(uri);
        AuthorBuilder author = AuthorBuilder.builder().id(did).url(PROFILES + did);
        profile.ifPresent(known -> author.handle(Mentions.handle(known.text("handle")))
                .name(known.text("displayName"))
                .bio(known.text("description"))
                .followers(known.countOfMany("followersCount"))
                .accountCreatedAt(known.time("createdAt"))
                .verified(known.text("verification", "verifiedStatus").map("valid"::equals))
                .bot(
                        known.items("labels").stream()
                                        .anyMatch(label -> label.text("val")
                                                .filter("bot"::equals)
                                                .isPresent())
                                ? Optional.of(true)
                                : Optional.empty()));
        return Optional.of(author.build());
    }

    private static String id(String uri) {
        return TouchpointId.of(PLATFORM, uri);
    }

    /** {@code at://did/collection/rkey}. */
    static String did(String uri) {
        int end = uri.indexOf('/', 5);
        return uri.substring(Math.min(5, uri.length()), end < 5 ? uri.length() : end);
    }

    private static Optional<String> url(String uri, Optional<String> handle) {
        if (!uri.startsWith("at://")) {
            return Optional.empty();
        }
        String rkey = uri.substring(uri.lastIndexOf('/') + 1);
        String profile = handle.filter(name -> !name.equals("handle.invalid")).orElse(did(uri));
        return Optional.of(PROFILES + profile + "/post/" + rkey);
    }
}

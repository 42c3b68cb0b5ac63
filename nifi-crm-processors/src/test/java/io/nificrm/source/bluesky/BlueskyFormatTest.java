package io.nificrm.source.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.normalize.Collected;
import io.nificrm.touchpoint.Link;
import io.nificrm.touchpoint.Touchpoint;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BlueskyFormatTest {
    private static final String RECORD = """
            {"$type":"app.bsky.feed.post","createdAt":"2026-11-20T08:15:30.250Z","langs":["de"],"text":"Grüße @acme.example: der Deckel leckt acme.example/x #Kaffee",
             "facets":[{"index":{"byteStart":8,"byteEnd":21},"features":[{"$type":"app.bsky.richtext.facet#mention","did":"did:plc:acme"}]},
                       {"index":{"byteStart":0,"byteEnd":1},"features":[{"$type":"app.bsky.richtext.facet#link","uri":"https://acme.example/x?utm_source=b"}]},
                       {"index":{"byteStart":0,"byteEnd":1},"features":[{"$type":"app.bsky.richtext.facet#tag","tag":"Kaffee"}]}],
             "reply":{"root":{"uri":"at://did:plc:r/app.bsky.feed.post/1"},"parent":{"uri":"at://did:plc:p/app.bsky.feed.post/2"}},
             "embed":{"$type":"app.bsky.embed.recordWithMedia","media":{"$type":"app.bsky.embed.images","images":[{"alt":"ein Deckel","image":{"ref":{"$link":"bafy1"}}}]},
                      "record":{"record":{"uri":"at://did:plc:q/app.bsky.feed.post/9"}}}}""";

    private static final String VIEW = """
            {"uri":"at://did:plc:jo/app.bsky.feed.post/3k","cid":"c","author":{"did":"did:plc:jo","handle":"Jo.example","displayName":"Jo","createdAt":"2023-04-26T19:05:34.249Z","verification":{"verifiedStatus":"valid"},"labels":[]},
             "record":%s,"embed":{"media":{"images":[{"fullsize":"https://cdn.example/1@jpeg"}]}},"replyCount":1,"repostCount":2,"likeCount":3,"quoteCount":4,"indexedAt":"2026-11-20T08:15:31Z"}""".formatted(RECORD);

    private final BlueskyFormat format = new BlueskyFormat();
    private final JetstreamFormat jetstream = new JetstreamFormat();

    @Test
    void everyFieldOfAPostIsMapped() {
        Touchpoint post = Collected.of(format, "{\"posts\":[" + VIEW + "],\"cursor\":\"1\"}")
                .only();

        assertThat(post.id()).isEqualTo("bluesky:at://did:plc:jo/app.bsky.feed.post/3k");
        assertThat(post.kind()).isEqualTo(Touchpoint.Kind.REPLY);
        assertThat(post.timestamp()).isEqualTo(Instant.parse("2026-11-20T08:15:30.250Z"));
        assertThat(post.url()).contains("https://bsky.app/profile/jo.example/post/3k");
        assertThat(post.lang()).contains("de");
        assertThat(post.hashtags()).containsExactly("kaffee");
        assertThat(post.mentions()).containsExactly("acme.example");
        assertThat(post.links()).extracting(Link::url).containsExactly("https://acme.example/x?utm_source=b");
        assertThat(post.media().getFirst().url()).contains("https://cdn.example/1@jpeg");
        assertThat(post.media().getFirst().alt()).contains("ein Deckel");
        assertThat(post.inReplyTo()).contains("bluesky:at://did:plc:p/app.bsky.feed.post/2");
        assertThat(post.threadId()).contains("bluesky:at://did:plc:r/app.bsky.feed.post/1");
        assertThat(post.repostOf()).contains("bluesky:at://did:plc:q/app.bsky.feed.post/9");
        assertThat(post.author().orElseThrow().handle()).contains("jo.example");
        assertThat(post.author().orElseThrow().verified()).contains(true);
        assertThat(post.engagement().orElseThrow().likes()).hasValue(3);
        assertThat(post.engagement().orElseThrow().quotes()).hasValue(4);
    }

    @Test
    void jetstreamGivesTheSameIdsAndPassesOverWhatIsNoPost() {
        Collected events = Collected.of(jetstream, """
                {"did":"did:plc:jo","time_us":1795341600000000,"kind":"commit","commit":{"rev":"r","operation":"create","collection":"app.bsky.feed.post","rkey":"3k","record":%s,"cid":"c"}}
                {"did":"did:plc:kim","time_us":1795341600000000,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.repost","rkey":"4","record":{"subject":{"uri":"at://did:plc:jo/app.bsky.feed.post/3k"},"createdAt":"2026-11-22T09:59:59Z"}}}
                {"did":"did:plc:kim","time_us":1795341600000000,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.like","rkey":"5","record":{}}}
                {"did":"did:plc:kim","time_us":1795341600000000,"kind":"commit","commit":{"operation":"delete","collection":"app.bsky.feed.post","rkey":"6"}}
                {"did":"did:plc:kim","time_us":1795341600000000,"kind":"identity","identity":{}}
                """.formatted(RECORD.replace("\n", "")));

        assertThat(events.ids())
                .containsExactly(
                        "bluesky:at://did:plc:jo/app.bsky.feed.post/3k",
                        "bluesky:at://did:plc:kim/app.bsky.feed.repost/4");
        assertThat(events.touchpoints().getFirst().media().getFirst().url())
                .contains("https://cdn.bsky.app/img/feed_fullsize/plain/did:plc:jo/bafy1@jpeg");
        assertThat(events.touchpoints().getLast().repostOf()).contains("bluesky:at://did:plc:jo/app.bsky.feed.post/3k");
        assertThat(events.invalid()).isEmpty();
        assertThat(events.ignored()).hasSize(3);
    }

    @Test
    void aPostCannotBeNewerThanWhenTheNetworkSawIt() {
        String post =
                "{\"did\":\"did:plc:jo\",\"time_us\":1795341600000000,\"kind\":\"commit\",\"commit\":{\"operation\":\"create\","
                        + "\"collection\":\"app.bsky.feed.post\",\"rkey\":\"1\",\"record\":{\"createdAt\":\"2099-01-01T00:00:00Z\",\"text\":\"x\"}}}";

        assertThat(Collected.of(jetstream, post).only().timestamp()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
    }

    @Test
    void feedsThreadsRecordsAndNotificationsHoldPosts() {
        String post =
                "{\"uri\":\"at://did:plc:%s/app.bsky.feed.post/1\",\"author\":{\"did\":\"did:plc:%1$s\"},\"record\":{\"createdAt\":\"2026-11-20T08:00:00Z\",\"text\":\"x\"}}";
        Collected posts = Collected.of(
                format,
                "{\"feed\":[{\"post\":" + post.formatted("a")
                        + ",\"reason\":{\"$type\":\"app.bsky.feed.defs#reasonRepost\",\"by\":{\"did\":\"did:plc:kim\",\"handle\":\"kim.example\"},\"indexedAt\":\"2026-11-21T08:00:00Z\"}},"
                        + "{\"post\":" + post.formatted("b") + "}]}"
                        + "{\"thread\":{\"post\":" + post.formatted("c") + ",\"parent\":{\"post\":"
                        + post.formatted("d") + "},"
                        + "\"replies\":[{\"post\":" + post.formatted("e")
                        + "},{\"uri\":\"at://x\",\"notFound\":true},{\"uri\":\"at://y\",\"blocked\":true}]}}"
                        + "{\"records\":[{\"uri\":\"at://did:plc:f/app.bsky.feed.post/1\",\"value\":{\"createdAt\":\"2023-07-21T01:33:51.481951\",\"text\":\"x\"}}]}"
                        + "{\"notifications\":[{\"uri\":\"at://did:plc:g/app.bsky.feed.like/1\",\"author\":{\"did\":\"did:plc:g\"},\"reason\":\"like\",\"record\":{\"$type\":\"app.bsky.feed.like\"}}]}");

        assertThat(posts.invalid()).isEmpty();
        assertThat(posts.ids())
                .containsExactly(
                        "bluesky:at://did:plc:a/app.bsky.feed.post/1#repost-by-did:plc:kim",
                        "bluesky:at://did:plc:b/app.bsky.feed.post/1",
                        "bluesky:at://did:plc:d/app.bsky.feed.post/1",
                        "bluesky:at://did:plc:c/app.bsky.feed.post/1",
                        "bluesky:at://did:plc:e/app.bsky.feed.post/1",
                        "bluesky:at://did:plc:f/app.bsky.feed.post/1");
        Touchpoint repost = posts.touchpoints().getFirst();
        assertThat(repost.kind()).isEqualTo(Touchpoint.Kind.REPOST);
        assertThat(repost.author().orElseThrow().handle()).contains("kim.example");
        assertThat(posts.ignored()).hasSize(3);
    }

    @Test
    void whatIsNoPostIsInvalid() {
        assertThat(Collected.of(format, "{\"error\":\"InvalidRequest\"}").reasons())
                .hasSize(1);
        assertThat(Collected.of(jetstream, "{\"x\":1}").reasons()).containsExactly("field 'kind' is missing");
    }
}

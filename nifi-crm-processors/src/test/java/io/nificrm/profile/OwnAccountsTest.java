package io.nificrm.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.email.MimeFormat;
import io.nificrm.format.Format;
import io.nificrm.normalize.Collected;
import io.nificrm.source.bluesky.BlueskyFormat;
import io.nificrm.source.bluesky.JetstreamFormat;
import io.nificrm.source.feed.FeedFormat;
import io.nificrm.source.hackernews.HackerNewsFormat;
import io.nificrm.source.mastodon.MastodonFormat;
import io.nificrm.source.reddit.RedditFormat;
import io.nificrm.source.x.XFormat;
import io.nificrm.source.youtube.YouTubeFormat;
import io.nificrm.touchpoint.Touchpoint;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Own accounts are marked when a touchpoint is tagged: as every platform's items name them, however the profile lists them. */
class OwnAccountsTest {

    private static final String MASTODON = """
        {"id":"1","uri":"https://community.example/users/%1$s/statuses/1","created_at":"2026-03-01T12:00:00Z","content":"<p>hi</p>",
         "account":{"id":"7","acct":"%1$s","username":"%1$s","url":"https://community.example/@%1$s"}}\
        """;
    private static final String BLUESKY = """
        {"uri":"at://did:plc:%1$s/app.bsky.feed.post/1","cid":"b","author":{"did":"did:plc:%1$s","handle":"%1$s.bsky.social"},
         "record":{"$type":"app.bsky.feed.post","text":"hi","createdAt":"2026-03-01T12:00:00Z"},"indexedAt":"2026-03-01T12:00:00Z"}\
        """;
    private static final String JETSTREAM = """
        {"did":"did:plc:%1$s","time_us":1772366400000000,"kind":"commit","commit":{"rev":"3l","operation":"create","collection":"app.bsky.feed.post","rkey":"1",
         "record":{"$type":"app.bsky.feed.post","text":"hi","createdAt":"2026-03-01T12:00:00Z"}}}\
        """;
    private static final String REDDIT = """
        {"kind":"t1","data":{"name":"t1_a","id":"a","author":"%1$s","body":"hi","created_utc":1772366400,"subreddit":"coffee","link_id":"t3_b","parent_id":"t3_b","permalink":"/r/coffee/comments/b/x/a/"}}\
        """;
    private static final String HACKER_NEWS = """
        {"objectID":"1","created_at_i":1772366400,"created_at":"2026-03-01T12:00:00Z","author":"%1$s","_tags":["comment"],"comment_text":"hi","story_id":2,"parent_id":2}\
        """;
    private static final String YOUTUBE = """
        {"kind":"youtube#comment","id":"Ug1","snippet":{"videoId":"v1","textDisplay":"hi","authorDisplayName":"@%1$s","authorChannelUrl":"http://www.youtube.com/@%1$s",
         "authorChannelId":{"value":"UC%1$s"},"publishedAt":"2026-03-01T12:00:00Z"}}\
        """;
    private static final String X = """
        {"data":[{"id":"2028000000000000000","text":"hi","author_id":"id%1$s","created_at":"2026-03-01T12:00:00.000Z"}],"includes":{"users":[{"id":"id%1$s","username":"%1$s","name":"N"}]}}\
        """;
    private static final String FEED = """
        {"version":"https://jsonfeed.org/version/1.1","title":"Blog","items":[{"id":"1","url":"https://blog.example/1","content_text":"hi","date_published":"2026-03-01T12:00:00Z",
         "authors":[{"name":"N","url":"https://%1$s.example/about"}]}]}\
        """;
    private static final String MAIL = """
        From: Care <Care@%1$s.example>
        To: ann@people.example
        Subject: hi
        Message-ID: <1@%1$s.example>
        Date: Sun, 01 Mar 2026 12:00:00 +0000

        hi
        """;

    static Stream<Arguments> accounts() {
        return Stream.of(
                Arguments.of(new MastodonFormat(), MASTODON, "mastodon:@Acme@community.example"),
                Arguments.of(new MastodonFormat(), MASTODON, "mastodon:acme@community.example"),
                Arguments.of(new MastodonFormat(), MASTODON, "https://community.example/@acme"),
                Arguments.of(new BlueskyFormat(), BLUESKY, "bluesky:acme.bsky.social"),
                Arguments.of(new BlueskyFormat(), BLUESKY, "bluesky:@acme.bsky.social"),
                Arguments.of(new BlueskyFormat(), BLUESKY, "bluesky:did:plc:acme"),
                Arguments.of(new BlueskyFormat(), BLUESKY, "https://bsky.app/profile/acme.bsky.social"),
                Arguments.of(new BlueskyFormat(), BLUESKY, "https://bsky.app/profile/did:plc:acme"),
                Arguments.of(new JetstreamFormat(), JETSTREAM, "bluesky:did:plc:acme"),
                Arguments.of(new RedditFormat(), REDDIT, "reddit:acme"),
                Arguments.of(new RedditFormat(), REDDIT, "reddit:u/Acme"),
                Arguments.of(new RedditFormat(), REDDIT, "https://www.reddit.com/user/acme/"),
                Arguments.of(new RedditFormat(), REDDIT, "https://old.reddit.com/u/acme"),
                Arguments.of(new HackerNewsFormat(), HACKER_NEWS, "hackernews:acme"),
                Arguments.of(new HackerNewsFormat(), HACKER_NEWS, "https://news.ycombinator.com/user?id=acme"),
                Arguments.of(new YouTubeFormat(), YOUTUBE, "youtube:@acme"),
                Arguments.of(new YouTubeFormat(), YOUTUBE, "youtube:UCacme"),
                Arguments.of(new YouTubeFormat(), YOUTUBE, "https://www.youtube.com/@acme"),
                Arguments.of(new YouTubeFormat(), YOUTUBE, "https://www.youtube.com/channel/UCacme"),
                Arguments.of(new XFormat(), X, "x:@Acme"),
                Arguments.of(new XFormat(), X, "x:idacme"),
                Arguments.of(new XFormat(), X, "https://twitter.com/acme"),
                Arguments.of(new FeedFormat(), FEED, "https://acme.example/about"),
                Arguments.of(new MimeFormat(), MAIL, "email:care@acme.example"),
                Arguments.of(new MimeFormat(), MAIL, "email:*@acme.example"));
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void areMarkedAndOthersAreNot(Format format, String item, String account) {
        ListeningProfile profile = Profiles.read("""
            name: Acme
            brands:
              - {id: acme, query: 'acme', accounts: ['%s']}
            """.formatted(account));

        assertThat(ours(profile, format, item.formatted("acme"))).containsExactly(true);
        assertThat(ours(profile, format, item.formatted("acmefan"))).containsExactly(false);
    }

    private static List<Boolean> ours(ListeningProfile profile, Format format, String item) {
        Collected collected = Collected.of(format, item);
        assertThat(collected.reasons()).isEmpty();
        return collected.touchpoints().stream()
                .map(profile::tag)
                .map(Touchpoint::author)
                .map(author -> author.orElseThrow().ours().orElseThrow())
                .toList();
    }
}

package io.nificrm.source.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.normalize.Collected;
import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.Link;
import io.nificrm.touchpoint.Media;
import io.nificrm.touchpoint.Touchpoint;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MastodonFormatTest {
    private static final String ACCOUNT = """
            {"id":"7","username":"Jo","acct":"Jo","display_name":"Jo ☕ :acme:","locked":false,"bot":false,
             "created_at":"2020-01-02T00:00:00.000Z","note":"<p>Barista in <b>Graz</b></p>","url":"https://community.example/@Jo",
             "uri":"https://community.example/users/Jo","followers_count":120,"following_count":3,"statuses_count":9,"emojis":[],
             "fields":[{"name":"Web","value":"<a href=\\"https://jo.example\\">jo.example</a>","verified_at":"2021-01-01T00:00:00.000Z"}]}""";

    private final MastodonFormat format = new MastodonFormat();

    @Test
    void everyFieldOfAStatusIsMapped() {
        Touchpoint status = Collected.of(format, """
                {"id":"42","created_at":"2026-11-20T08:15:30.250Z","in_reply_to_id":"41","in_reply_to_account_id":"8",
                 "sensitive":true,"spoiler_text":"Coffee rant","visibility":"public","language":"en",
                 "uri":"https://community.example/users/Jo/statuses/42","url":"https://community.example/@Jo/42",
                 "replies_count":1,"reblogs_count":2,"favourites_count":3,"quotes_count":4,
                 "content":"<p><span class=\\"h-card\\"><a href=\\"https://community.example/@acmecoffee\\" class=\\"u-url mention\\">@<span>acmecoffee</span></a></span> the lid leaks :blobsad:</p><p><a href=\\"https://acme.example/?utm_source=m\\">acme.example</a> <a href=\\"https://community.example/tags/Coffee\\" class=\\"mention hashtag\\" rel=\\"tag\\">#<span>Coffee</span></a></p>",
                 "reblog":null,"account":%s,
                 "media_attachments":[{"id":"1","type":"gifv","url":"https://files.example/lid.mp4","description":"a dripping lid"},
                                      {"id":"2","type":"unknown","url":null,"remote_url":"https://far.example/x","description":null}],
                 "mentions":[{"id":"8","username":"acmecoffee","acct":"acmecoffee","url":"https://community.example/@acmecoffee"},
                             {"id":"9","username":"Bolt","acct":"Bolt@far.example","url":"https://far.example/@Bolt"}],
                 "tags":[{"name":"Coffee","url":"https://community.example/tags/coffee"}],"emojis":[{"shortcode":"blobsad"}],
                 "card":{"url":"https://acme.example/lids","title":"Lids"},
                 "poll":{"options":[{"title":"leaks","votes_count":9},{"title":"does not","votes_count":1}]}}
                """.formatted(ACCOUNT)).only();

        assertThat(status.id()).isEqualTo("mastodon:https://community.example/users/Jo/statuses/42");
        assertThat(status.kind()).isEqualTo(Touchpoint.Kind.REPLY);
        assertThat(status.channel()).contains(Touchpoint.Channel.SOCIAL);
        assertThat(status.timestamp()).isEqualTo(Instant.parse("2026-11-20T08:15:30.250Z"));
        assertThat(status.fetchedAt()).contains(Collected.FETCHED);
        assertThat(status.url()).contains("https://community.example/@Jo/42");
        assertThat(status.title()).contains("Coffee rant");
        assertThat(status.text())
                .contains(
                        "Coffee rant\n\n@acmecoffee the lid leaks :blobsad:\n\nacme.example #Coffee\n\n- leaks\n- does not");
        assertThat(status.lang()).contains("en");
        assertThat(status.hashtags()).containsExactly("coffee");
        assertThat(status.mentions()).containsExactly("acmecoffee@community.example", "bolt@far.example");
        assertThat(status.links())
                .extracting(Link::url)
                .containsExactly("https://acme.example/?utm_source=m", "https://acme.example/lids");
        assertThat(status.campaign().orElseThrow().source()).contains("m");
        assertThat(status.media())
                .containsExactly(
                        new Media(
                                Optional.of("gif"),
                                Optional.of("https://files.example/lid.mp4"),
                                Optional.of("a dripping lid")),
                        new Media(Optional.of("file"), Optional.of("https://far.example/x"), Optional.empty()));
        assertThat(status.inReplyTo()).contains("mastodon:https://community.example/users/acmecoffee/statuses/41");
        assertThat(status.engagement().orElseThrow().likes()).hasValue(3);
        assertThat(status.engagement().orElseThrow().reposts()).hasValue(2);
        assertThat(status.engagement().orElseThrow().replies()).hasValue(1);
        assertThat(status.engagement().orElseThrow().quotes()).hasValue(4);
        assertThat(status.reach()).hasValue(120);
        Author author = status.author().orElseThrow();
        assertThat(status.community()).contains("community.example");
        assertThat(author.id()).contains("https://community.example/users/Jo");
        assertThat(author.handle()).contains("jo@community.example");
        assertThat(author.name()).contains("Jo ☕ :acme:");
        assertThat(author.bio()).contains("Barista in Graz\nWeb: jo.example");
        assertThat(author.followers()).isEqualTo(OptionalLong.of(120));
        assertThat(author.accountCreatedAt()).contains(Instant.parse("2020-01-02T00:00:00Z"));
        assertThat(author.verified()).contains(true);
        assertThat(author.bot()).contains(false);
        assertThat(status.raw()).isEmpty();
    }

    @Test
    void aBoostIsARepostByItsOwnAuthorThatSaysWhatItRepeats() {
        Touchpoint boost = Collected.of(format, """
                {"id":"50","created_at":"2026-11-20T09:00:00.000Z","uri":"https://community.example/users/Jo/statuses/50/activity",
                 "url":null,"content":"","favourites_count":0,"account":%s,
                 "reblog":{"id":"42","created_at":"2026-11-19T08:00:00.000Z","uri":"https://far.example/users/kim/statuses/1",
                   "url":"https://far.example/@kim/1","content":"<p>Best coffee</p>","language":"en","favourites_count":9,
                   "account":{"id":"3","username":"kim","acct":"kim@far.example","url":"https://far.example/@kim","followers_count":5000},
                   "tags":[{"name":"acme"}]}}
                """.formatted(ACCOUNT)).only();

        assertThat(boost.kind()).isEqualTo(Touchpoint.Kind.REPOST);
        assertThat(boost.repostOf()).contains("mastodon:https://far.example/users/kim/statuses/1");
        assertThat(boost.author().orElseThrow().handle()).contains("jo@community.example");
        assertThat(boost.text()).contains("Best coffee");
        assertThat(boost.hashtags()).containsExactly("acme");
        assertThat(boost.url()).contains("https://far.example/@kim/1");
        assertThat(boost.engagement()).isEmpty();
        assertThat(boost.reach()).hasValue(120);
    }

    @Test
    void parentsOfTheSameServerAreNamedAndOthersLeftUnknown() {
        String self = reply("https://a.example/users/jo/statuses/42", "7", "[]");
        String numbered = reply(
                "https://a.example/ap/users/7/statuses/42",
                "8",
                "[{\"id\":\"8\",\"username\":\"kim\",\"acct\":\"kim\",\"url\":\"https://a.example/@kim\"}]");
        String remoteParent = reply(
                "https://a.example/users/jo/statuses/42",
                "9",
                "[{\"id\":\"9\",\"username\":\"far\",\"acct\":\"far@b.example\",\"url\":\"https://b.example/@far\"}]");
        String remoteReply = reply("https://b.example/users/jo/statuses/9000", "7", "[]");

        Collected collected = Collected.of(format, self + numbered + remoteParent + remoteReply);

        assertThat(collected.touchpoints())
                .extracting(Touchpoint::inReplyTo)
                .containsExactly(
                        Optional.of("mastodon:https://a.example/users/jo/statuses/41"),
                        Optional.of("mastodon:https://a.example/ap/users/8/statuses/41"),
                        Optional.empty(),
                        Optional.empty());
        assertThat(collected.touchpoints()).allMatch(status -> status.kind() == Touchpoint.Kind.REPLY);
    }

    @Test
    void aParentThatTheReplyNamesItselfIsBelievedBeforeOneThatIsDerived() {
        String told = reply("https://a.example/users/jo/statuses/42", "7", "[]")
                .replace(
                        "\"in_reply_to_id\"",
                        "\"in_reply_to_status\":{\"id\":\"41\",\"uri\":\"https://b.example/notes/x\"},\"in_reply_to_id\"");

        assertThat(Collected.of(format, told).only().inReplyTo()).contains("mastodon:https://b.example/notes/x");
    }

    @Test
    void timelinesSearchResultsThreadsAndNotificationsHoldStatuses() {
        String one = status(1);
        Collected collected = Collected.of(
                format,
                "[" + one + "," + status(2) + "]"
                        + "{\"accounts\":[{\"id\":\"1\",\"acct\":\"x\"}],\"statuses\":[" + status(3)
                        + "],\"hashtags\":[]}"
                        + "{\"ancestors\":[" + status(4) + "],\"descendants\":[" + status(5) + "]}"
                        + "[{\"id\":\"1\",\"type\":\"mention\",\"account\":{\"acct\":\"x\"},\"status\":" + status(6)
                        + "},"
                        + "{\"id\":\"2\",\"type\":\"follow\",\"account\":{\"acct\":\"x\"}}]");

        assertThat(collected.ids())
                .containsExactly(
                        "mastodon:https://a.example/1",
                        "mastodon:https://a.example/2",
                        "mastodon:https://a.example/3",
                        "mastodon:https://a.example/4",
                        "mastodon:https://a.example/5",
                        "mastodon:https://a.example/6");
        assertThat(collected.invalid()).isEmpty();
        assertThat(collected.ignored()).containsExactly("notification without a status");
    }

    @Test
    void suspendedAndPrivateAreSaid() {
        Collected collected = Collected.of(format, """
                {"uri":"https://a.example/1","created_at":"2026-11-20T09:00:00Z","visibility":"direct","content":"x"}
                {"uri":"https://a.example/2","created_at":"2026-11-20T09:00:00Z","account":{"acct":"x@b.example","suspended":true}}
                """);

        assertThat(collected.touchpoints())
                .extracting(status -> status.availability().orElse(""))
                .containsExactly("direct", "suspended");
    }

    @Test
    void anErrorAnswerAndAStatusWithoutATimeAreInvalid() {
        Collected collected = Collected.of(format, "{\"error\":\"Record not found\"}{\"uri\":\"https://a.example/1\"}");

        assertThat(collected.touchpoints()).isEmpty();
        assertThat(collected.reasons())
                .containsExactly("field 'uri' is missing: this is not a status", "field 'created_at' is missing");
    }

    @Test
    void theNativeStatusIsKeptWhereItIsAskedFor() {
        byte[] status = status(1).getBytes(StandardCharsets.UTF_8);

        Touchpoint kept = Collected.of(format, new ByteArrayInputStream(status), Collected.keepingRaw())
                .only();

        assertThat(kept.raw().orElseThrow().get("uri").textValue()).isEqualTo("https://a.example/1");
    }

    private static String status(int number) {
        return "{\"uri\":\"https://a.example/" + number
                + "\",\"created_at\":\"2026-11-20T09:00:00Z\",\"content\":\"<p>x</p>\"}";
    }

    private static String reply(String uri, String parentAccount, String mentions) {
        return """
                {"id":"42","uri":"%s","created_at":"2026-11-20T09:00:00Z","in_reply_to_id":"41","in_reply_to_account_id":"%s",
                 "account":{"id":"7","acct":"jo","url":"https://a.example/@jo"},"mentions":%s,"content":"x"}
                """.formatted(uri, parentAccount, mentions);
    }
}

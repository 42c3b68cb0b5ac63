package io.nificrm.source.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.normalize.Collected;
import io.nificrm.touchpoint.Link;
import io.nificrm.touchpoint.Media;
import io.nificrm.touchpoint.Touchpoint;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeedFormatTest {
    private final FeedFormat format = new FeedFormat();

    @Test
    void everyFieldOfAnRssItemIsMapped() {
        Touchpoint item = Collected.of(format, """
                <?xml version="1.0" encoding="UTF-8"?>
                <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
                     xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:media="http://search.yahoo.com/mrss/">
                <channel><title>Coffee Daily</title><link>https://coffee.example/</link><description>All about it</description><language>en-GB</language>
                <item><title>Acme &amp;amp; the lid</title><link>https://coffee.example/acme</link><guid isPermaLink="false">https://coffee.example/?p=12</guid>
                <pubDate>Fri, 20 Nov 2026 08:15:30 +0100</pubDate><dc:creator>Jo Barista</dc:creator><category>Lids</category><category>Acme</category>
                <description>Short</description>
                <content:encoded><![CDATA[<p>It <b>leaks</b>.</p><p>See <a href="https://acme.example/?utm_campaign=lid">Acme</a> <img src="https://coffee.example/lid.png" alt="a lid"></p><script>x()</script>]]></content:encoded>
                <enclosure url="https://coffee.example/12.mp3" type="audio/mpeg" length="1"/><slash:comments>5</slash:comments>
                </item></channel></rss>""").only();

        assertThat(item.id()).isEqualTo("feed:https://coffee.example/?p=12");
        assertThat(item.kind()).isEqualTo(Touchpoint.Kind.ARTICLE);
        assertThat(item.channel()).contains(Touchpoint.Channel.BLOG);
        assertThat(item.timestamp()).isEqualTo(Instant.parse("2026-11-20T07:15:30Z"));
        assertThat(item.timestampOf()).isEmpty();
        assertThat(item.title()).contains("Acme & the lid");
        assertThat(item.text()).contains("It leaks.\n\nSee Acme");
        assertThat(item.url()).contains("https://coffee.example/acme");
        assertThat(item.lang()).contains("en-GB");
        assertThat(item.hashtags()).containsExactly("lids", "acme");
        assertThat(item.links()).extracting(Link::url).containsExactly("https://acme.example/?utm_campaign=lid");
        assertThat(item.campaign().orElseThrow().name()).contains("lid");
        assertThat(item.media())
                .contains(
                        new Media(Optional.of("audio"), Optional.of("https://coffee.example/12.mp3"), Optional.empty()),
                        new Media(
                                Optional.of("image"),
                                Optional.of("https://coffee.example/lid.png"),
                                Optional.of("a lid")));
        assertThat(item.author().orElseThrow().name()).contains("Jo Barista");
        assertThat(item.engagement().orElseThrow().replies()).hasValue(5);
        assertThat(item.outlet()).contains("Coffee Daily");
    }

    @Test
    void olderRssVersionsAreRead() {
        Collected rss091 = Collected.of(format, """
                <?xml version="1.0"?>
                <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
                <rss version="0.91"><channel><title>Old News</title><link>https://old.example</link><description>d</description><language>en</language>
                <item><title>Caf&eacute;</title><link>https://old.example/1</link><description>A &amp; B</description></item></channel></rss>""");
        Collected rss10 = Collected.of(format, """
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
                <channel rdf:about="https://one.example/"><title>One</title><link>https://one.example/</link><description>d</description></channel>
                <item rdf:about="https://one.example/a"><title>A</title><link>https://one.example/a</link><description>text</description><dc:date>2026-11-20T08:15:30Z</dc:date></item>
                </rdf:RDF>""");

        assertThat(rss091.only().id()).isEqualTo("feed:https://old.example/1");
        assertThat(rss091.only().title()).contains("Café");
        assertThat(rss091.only().channel()).contains(Touchpoint.Channel.NEWS);
        assertThat(rss091.only().timestamp()).as("no date: when it was fetched").isEqualTo(Collected.FETCHED);
        assertThat(rss091.only().timestampOf()).contains(Touchpoint.TimestampOf.FETCH);
        assertThat(rss10.only().id()).isEqualTo("feed:https://one.example/a");
        assertThat(rss10.only().timestamp()).isEqualTo(Instant.parse("2026-11-20T08:15:30Z"));
    }

    @Test
    void atomEntriesCommentsAndVideos() {
        Collected atom = Collected.of(format, """
                <feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/">
                <id>tag:blog.example,2026:blog</id><title>Blog</title><link href="https://blog.example/"/><updated>2026-11-20T08:00:00Z</updated>
                <entry><id>tag:blog.example,2026:1</id><title type="html">One &amp;lt;b&amp;gt;</title><link rel="alternate" href="https://blog.example/1"/><published>2026-11-20T08:00:00Z</published>
                  <author><name>Kim</name><uri>https://kim.example</uri></author><content type="html">&lt;p&gt;Body&lt;/p&gt;</content><thr:total>3</thr:total></entry>
                <entry><id>tag:blog.example,2026:1.c</id><title>Re</title><updated>2026-11-20T09:00:00+01:00</updated><thr:in-reply-to ref="tag:blog.example,2026:1"/><summary>I agree</summary></entry>
                <entry><id>yt:video:abc</id><yt:videoId>abc</yt:videoId><title>Review</title><link rel="alternate" href="https://www.youtube.com/watch?v=abc"/><published>2026-11-20T08:00:00+00:00</published>
                  <media:group><media:title>Review</media:title><media:thumbnail url="https://i.example/t.jpg"/><media:description>Acme tested</media:description>
                  <media:community><media:starRating count="12" average="5"/><media:statistics views="345"/></media:community></media:group></entry>
                </feed>""");

        assertThat(atom.invalid()).isEmpty();
        assertThat(atom.ids())
                .containsExactly("feed:tag:blog.example,2026:1", "feed:tag:blog.example,2026:1.c", "feed:yt:video:abc");
        Touchpoint entry = atom.touchpoints().get(0);
        assertThat(entry.author().orElseThrow().url()).contains("https://kim.example");
        assertThat(entry.engagement().orElseThrow().replies()).hasValue(3);
        Touchpoint comment = atom.touchpoints().get(1);
        assertThat(comment.kind()).isEqualTo(Touchpoint.Kind.COMMENT);
        assertThat(comment.inReplyTo()).contains("feed:tag:blog.example,2026:1");
        assertThat(comment.timestamp()).isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
        assertThat(comment.timestampOf()).contains(Touchpoint.TimestampOf.LAST_CHANGE);
        Touchpoint video = atom.touchpoints().get(2);
        assertThat(video.channel()).contains(Touchpoint.Channel.VIDEO);
        assertThat(video.text()).contains("Acme tested");
        assertThat(video.reach()).hasValue(345);
        assertThat(video.engagement().orElseThrow().likes()).hasValue(12);
    }

    @Test
    void jsonFeedsOfBothVersions() {
        Collected feed = Collected.of(format, """
                {"version":"https://jsonfeed.org/version/1.1","title":"Jo","home_page_url":"https://jo.example/","language":"de","authors":[{"name":"Jo","url":"https://jo.example/me"}],
                 "items":[{"id":"https://jo.example/1","url":"https://jo.example/1","external_url":"https://acme.example","title":"T","content_html":"<p>Hallo</p>","date_published":"2026-11-20T08:00:00+01:00","tags":["Kaffee"],
                           "attachments":[{"url":"https://jo.example/a.mp3","mime_type":"audio/mpeg","title":"Folge"}]},
                          {"id":2,"content_text":"a < b\\nzwei","author":{"name":"Kim"}},
                          {}]}""");

        assertThat(feed.ids()).containsExactly("feed:https://jo.example/1", "feed:https://jo.example/#2");
        assertThat(feed.reasons()).containsExactly("the entry has neither id, link, title nor text");
        assertThat(feed.touchpoints().get(0).lang()).contains("de");
        assertThat(feed.touchpoints().get(0).author().orElseThrow().name()).contains("Jo");
        assertThat(feed.touchpoints().get(1).text()).contains("a < b\nzwei");
        assertThat(feed.touchpoints().get(1).author().orElseThrow().name()).contains("Kim");
    }

    @Test
    void appStoreReviewsAreReviewsWithTheirRating() {
        Collected xml = Collected.of(format, """
                <feed xmlns:im="http://itunes.apple.com/rss" xmlns="http://www.w3.org/2005/Atom"><id>https://mus.example/us/rss/customerreviews/id=1/mostrecent/xml</id><title>iTunes Store: Customer Reviews</title><updated>2026-11-20T08:00:00-07:00</updated>
                <entry><updated>2026-11-19T08:00:00-07:00</updated><id>101</id><title>Crashes</title><content type="text">Every time I open it</content><im:voteSum>4</im:voteSum><im:voteCount>6</im:voteCount><im:rating>1</im:rating><im:version>2.0</im:version><author><name>jo</name><uri>https://itunes.example/us/reviews/id7</uri></author><content type="html">&lt;table&gt;&lt;tr&gt;&lt;td&gt;Every time I open it&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;</content></entry>
                </feed>""");
        Collected json = Collected.of(format, """
                {"feed":{"id":{"label":"https://mus.example/reviews"},"title":{"label":"Customer Reviews"},"entry":[
                  {"im:name":{"label":"The App"},"im:price":{"label":"Free"}},
                  {"author":{"uri":{"label":"https://itunes.example/id7"},"name":{"label":"jo"}},"updated":{"label":"2026-11-19T08:00:00-07:00"},"im:rating":{"label":"5"},"id":{"label":"102"},"title":{"label":"Love it"},"content":{"label":"Best <3","attributes":{"type":"text"}},"im:voteSum":{"label":"0"}}]}}""");

        Touchpoint bad = xml.only();
        assertThat(bad.kind()).isEqualTo(Touchpoint.Kind.REVIEW);
        assertThat(bad.channel()).contains(Touchpoint.Channel.REVIEW);
        assertThat(bad.rating()).hasValue(1);
        assertThat(bad.title()).contains("Crashes");
        assertThat(bad.engagement().orElseThrow().likes()).hasValue(4);
        assertThat(json.only().text()).contains("Best <3");
        assertThat(json.only().rating()).hasValue(5);
        assertThat(json.ignored()).containsExactly("the app itself, which heads its reviews");
    }

    @Test
    void aFeedThatBreaksOffGivesTheEntriesBeforeTheBreak() {
        Collected feed = Collected.of(format, """
                <rss version="2.0"><channel><title>T</title><link>https://t.example</link><description>d</description>
                <item><guid>https://t.example/1</guid><title>One</title></item>
                <item><guid>https://t.example/2</guid><title>Tw""");

        assertThat(feed.ids()).containsExactly("feed:https://t.example/1");
        assertThat(feed.reasons()).singleElement().asString().startsWith("the feed breaks off: ");
        assertThat(new String(feed.invalid().getFirst().original(), StandardCharsets.UTF_8))
                .contains("https://t.example/2");
    }

    @Test
    void anEntryOfNothingIsInvalidAndItsNeighboursAreRead() {
        Collected feed = Collected.of(format, """
                <rss version="2.0"><channel><title>T</title><link>https://t.example</link><description>d</description>
                <item><guid>https://t.example/1</guid></item><item><pubDate>now</pubDate></item><item><title>Three</title></item></channel></rss>""");

        assertThat(feed.touchpoints()).hasSize(2);
        assertThat(feed.ids().get(1)).startsWith("feed:https://t.example#sha256-");
        assertThat(new String(feed.invalid().getFirst().original(), StandardCharsets.UTF_8))
                .isEqualTo("<item><pubDate>now</pubDate></item>");
    }

    @Test
    void entitiesOfAFeedsOwnAreNeitherExpandedNorFetched() {
        Collected bomb = Collected.of(format, """
                <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/hostname">]>
                <rss version="2.0"><channel><title>T</title><link>https://t.example</link><description>d</description>
                <item><guid>https://t.example/1</guid><title>[&b;] [&x;]</title></item></channel></rss>""");

        assertThat(bomb.touchpoints())
                .allSatisfy(item -> assertThat(item.title().orElse("")).doesNotContain("aaaa"));
        assertThat(bomb.touchpoints().size() + bomb.invalid().size()).isEqualTo(1);
    }

    @Test
    void encodingsAreFound() {
        byte[] latin =
                ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss version=\"2.0\"><channel><title>T</title><link>https://t.example</link>"
                                + "<description>d</description><item><guid>https://t.example/1</guid><title>Café</title></item></channel></rss>")
                        .getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf16 =
                ("\uFEFF<?xml version=\"1.0\" encoding=\"UTF-16\"?><rss version=\"2.0\"><channel><title>T</title><link>https://t.example</link>"
                                + "<description>d</description><item><guid>https://t.example/1</guid><title>Café</title></item></channel></rss>")
                        .getBytes(StandardCharsets.UTF_16BE);

        assertThat(Collected.of(format, latin).only().title()).contains("Café");
        assertThat(Collected.of(format, utf16).only().title()).contains("Café");
    }

    @Test
    void whatIsNoFeedIsOneInvalidItem() {
        assertThat(Collected.of(format, "<html><body>Moved</body></html>").reasons())
                .hasSize(1);
        assertThat(Collected.of(format, "Not found").reasons())
                .containsExactly("not a feed: it is neither XML nor JSON");
        assertThat(Collected.of(format, "{\"error\":1}").reasons())
                .containsExactly("this is no JSON Feed: it has no 'items'");
        assertThat(Collected.of(format, "<rss>" + "<a>".repeat(100_000)).reasons())
                .containsExactly("the feed is nested deeper than 100 elements");
    }
}

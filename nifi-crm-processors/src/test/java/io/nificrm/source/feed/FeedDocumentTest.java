package io.nificrm.source.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedDocumentTest {

    private static final String RSS_2 = """
            <?xml version="1.0" encoding="%s"?>
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
              <title>Café</title><link>https://blog.example/</link><description>d</description>
              <item><title>Crème &amp; sugar</title><link>https://blog.example/1</link><guid isPermaLink="false">one</guid>
                <pubDate>Sun, 01 Mar 2026 10:00:00 +0100</pubDate></item>
              <item><title>Second</title><link>https://blog.example/2</link><dc:date>2026-03-01T08:00:00Z</dc:date></item>
              <item><description>Neither link nor guid</description></item>
            </channel></rss>
            """;

    @Test
    void rss2() throws Exception {
        FeedDocument feed = read(RSS_2.formatted("UTF-8"));

        assertThat(feed.mimeType()).isEqualTo("application/rss+xml");
        assertThat(feed.entries())
                .extracting(FeedEntry::identity)
                .containsExactly("one", "https://blog.example/2", "\n\nNeither link nor guid\n\n");
        assertThat(feed.entries())
                .extracting(entry -> entry.published().orElse(Instant.MAX))
                .containsExactly(
                        Instant.parse("2026-03-01T09:00:00Z"), Instant.parse("2026-03-01T08:00:00Z"), Instant.MAX);
    }

    @Test
    void rss091WithItsDocumentType() throws Exception {
        FeedDocument feed = read("""
                <?xml version="1.0"?>
                <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">
                <rss version="0.91"><channel><title>t</title><link>https://a.example/</link><description>d</description>
                <language>en</language>
                <item><title>A</title><link>https://a.example/1</link><description>x&nbsp;y</description></item></channel></rss>
                """);

        assertThat(feed.entries()).extracting(FeedEntry::identity).containsExactly("https://a.example/1");
        assertThat(new String(feed.keeping(i -> true), UTF_8))
                .doesNotContain("DOCTYPE")
                .contains("x\u00a0y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/"})
    void rdf(String namespace) throws Exception {
        FeedDocument feed = read("""
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="%s"
                    xmlns:dc="http://purl.org/dc/elements/1.1/">
                <channel rdf:about="https://a.example/"><title>t</title><link>https://a.example/</link><description>d</description>
                <items><rdf:Seq><rdf:li resource="https://a.example/1"/></rdf:Seq></items></channel>
                <item rdf:about="https://a.example/1"><title>A</title><link>https://a.example/1</link>
                <dc:date>2026-03-01T08:00:00Z</dc:date></item></rdf:RDF>
                """.formatted(namespace));

        assertThat(feed.mimeType()).isEqualTo("application/rdf+xml");
        assertThat(feed.entries()).extracting(FeedEntry::identity).containsExactly("https://a.example/1");
        assertThat(feed.entries().getFirst().published()).contains(Instant.parse("2026-03-01T08:00:00Z"));
    }

    @Test
    void atom() throws Exception {
        FeedDocument feed = read("""
                <feed xmlns="http://www.w3.org/2005/Atom"><id>urn:f</id><title>t</title><updated>2026-03-01T08:00:00Z</updated>
                <entry><id>urn:1</id><title>A</title><link rel="self" href="https://a.example/1.xml"/>
                <link href="https://a.example/1"/><published>2026-02-28T08:00:00Z</published>
                <updated>2026-03-01T08:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">x</div>
                </content></entry></feed>
                """);

        assertThat(feed.mimeType()).isEqualTo("application/atom+xml");
        assertThat(feed.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.identity()).isEqualTo("urn:1");
            assertThat(entry.link()).contains("https://a.example/1");
            assertThat(entry.published()).contains(Instant.parse("2026-02-28T08:00:00Z"));
        });
    }

    @Test
    void jsonFeed() throws Exception {
        FeedDocument feed = read("""
                {"version":"https://jsonfeed.org/version/1.1","title":"t","items":[
                 {"id":"1","url":"https://a.example/1","date_published":"2026-03-01T08:00:00Z","content_text":"a","_x":{"n":1.10}},
                 {"id":2,"content_text":"b"}]}
                """);

        assertThat(feed.mimeType()).isEqualTo("application/feed+json");
        assertThat(feed.entries()).extracting(FeedEntry::identity).containsExactly("1", "2");
        assertThat(new String(feed.keeping(i -> i == 0), UTF_8))
                .isEqualTo("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"t\",\"items\":[{\"id\":\"1\","
                        + "\"url\":\"https://a.example/1\",\"date_published\":\"2026-03-01T08:00:00Z\",\"content_text\":\"a\","
                        + "\"_x\":{\"n\":1.10}}]}");
    }

    @Test
    void keepsEverythingButTheEntriesNotChosen() throws Exception {
        String pruned = new String(read(RSS_2.formatted("UTF-8")).keeping(i -> i == 1), UTF_8);

        assertThat(pruned).contains("<title>Café</title>", "https://blog.example/2", "encoding=\"UTF-8\"");
        assertThat(pruned).doesNotContain("Crème", "Neither");
        assertThat(read(pruned).entries()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ISO-8859-1, ISO-8859-1, text/xml",
        "windows-1252, ISO-8859-1, application/rss+xml",
        "ISO-8859-15, UTF-8, text/xml; charset=ISO-8859-15",
        "UTF-8, ISO-8859-1, 'text/xml; charset=\"utf-8\"'",
        "UTF-8, UTF-8, text/xml",
        "UTF-8, UTF-8, ''",
        "UTF-8, UTF-8, text/xml; charset=no-such-thing",
        "windows-1252, UTF-8, text/xml",
        "UTF-16BE, UTF-16, application/xml",
        "UTF-16LE, UTF-16, application/xml"
    })
    void encodings(String written, String declared, String contentType) throws Exception {
        byte[] body = RSS_2.formatted(declared).getBytes(Charset.forName(written));

        assertThat(new String(FeedDocument.read(body, contentType).keeping(i -> true), UTF_8))
                .contains("<title>Café</title>", "<title>Crème &amp; sugar</title>");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, EFBBBF", "UTF-16BE, FEFF", "UTF-16LE, FFFE"})
    void aByteOrderMarkOutweighsEverything(String written, String mark) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(HexFormat.of().parseHex(mark));
        body.writeBytes(RSS_2.formatted("ISO-8859-1").getBytes(Charset.forName(written)));

        assertThat(new String(
                        FeedDocument.read(body.toByteArray(), "text/xml; charset=iso-8859-1")
                                .keeping(i -> true),
                        UTF_8))
                .contains("<title>Café</title>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n\n  <?xml version='1.0'?><rss version='2.0'><channel><title>t</title><link>l</link><description>d</description><item><title>AT&T&nbsp;&copy; &lt;</title></item></channel></rss>",
                "Warning: deprecated\n<rss version='2.0'><channel><title>t</title><link>l</link><description>d</description><item><title>A\u0003B</title></item></channel></rss>",
                "<!-- made by <b>x</b> --><rss version='2.0'><channel><title>t</title><link>l</link><description>d</description><item><title><![CDATA[a & b &nbsp;]]></title></item></channel></rss>",
                "<rss><channel><item><title>no version, no channel title</title></item></channel></rss>"
            })
    void commonFaultsAreMended(String text) throws Exception {
        assertThat(read(text).entries()).hasSize(1);
    }

    @Test
    void mendingChangesNoWords() throws Exception {
        String mended = new String(
                read("<rss version='2.0'><channel><title>AT&T &eacute;</title><link>https://a.example/?a=1&b=2</link>"
                                + "<description><![CDATA[a & b]]></description></channel></rss>")
                        .keeping(i -> true),
                UTF_8);

        assertThat(mended).contains("AT&amp;T é", "?a=1&amp;b=2", "<![CDATA[a & b]]>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | empty",
                "<rss version='2.0'><channel><item></channel></rss> | broken",
                "<rss version='2.0'><channel><item><title>cut o | broken",
                "<sitemap/> | root element is 'sitemap'",
                "<!DOCTYPE html><html><body>x</body></html> | a web page came",
                "{\"items\": | JSON is broken",
                "{\"ok\":true} | no JSON Feed",
                "Not found | broken"
            })
    void saysWhyItCannotBeRead(String text, String reason) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UnreadableFeedException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aWebPageTellsWhereItsFeedIs() {
        assertThatThrownBy(() ->
                        read("<html><head><link rel='alternate' type='application/rss+xml' href='/feed.xml'></head>"))
                .isInstanceOfSatisfying(
                        UnreadableFeedException.class,
                        e -> assertThat(e.nextStep()).contains("/feed.xml"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><rss version='2.0'><channel><title>&b;</title></channel></rss>",
                "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss version='2.0'><channel><title>&x;</title></channel></rss>",
                "<!-- --><!DOCTYPE rss SYSTEM \"http://127.0.0.1/x\" [<!ENTITY % p SYSTEM \"http://127.0.0.1/y\"> %p;]><rss/>",
                "<!-- <rss> --><!DOCTYPE rss [<!ENTITY a \"b\">]><rss version='2.0'/>"
            })
    void entitiesOfItsOwnAreRefused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UnreadableFeedException.class)
                .hasMessageContaining("entities");
    }

    @Test
    void endlessNestingIsRefused() {
        String deep = "<rss version='2.0'><channel>" + "<x>".repeat(100_000);

        assertThatThrownBy(() -> read(deep)).isInstanceOf(UnreadableFeedException.class);
        assertThatThrownBy(() -> read("{\"items\":" + "[".repeat(100_000))).isInstanceOf(UnreadableFeedException.class);
    }

    @Property(tries = 300)
    void arbitraryBytesAreReadOrRefused(@ForAll byte[] body, @ForAll String contentType) {
        assertThatCode(() -> {
                    try {
                        FeedDocument.read(body, contentType);
                    } catch (UnreadableFeedException expected) {
                        assertThat(expected.nextStep()).isNotBlank();
                    }
                })
                .doesNotThrowAnyException();
    }

    @Property(tries = 300)
    void mutatedFeedsAreReadOrRefused(@ForAll int place, @ForAll byte change) {
        byte[] body = RSS_2.formatted("UTF-8").getBytes(StandardCharsets.UTF_8);
        body[Math.floorMod(place, body.length)] = change;
        arbitraryBytesAreReadOrRefused(body, "text/xml");
    }

    @Test
    void entriesThatShareAnIdAreToldApart() throws Exception {
        List<FeedEntry> entries = read("""
                <rss version="2.0"><channel><title>t</title><link>l</link><description>d</description>
                <item><guid>same</guid><title>A</title></item><item><guid>same</guid><title>B</title></item></channel></rss>
                """).entries();

        assertThat(SeenEntries.fingerprints(entries)).doesNotHaveDuplicates();
    }

    private static FeedDocument read(String text) throws UnreadableFeedException {
        return FeedDocument.read(text.getBytes(UTF_8), "text/xml");
    }
}

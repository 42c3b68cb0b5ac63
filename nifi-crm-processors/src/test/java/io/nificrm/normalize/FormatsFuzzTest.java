package io.nificrm.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.format.Format;
import io.nificrm.format.InvalidItem;
import io.nificrm.format.ItemLimits;
import io.nificrm.format.Reading;
import io.nificrm.format.Sink;
import io.nificrm.touchpoint.JsonLinesWriter;
import io.nificrm.touchpoint.Touchpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Whatever bytes come into whatever format: no exception, and what is invalid says why. */
class FormatsFuzzTest {
    /** A payload of each family, in its real shape. */
    private static final List<String> PAYLOADS = List.of(
            "[{\"uri\":\"https://a.example/users/jo/statuses/1\",\"id\":\"1\",\"created_at\":\"2026-11-20T09:00:00Z\",\"content\":\"<p>x <a href='https://b.example'>y</a></p>\",\"account\":{\"acct\":\"jo\",\"url\":\"https://a.example/@jo\",\"fields\":[{\"name\":\"n\",\"value\":\"v\"}]},\"in_reply_to_id\":\"2\",\"mentions\":[{\"id\":\"3\",\"acct\":\"k\"}],\"poll\":{\"options\":[{\"title\":\"t\"}]}}]",
            "{\"kind\":\"Listing\",\"data\":{\"children\":[{\"kind\":\"t1\",\"data\":{\"id\":\"a\",\"body\":\"b\",\"body_html\":\"&lt;p&gt;b&lt;/p&gt;\",\"created_utc\":1.0,\"replies\":{\"kind\":\"Listing\",\"data\":{\"children\":[{\"kind\":\"more\",\"data\":{}}]}}}}]}}",
            "{\"did\":\"did:plc:jo\",\"time_us\":1795341600000000,\"kind\":\"commit\",\"commit\":{\"operation\":\"create\",\"collection\":\"app.bsky.feed.post\",\"rkey\":\"1\",\"record\":{\"createdAt\":\"2026-01-01T00:00:00Z\",\"text\":\"@x y\",\"facets\":[{\"index\":{\"byteStart\":0,\"byteEnd\":2},\"features\":[{\"$type\":\"app.bsky.richtext.facet#mention\"}]}]}}}",
            "{\"data\":[{\"id\":\"1578516068309794817\",\"text\":\"x &amp; y\",\"author_id\":\"7\"}],\"includes\":{\"users\":[{\"id\":\"7\",\"username\":\"jo\"}]}}",
            "{\"hits\":[{\"objectID\":\"1\",\"created_at_i\":1795341600,\"comment_text\":\"a<p>b\",\"parent_id\":3,\"story_id\":2}]}",
            "{\"items\":[{\"kind\":\"youtube#comment\",\"id\":\"U\",\"snippet\":{\"publishedAt\":\"2026-11-20T08:00:00Z\",\"textDisplay\":\"x\"}}]}",
            "{\"feed\":{\"entry\":[{\"im:rating\":{\"label\":\"2\"},\"id\":{\"label\":\"6290\"},\"updated\":{\"label\":\"2026-11-20T08:15:30-07:00\"},\"title\":{\"label\":\"x\"},\"content\":{\"label\":\"y\"},\"link\":{\"attributes\":{\"href\":\"https://itunes.apple.com/at/review?id=1404\"}}}]}}",
            "{\"packageName\":\"com.acme\",\"reviews\":[{\"reviewId\":\"r\",\"authorName\":\"Jo\",\"comments\":[{\"userComment\":{\"text\":\"a\\tb\",\"lastModified\":{\"seconds\":\"1795341600\",\"nanos\":5},\"starRating\":2}},{\"developerComment\":{\"text\":\"c\",\"lastModified\":{\"seconds\":\"1795341700\"}}}]}]}",
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>T</title><link>https://t.example</link><description>d</description><item><guid>https://t.example/1</guid><title>x &amp; y</title><description><![CDATA[<p>z</p>]]></description><pubDate>Fri, 20 Nov 2026 08:15:30 +0100</pubDate></item><item><title>2</title></item></channel></rss>",
            "From x Fri Nov 20 08:00:00 2026\nReturn-Path: <>\nFrom: MAILER-DAEMON@a.example\nTo: n@a.example\nSubject: Undelivered Mail\nContent-Type: multipart/report; boundary=b\n\n--b\n\n<jo@b.example>: 550 5.1.1 unknown\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; a\n\nFinal-Recipient: rfc822; jo@b.example\nAction: failed\nStatus: 5.1.1\n\n--b\nContent-Type: message/rfc822\n\nMessage-ID: <1@a.example>\n\nx\n--b--\n",
            "[{\"email\":\"jo@a.example\",\"timestamp\":1795341600,\"event\":\"bounce\",\"reason\":\"550 5.1.1 unknown\",\"sg_event_id\":\"e\"}]",
            "mandrill_events=%5B%7B%22event%22%3A%22send%22%2C%22ts%22%3A1795341600%2C%22msg%22%3A%7B%22email%22%3A%22jo%40a.example%22%7D%7D%5D");

    private Random random = new Random(0);

    @BeforeProperty
    void seed() {
        random = new Random(20261122);
    }

    @Property(tries = 300)
    void randomBytes(@ForAll @Size(max = 2000) byte[] bytes) {
        Formats.all().forEach(format -> read(format, bytes));
    }

    @Property(tries = 600)
    void mutatedPayloads(
            @ForAll @IntRange(min = 0, max = 11) int payload, @ForAll @IntRange(min = 1, max = 40) int mutations) {
        byte[] mutated = mutated(PAYLOADS.get(payload).getBytes(StandardCharsets.UTF_8), mutations);
        Formats.all().forEach(format -> read(format, mutated));
    }

    @Property(tries = 100)
    void everyTruncationOfAPayloadIsRead(
            @ForAll @IntRange(min = 0, max = 11) int payload, @ForAll @IntRange(min = 0, max = 900) int end) {
        byte[] whole = PAYLOADS.get(payload).getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(whole, Math.min(end, whole.length));
        Formats.all().forEach(format -> read(format, cut));
    }

    /** More of one open item than any limit allows. */
    @Property(tries = 1)
    void anEndlessItemDoesNotFillTheMemory() {
        for (String start : List.of(
                "[{\"uri\":\"",
                "{\"data\":{\"children\":[{\"x\":[",
                "From: a@b.example\nSubject: ",
                "<rss><channel><item><title>",
                "[[[[[",
                "mandrill_events=%5B")) {
            for (Format format : Formats.all()) {
                read(
                        format,
                        new Endless(start.getBytes(StandardCharsets.UTF_8), 6 << 20),
                        new ItemLimits(256 << 10, 1 << 20, 50));
            }
        }
    }

    private static void read(Format format, byte[] bytes) {
        read(format, new ByteArrayInputStream(bytes), new ItemLimits(64 << 10, 256 << 10, 50));
    }

    private static void read(Format format, InputStream in, ItemLimits limits) {
        try {
            JsonLinesWriter<Touchpoint> writer = JsonLinesWriter.touchpoints(OutputStream.nullOutputStream());
            format.read(in, new Reading(Collected.FETCHED, false, limits), new Sink() {
                @Override
                public void touchpoint(Touchpoint touchpoint) throws IOException {
                    writer.write(touchpoint);
                }

                @Override
                public void invalid(InvalidItem item) {
                    assertThat(item.reason()).as(format.name()).isNotBlank().hasSizeLessThan(2000);
                    assertThat(item.original().length).isLessThanOrEqualTo(limits.documentBytes());
                }

                @Override
                public void ignored(String what) {
                    assertThat(what).isNotBlank();
                }
            });
        } catch (IOException e) {
            throw new AssertionError(format.name() + " failed for what the stream holds", e);
        }
    }

    private byte[] mutated(byte[] original, int mutations) {
        byte[] bytes = original.clone();
        for (int i = 0; i < mutations && bytes.length > 1; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "{}[]\",:<>&\\\n0-".charAt(random.nextInt(14));
                case 2 -> { // a piece away
                    int length = Math.min(bytes.length - at, 1 + random.nextInt(20));
                    byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
                    System.arraycopy(bytes, at + length, shorter, at, shorter.length - at);
                    bytes = shorter;
                }
                default -> { // a piece twice
                    int length = Math.min(bytes.length - at, 1 + random.nextInt(20));
                    byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
                    System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
                    bytes = longer;
                }
            }
        }
        return bytes;
    }

    /** A beginning, and then letters for a long time. */
    private static final class Endless extends InputStream {
        private final byte[] start;
        private final long size;
        private long at;

        Endless(byte[] start, long size) {
            this.start = start;
            this.size = size;
        }

        @Override
        public int read() {
            if (at >= size) {
                return -1;
            }
            int value = at < start.length ? start[(int) at] : 'a';
            at++;
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (at >= size) {
                return -1;
            }
            int count = (int) Math.min(length, size - at);
            for (int i = 0; i < count; i++) {
                target[offset + i] = (byte) read();
            }
            return count;
        }
    }
}

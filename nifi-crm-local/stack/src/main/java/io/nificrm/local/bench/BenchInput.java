package io.nificrm.local.bench;

import io.nificrm.format.Format;
import io.nificrm.format.InvalidItem;
import io.nificrm.format.Reading;
import io.nificrm.format.Sink;
import io.nificrm.local.community.CommunityServer;
import io.nificrm.normalize.Formats;
import io.nificrm.normalize.Normalizer;
import io.nificrm.touchpoint.Touchpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is measured on: pages of the demo community, as a Mastodon server returns them, and one of its feeds.
 *
 * @param pages 40 statuses each
 * @param feed one feed, whole
 * @param touchpoints the pages, normalised
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record BenchInput(List<byte[]> pages, byte[] feed, List<Touchpoint> touchpoints) {
    private static final int PAGES = 50;
    private static final int PEOPLE = 2_000;
    private static final long SEED = 42;
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>;\\s*rel=\"next\"");

    static BenchInput fetch() throws IOException, InterruptedException {
        try (CommunityServer community = CommunityServer.builder()
                        .seed(SEED)
                        .historySize(PEOPLE)
                        .livePerMinute(0)
                        .start();
                HttpClient client = HttpClient.newHttpClient()) {
            List<byte[]> pages = new ArrayList<>();
            URI page = community.url().resolve("/api/v1/timelines/public?limit=40");
            while (pages.size() < PAGES) {
                HttpResponse<byte[]> answer = get(client, page);
                pages.add(answer.body());
                Matcher next = NEXT.matcher(answer.headers().firstValue("link").orElse(""));
                if (!next.find()) {
                    break;
                }
                page = URI.create(next.group(1));
            }
            byte[] feed = get(client, community.feeds().getFirst()).body();
            return new BenchInput(pages, feed, touchpoints(pages));
        }
    }

    static Format format(String name) {
        return Formats.named(name).orElseThrow(() -> new IllegalStateException("there is no format " + name));
    }

    /** The touchpoints of one page. */
    static List<Touchpoint> normalise(byte[] page) throws IOException {
        List<Touchpoint> touchpoints = new ArrayList<>();
        new Normalizer(format("mastodon"), Reading.at(Instant.now())).run(new ByteArrayInputStream(page), new Sink() {
            @Override
            public void touchpoint(Touchpoint touchpoint) {
                touchpoints.add(touchpoint);
            }

            @Override
            public void invalid(InvalidItem item) {
                throw new IllegalStateException(item.reason());
            }

            @Override
            public void ignored(String what) {
                // counted by the normaliser
            }
        });
        return touchpoints;
    }

    private static List<Touchpoint> touchpoints(List<byte[]> pages) throws IOException {
        List<Touchpoint> touchpoints = new ArrayList<>();
        for (byte[] page : pages) {
            touchpoints.addAll(normalise(page));
        }
        return touchpoints;
    }

    private static HttpResponse<byte[]> get(HttpClient client, URI uri) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(uri + " answers " + answer.statusCode());
        }
        return answer;
    }
}

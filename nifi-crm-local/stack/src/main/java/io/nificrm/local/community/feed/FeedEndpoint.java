package io.nificrm.local.community.feed;

import io.nificrm.local.community.http.Answer;
import io.nificrm.local.community.http.Endpoint;
import io.nificrm.local.community.http.Request;
import io.nificrm.local.community.story.Platform;
import io.nificrm.local.community.story.Snapshot;
import io.nificrm.local.community.story.Utterance;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Serves the feeds under {@code /feeds/}; knows {@code If-None-Match} and {@code If-Modified-Since} (RFC 9110). */
public final class FeedEndpoint implements Endpoint {
    private static final int LONGEST = 1_000;

    private final Supplier<Snapshot> community;
    private final Supplier<String> base;

    public FeedEndpoint(Supplier<Snapshot> community, Supplier<String> base) {
        this.community = community;
        this.base = base;
    }

    /** The feeds: path on this server by the venue of the story. */
    public static Map<String, String> paths() {
        return Map.of(
                "daily-grind", "/feeds/daily-grind.rss",
                "bean-notes", "/feeds/bean-notes.atom",
                "cup-reviews", "/feeds/cup-reviews.atom",
                "roast-talk", "/feeds/roast-talk.json");
    }

    @Override
    public Optional<Answer> answer(Request request) {
        return paths().entrySet().stream()
                .filter(feed -> feed.getValue().equals(request.path()))
                .findFirst()
                .map(feed -> answer(request, feed.getKey(), base.get() + feed.getValue()));
    }

    private Answer answer(Request request, String venue, String self) {
        Snapshot now = community.get();
        List<Utterance> entries = now.on(Platform.FEED).reversed().stream()
                .filter(utterance -> utterance.place().venue().equals(venue))
                .limit(LONGEST)
                .toList();
        Instant modified =
                entries.isEmpty() ? Instant.EPOCH : entries.getFirst().at();
        Answer answer = switch (venue) {
            case "daily-grind" -> Answer.text("application/rss+xml; charset=utf-8", RssFeed.write(entries, self));
            case "bean-notes" ->
                Answer.text("application/atom+xml; charset=utf-8", AtomFeed.write(AtomFeed.BLOG, entries, self));
            case "cup-reviews" ->
                Answer.text("application/atom+xml; charset=utf-8", AtomFeed.write(AtomFeed.REVIEWS, entries, self));
            default -> Answer.text("application/feed+json; charset=utf-8", JsonFeed.write(entries, self));
        };
        String tag = "\"" + digest(answer.body().bytes()) + "\"";
        Answer stampless = unchanged(request, tag, modified) ? Answer.notModified() : answer;
        return stampless
                .with("ETag", tag)
                .with("Last-Modified", httpDate(modified))
                .with("Cache-Control", "max-age=0");
    }

    private static boolean unchanged(Request request, String tag, Instant modified) {
        Optional<String> known = request.header("If-None-Match");
        if (known.isPresent()) {
            // RFC 9110, 13.1.3: the date is ignored where a tag is given
            return List.of(known.get().split("\\s*,\\s*", -1)).contains(tag);
        }
        return request.header("If-Modified-Since")
                .flatMap(FeedEndpoint::parsed)
                .filter(since -> !modified.isAfter(since))
                .isPresent();
    }

    private static Optional<Instant> parsed(String httpDate) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(httpDate)));
        } catch (DateTimeException invalid) {
            // RFC 9110, 13.1.3: an invalid date is ignored
            return Optional.empty();
        }
    }

    static String httpDate(Instant instant) {
        return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", java.util.Locale.ENGLISH)
                .format(ZonedDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    private static String digest(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Feeds write paragraphs as HTML. */
    static String html(String text) {
        StringBuilder html = new StringBuilder();
        for (String paragraph : text.split("\\n{2,}", -1)) {
            html.append("<p>")
                    .append(paragraph.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
                    .append("</p>");
        }
        return html.toString();
    }
}

package io.nificrm.source.feed;

import io.nificrm.format.Fields;
import io.nificrm.format.JsonItems;
import io.nificrm.format.Mentions;
import io.nificrm.format.Reading;
import io.nificrm.format.UnreadableItemException;
import io.nificrm.touchpoint.Media;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** JSON Feed, one item of it, and the JSON form of Apple's customer reviews. */
final class JsonFeedItems {
    private JsonFeedItems() {}

    static void map(Fields document, Reading reading, JsonItems.Emitter out)
            throws IOException, UnreadableItemException {
        if (document.has("feed")) {
            appleReviews(document.at("feed"), reading, out);
        } else if (document.at("items").node().isArray()) {
            FeedSource feed = new FeedSource(
                    document.text("title"),
                    document.text("home_page_url").or(() -> document.text("feed_url")),
                    document.text("description"),
                    author(document).flatMap(author -> author.text("name")),
                    document.text("language"),
                    Optional.empty());
            each(document.items("items"), item -> item(item, feed, reading), out);
        } else if (document.has("id") || document.has("url")) {
            FeedSource unknown = new FeedSource(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            out.touchpoint(item(document, unknown, reading));
        } else {
            throw new UnreadableItemException("this is no JSON Feed: it has no 'items'");
        }
    }

    @FunctionalInterface
    private interface EntryMapping {
        Touchpoint map(Fields entry) throws UnreadableItemException;
    }

    private static void each(List<Fields> entries, EntryMapping mapping, JsonItems.Emitter out) throws IOException {
        for (Fields entry : entries) {
            try {
                out.touchpoint(mapping.map(entry));
            } catch (UnreadableItemException e) {
                out.invalid(entry, e.getMessage());
            }
        }
    }

    private static Touchpoint item(Fields item, FeedSource feed, Reading reading) throws UnreadableItemException {
        Optional<Fields> author = author(item);
        return FeedItemBuilder.builder()
                .feed(feed)
                .id(item.text("id"))
                .link(item.text("url"))
                .externalLink(item.text("external_url"))
                .title(item.text("title"))
                .html(item.text("content_html")
                        .or(() -> item.text("content_text").map(JsonFeedItems::escaped))
                        .or(() -> item.text("summary").map(JsonFeedItems::escaped)))
                .published(item.time("date_published"))
                .changed(item.time("date_modified"))
                .language(item.text("language"))
                .authorName(author.flatMap(known -> known.text("name")))
                .authorUrl(author.flatMap(known -> known.text("url")))
                .categories(item.texts("tags"))
                .media(media(item))
                .raw(Optional.of(item.node()))
                .build()
                .toTouchpoint(reading);
    }

    /** Plain text as HTML that shows the same, lines included. */
    private static String escaped(String text) {
        if (text.indexOf('<') < 0 && text.indexOf('&') < 0 && text.indexOf('\n') < 0) {
            return text;
        }
        return "<pre>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</pre>";
    }

    private static Optional<Fields> author(Fields of) {
        List<Fields> authors = of.items("authors");
        if (!authors.isEmpty()) {
            return Optional.of(authors.getFirst());
        }
        return of.has("author") ? Optional.of(of.at("author")) : Optional.empty(); // version 1.0
    }

    private static List<Media> media(Fields item) {
        List<Media> media = new ArrayList<>();
        item.text("image")
                .or(() -> item.text("banner_image"))
                .ifPresent(url -> media.add(new Media(Optional.of("image"), Optional.of(url), Optional.empty())));
        for (Fields attachment : item.items("attachments")) {
            media.add(new Media(
                    attachment.text("mime_type").map(MediaTypes::of),
                    attachment.text("url"),
                    attachment.text("title")));
        }
        return media;
    }

    private static void appleReviews(Fields feed, Reading reading, JsonItems.Emitter out)
            throws IOException, UnreadableItemException {
        if (!feed.node().isObject()) {
            throw new UnreadableItemException("field 'feed' is not an object");
        }
        FeedSource source = new FeedSource(
                feed.text("title", "label"),
                feed.text("id", "label"),
                Optional.empty(),
                feed.text("author", "name", "label"),
                Optional.empty(),
                Optional.empty());
        List<Fields> entries = feed.at("entry").node().isObject() ? List.of(feed.at("entry")) : feed.items("entry");
        for (Fields entry : entries) {
            if (!entry.has("im:rating")) {
                out.ignored("the app itself, which heads its reviews");
                continue;
            }
            each(List.of(entry), review -> appleReview(review, source, reading), out);
        }
    }

    private static Touchpoint appleReview(Fields review, FeedSource feed, Reading reading)
            throws UnreadableItemException {
        var stars = review.count("im:rating", "label");
        return FeedItemBuilder.builder()
                .feed(feed)
                .id(review.text("id", "label"))
                .link(review.text("link", "attributes", "href"))
                .title(review.text("title", "label").map(JsonFeedItems::escaped))
                .html(review.text("content", "label").map(JsonFeedItems::escaped))
                .changed(review.time("updated", "label"))
                .authorName(review.text("author", "name", "label"))
                .authorUrl(review.text("author", "uri", "label"))
                .likes(review.countOfMany("im:voteSum", "label"))
                .stars(Mentions.rating(
                        stars.isPresent() ? OptionalDouble.of((double) stars.getAsLong()) : OptionalDouble.empty()))
                .raw(Optional.of(review.node()))
                .build()
                .toTouchpoint(reading);
    }
}

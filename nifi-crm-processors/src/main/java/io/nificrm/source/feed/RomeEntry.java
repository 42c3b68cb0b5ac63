package io.nificrm.source.feed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEnclosure;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndPerson;
import io.nificrm.format.Mentions;
import io.nificrm.format.Reading;
import io.nificrm.format.UnreadableItemException;
import io.nificrm.touchpoint.Media;
import io.nificrm.touchpoint.Touchpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdom2.Element;
import org.jdom2.Namespace;

/** An RSS or Atom entry as Rome gives it; the extensions that Rome does not know are read from its markup. */
final class RomeEntry {
    private static final Namespace APPLE = Namespace.getNamespace("http://itunes.apple.com/rss");
    private static final Namespace SLASH = Namespace.getNamespace("http://purl.org/rss/1.0/modules/slash/");
    private static final Namespace THREADING = Namespace.getNamespace("http://purl.org/syndication/thread/1.0");
    private static final Namespace MEDIA = Namespace.getNamespace("http://search.yahoo.com/mrss/");
    private static final Namespace YOUTUBE = Namespace.getNamespace("http://www.youtube.com/xml/schemas/2015");
    private static final Namespace ITUNES = Namespace.getNamespace("http://www.itunes.com/dtds/podcast-1.0.dtd");

    /** RSS's author is a mail address, with the name in brackets after it. */
    private static final Pattern MAIL_AND_NAME = Pattern.compile("\\S+@\\S+\\s*\\((.+)\\)");

    private final SyndEntry entry;
    private final FeedSource feed;

    RomeEntry(SyndEntry entry, FeedSource feed) {
        this.entry = entry;
        this.feed = feed;
    }

    static FeedSource source(SyndFeed feed) {
        return new FeedSource(
                text(feed.getTitle()),
                text(feed.getLink()).or(() -> text(feed.getUri())),
                text(feed.getDescription()),
                text(feed.getAuthor()).map(RomeEntry::name),
                text(feed.getLanguage()),
                text(feed.getGenerator()));
    }

    /** Apple puts the app itself before its reviews: an entry with a price and no rating. */
    boolean isAppleApp(SyndFeed whole) {
        boolean reviews = text(whole.getUri())
                .filter(uri -> uri.contains("/customerreviews/"))
                .isPresent();
        return reviews && find("rating", APPLE).isEmpty();
    }

    Touchpoint toTouchpoint(Reading reading, Supplier<FeedXml> source) throws UnreadableItemException {
        Optional<SyndPerson> author = entry.getAuthors().stream().findFirst();
        Optional<Element> inReplyTo = find("in-reply-to", THREADING);
        return FeedItemBuilder.builder()
                .feed(feed)
                .id(text(entry.getUri()))
                .link(text(entry.getLink()))
                .title(text(entry.getTitle()))
                .html(content())
                .published(instant(entry.getPublishedDate()))
                .changed(instant(entry.getUpdatedDate()))
                .authorName(author.flatMap(person -> text(person.getName()))
                        .or(() -> text(entry.getAuthor()))
                        .or(() -> find("author", ITUNES).flatMap(RomeEntry::value))
                        .map(RomeEntry::name))
                .authorUrl(author.flatMap(person -> text(person.getUri())))
                .categories(entry.getCategories().stream()
                        .map(SyndCategory::getName)
                        .filter(Objects::nonNull)
                        .toList())
                .media(media())
                .answers(inReplyTo.flatMap(element -> text(element.getAttributeValue("ref"))))
                .replies(first(number("comments", SLASH), number("total", THREADING)))
                .likes(first(number("voteSum", APPLE), attribute("starRating", "count")))
                .views(attribute("statistics", "views"))
                .stars(stars())
                .video(find("videoId", YOUTUBE).isPresent())
                .raw(reading.keepRaw() ? Optional.of(raw(source.get())) : Optional.empty())
                .build()
                .toTouchpoint(reading);
    }

    private ObjectNode raw(FeedXml source) {
        return JsonNodeFactory.instance.objectNode().put("xml", source.entry(entryIndex(source)));
    }

    private int entryIndex(FeedXml source) {
        String mark = text(entry.getUri()).or(() -> text(entry.getLink())).orElse("");
        for (int i = 0; !source.entry(i).isEmpty(); i++) {
            if (source.entry(i).contains(mark)) {
                return i;
            }
        }
        return 0;
    }

    /** The fullest text: the HTML content, any content, the description, the description of the media. */
    private Optional<String> content() {
        Optional<SyndContent> html = entry.getContents().stream()
                .filter(content ->
                        content.getType() == null || content.getType().contains("html"))
                .findFirst();
        return html.or(() -> entry.getContents().stream().findFirst())
                .or(() -> Optional.ofNullable(entry.getDescription()))
                .flatMap(content -> text(content.getValue()))
                .or(() -> find("description", MEDIA).flatMap(RomeEntry::value))
                .or(() -> find("summary", ITUNES).flatMap(RomeEntry::value));
    }

    private List<Media> media() {
        List<Media> media = new ArrayList<>();
        for (SyndEnclosure enclosure : entry.getEnclosures()) {
            media.add(new Media(
                    text(enclosure.getType()).map(MediaTypes::of), text(enclosure.getUrl()), Optional.empty()));
        }
        all(entry.getForeignMarkup())
                .filter(element -> element.getNamespace().equals(MEDIA))
                .filter(element ->
                        element.getName().equals("content") || element.getName().equals("thumbnail"))
                .forEach(element -> media.add(new Media(
                        element.getName().equals("thumbnail")
                                ? Optional.of("image")
                                : text(element.getAttributeValue("medium"))
                                        .or(() -> text(element.getAttributeValue("type")))
                                        .map(MediaTypes::of),
                        text(element.getAttributeValue("url")),
                        Optional.ofNullable(element.getChild("description", MEDIA))
                                .flatMap(RomeEntry::value))));
        return media.stream().filter(one -> one.url().isPresent()).distinct().toList();
    }

    private OptionalDouble stars() {
        OptionalLong rating = number("rating", APPLE);
        return Mentions.rating(
                rating.isPresent() ? OptionalDouble.of((double) rating.getAsLong()) : OptionalDouble.empty());
    }

    private static OptionalLong first(OptionalLong one, OptionalLong other) {
        return one.isPresent() ? one : other;
    }

    private OptionalLong number(String name, Namespace namespace) {
        return find(name, namespace)
                .flatMap(RomeEntry::value)
                .map(RomeEntry::number)
                .orElse(OptionalLong.empty());
    }

    private OptionalLong attribute(String name, String attribute) {
        return find(name, MEDIA)
                .flatMap(element -> text(element.getAttributeValue(attribute)))
                .map(RomeEntry::number)
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong number(String written) {
        try {
            long number = Long.parseLong(written.strip());
            return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
        } catch (NumberFormatException notANumber) {
            return OptionalLong.empty();
        }
    }

    private Optional<Element> find(String name, Namespace namespace) {
        return all(entry.getForeignMarkup())
                .filter(element ->
                        element.getName().equals(name) && element.getNamespace().equals(namespace))
                .findFirst();
    }

    private static Stream<Element> all(List<Element> elements) {
        return elements.stream().flatMap(element -> Stream.concat(Stream.of(element), all(element.getChildren())));
    }

    private static Optional<String> value(Element element) {
        return text(element.getValue());
    }

    private static Optional<Instant> instant(Date date) {
        return Optional.ofNullable(date).map(Date::toInstant);
    }

    private static Optional<String> text(String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static String name(String author) {
        Matcher matcher = MAIL_AND_NAME.matcher(author);
        return matcher.matches() ? matcher.group(1).strip() : author;
    }
}

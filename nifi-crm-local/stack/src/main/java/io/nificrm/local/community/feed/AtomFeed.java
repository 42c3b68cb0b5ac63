package io.nificrm.local.community.feed;

import io.nificrm.local.community.story.Utterance;
import java.time.Instant;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The blog, and reviews with stars as app stores publish them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4287">RFC 4287</a>
 */
final class AtomFeed {
    static final Site BLOG = new Site("Bean Notes", "https://bean-notes.example/", "tag:bean-notes.example,2021:blog");
    static final Site REVIEWS = new Site("Cup Reviews", "https://cup-reviews.example/", "https://cup-reviews.example/");

    /** The namespace of the rating in the customer review feeds of Apple's stores. */
    private static final String RATING = "http://itunes.apple.com/rss";

    private AtomFeed() {}

    /** Who publishes. */
    record Site(String title, String home, String id) {}

    static String write(Site site, List<Utterance> entries, String self) {
        return XmlText.of(xml -> {
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace("http://www.w3.org/2005/Atom");
            xml.writeNamespace("im", RATING);
            xml.writeAttribute("xml:lang", "en");
            XmlText.element(xml, "id", site.id());
            XmlText.element(xml, "title", site.title());
            XmlText.element(
                    xml,
                    "updated",
                    entries.isEmpty()
                            ? Instant.EPOCH.toString()
                            : entries.getFirst().at().toString());
            link(xml, "self", self);
            link(xml, "alternate", site.home());
            for (Utterance entry : entries) {
                entry(xml, entry);
            }
            xml.writeEndElement();
        });
    }

    private static void entry(XMLStreamWriter xml, Utterance entry) throws XMLStreamException {
        xml.writeStartElement("entry");
        XmlText.element(xml, "id", FeedIds.id(entry));
        XmlText.element(xml, "title", entry.words().title().orElse("Untitled"));
        link(xml, "alternate", FeedIds.link(entry));
        XmlText.element(xml, "published", entry.at().toString());
        XmlText.element(xml, "updated", entry.at().toString());
        xml.writeStartElement("author");
        XmlText.element(xml, "name", entry.author().name());
        xml.writeEndElement();
        if (entry.words().stars().isPresent()) {
            xml.writeStartElement("im", "rating", RATING);
            xml.writeCharacters(Integer.toString(entry.words().stars().getAsInt()));
            xml.writeEndElement();
        }
        xml.writeStartElement("content");
        xml.writeAttribute("type", "html");
        xml.writeCharacters(FeedEndpoint.html(entry.words().text()));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String relation, String address) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("href", address);
    }
}

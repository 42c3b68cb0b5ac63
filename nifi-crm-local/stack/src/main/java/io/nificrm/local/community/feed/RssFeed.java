package io.nificrm.local.community.feed;

import io.nificrm.local.community.story.Utterance;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The news outlet.
 *
 * @see <a href="https://www.rssboard.org/rss-specification">RSS 2.0</a>
 */
final class RssFeed {
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";

    private RssFeed() {}

    static String write(List<Utterance> entries, String self) {
        return XmlText.of(xml -> {
            xml.writeStartElement("rss");
            xml.writeAttribute("version", "2.0");
            xml.writeNamespace("atom", ATOM);
            xml.writeNamespace("dc", DUBLIN_CORE);
            xml.writeStartElement("channel");
            XmlText.element(xml, "title", "The Daily Grind");
            XmlText.element(xml, "link", "https://daily-grind.example/");
            XmlText.element(xml, "description", "News of the coffee trade");
            XmlText.element(xml, "language", "en-gb");
            xml.writeEmptyElement("atom", "link", ATOM);
            xml.writeAttribute("href", self);
            xml.writeAttribute("rel", "self");
            xml.writeAttribute("type", "application/rss+xml");
            for (Utterance entry : entries) {
                item(xml, entry);
            }
            xml.writeEndElement();
            xml.writeEndElement();
        });
    }

    private static void item(XMLStreamWriter xml, Utterance entry) throws XMLStreamException {
        xml.writeStartElement("item");
        XmlText.element(xml, "title", entry.words().title().orElse("Untitled"));
        XmlText.element(xml, "link", FeedIds.link(entry) + "?utm_source=rss&utm_medium=feed");
        xml.writeStartElement("guid");
        xml.writeAttribute("isPermaLink", "false");
        xml.writeCharacters(FeedIds.id(entry));
        xml.writeEndElement();
        XmlText.element(xml, "pubDate", FeedEndpoint.httpDate(entry.at()));
        xml.writeStartElement("dc", "creator", DUBLIN_CORE);
        xml.writeCharacters(entry.author().name());
        xml.writeEndElement();
        for (String topic : entry.facts().topics()) {
            XmlText.element(xml, "category", topic);
        }
        XmlText.element(xml, "description", FeedEndpoint.html(entry.words().text()));
        xml.writeEndElement();
    }
}

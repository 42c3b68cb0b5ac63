package io.nificrm.source.feed;

import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.JDOMException;
import org.jdom2.Namespace;
import org.jdom2.input.SAXBuilder;
import org.jdom2.output.Format;
import org.jdom2.output.XMLOutputter;
import org.jsoup.Jsoup;

/** RSS in all its versions, and Atom, as the XML they are. */
final class XmlFeed implements FeedDocument {

    private static final Namespace RDF = Namespace.getNamespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#");
    private static final Namespace DUBLIN_CORE = Namespace.getNamespace("http://purl.org/dc/elements/1.1/");

    /** The kinds, by their root element. */
    private enum Kind {
        RSS("item", "application/rss+xml"),
        RDF("item", "application/rdf+xml"),
        FEED("entry", "application/atom+xml");

        private final String entryName;
        private final String mimeType;

        Kind(String entryName, String mimeType) {
            this.entryName = entryName;
            this.mimeType = mimeType;
        }

        static Optional<Kind> of(String rootName) {
            return Stream.of(values())
                    .filter(kind -> kind.name().equals(rootName.toUpperCase(Locale.ROOT)))
                    .findFirst();
        }
    }

    private final Document document;
    private final Kind kind;

    private XmlFeed(Document document, Kind kind) {
        this.document = document;
        this.kind = kind;
    }

    static XmlFeed read(String text) throws UnreadableFeedException {
        Document document;
        try {
            document = new SAXBuilder(new BoundedXmlReader()).build(new StringReader(XmlRepair.mend(text)));
        } catch (JDOMException | IllegalArgumentException e) {
            // the latter for names that XML allows and JDOM does not
            throw webPage(text)
                    .orElseGet(() -> new UnreadableFeedException(
                            "the XML is broken: " + e.getMessage(), "ask who runs the feed", e));
        } catch (IOException e) {
            throw new UncheckedIOException("reading a text in memory failed", e);
        }
        Optional<Kind> kind = Kind.of(document.getRootElement().getName());
        if (kind.isEmpty()) {
            throw webPage(text)
                    .orElseGet(() -> new UnreadableFeedException(
                            "this is XML, but no feed: its root element is '"
                                    + document.getRootElement().getName() + "'",
                            "check the address"));
        }
        try {
            new WireFeedInput().build(document);
        } catch (FeedException | IllegalArgumentException e) {
            throw new UnreadableFeedException(
                    "it looks like a feed, but breaks the rules: " + e.getMessage(), "ask who runs the feed", e);
        }
        return new XmlFeed(document, kind.get());
    }

    /** A web page usually says where its feed is. */
    private static Optional<UnreadableFeedException> webPage(String text) {
        String beginning = text.substring(0, Math.min(text.length(), 1000)).toLowerCase(Locale.ROOT);
        if (!beginning.contains("<html") && !beginning.contains("<!doctype html")) {
            return Optional.empty();
        }
        String nextStep = Jsoup.parse(text).select("link[rel~=alternate][type~=(rss|atom|feed)][href]").stream()
                .map(link -> "the page says its feed is at " + link.attr("href"))
                .findFirst()
                .orElse("look on the page for the address of its feed");
        return Optional.of(new UnreadableFeedException("a web page came instead of a feed", nextStep));
    }

    @Override
    public List<FeedEntry> entries() {
        return elements().stream().map(XmlFeed::entry).toList();
    }

    private List<Element> elements() {
        Element root = document.getRootElement();
        Stream<Element> parents = kind == Kind.RSS
                ? root.getChildren().stream().filter(child -> child.getName().equals("channel"))
                : Stream.of(root);
        return parents.flatMap(parent -> parent.getChildren().stream())
                .filter(child -> child.getName().equals(kind.entryName))
                .toList();
    }

    private static FeedEntry entry(Element element) {
        Optional<String> about = Optional.ofNullable(element.getAttributeValue("about", RDF));
        Optional<String> id = first(element, "guid", "id").or(() -> about);
        String words = Stream.of("title", "description", "summary", "content")
                .map(name -> first(element, name).orElse(""))
                .reduce("", (text, part) -> text + '\n' + part);
        return new FeedEntry(
                id.map(String::strip).filter(text -> !text.isEmpty()),
                link(element),
                words,
                first(element, "pubDate", "published", "issued", "updated", "modified")
                        .or(() -> Optional.ofNullable(element.getChildText("date", DUBLIN_CORE)))
                        .flatMap(FeedTime::parse));
    }

    /** RSS has the address as text, Atom as an attribute of the link that is the entry itself. */
    private static Optional<String> link(Element element) {
        return element.getChildren("link", element.getNamespace()).stream()
                .filter(link -> link.getAttributeValue("rel", "alternate").equals("alternate"))
                .map(link -> link.getAttributeValue("href", link.getTextTrim()))
                .filter(address -> !address.isBlank())
                .findFirst();
    }

    private static Optional<String> first(Element element, String... names) {
        return Stream.of(names)
                .map(name -> element.getChild(name, element.getNamespace()))
                .filter(child -> child != null)
                .map(Element::getValue)
                .findFirst();
    }

    @Override
    public String mimeType() {
        return kind.mimeType;
    }

    @Override
    public byte[] keeping(IntPredicate chosen) {
        Document pruned = document.clone();
        List<Element> elements = new XmlFeed(pruned, kind).elements();
        List<Element> rejected = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            if (!chosen.test(i)) {
                rejected.add(elements.get(i));
            }
        }
        rejected.forEach(Element::detach);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new XMLOutputter(Format.getRawFormat().setEncoding("UTF-8")).output(pruned, out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }
}

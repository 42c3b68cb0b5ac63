package io.nificrm.html;

import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeTraversor;

/**
 * What a reader sees of a piece of HTML. Paragraphs and lines are kept, entities decoded, white space collapsed; scripts,
 * styles and hidden elements are gone; the text of a link stays. Nothing is fetched or resolved.
 *
 * @param text plain text, paragraphs separated by an empty line; may be empty
 * @param links absolute and relative targets of links, as written, in order
 * @param images pictures, as written, in order
 */
public record HtmlText(String text, List<Anchor> links, List<Image> images) {
    /** Longer HTML is cut: no post or mail that a person wrote is longer. */
    private static final int LONGEST = 2_000_000;

    /** A link: its target and the classes of its element, by which platforms mark mentions and hashtags. */
    public record Anchor(String href, String classes) {
        /** Whether the element has a class. */
        public boolean hasClass(String name) {
            return (" " + classes + " ").contains(" " + name + " ");
        }
    }

    /** A picture and the description for those who cannot see it. */
    public record Image(String source, Optional<String> alt) {}

    public HtmlText {
        links = List.copyOf(links);
        images = List.copyOf(images);
    }

    /** Reads a fragment or a whole document; never fails, as no browser does. */
    public static HtmlText of(String html) {
        String bounded = bounded(html);
        if (bounded.indexOf('<') < 0) {
            return new HtmlText(PlainText.collapsed(unescaped(bounded)), List.of(), List.of());
        }
        return PlainMarkup.read(bounded).orElseGet(() -> visible(parsed(bounded)));
    }

    /** Text without markup, its entities decoded. */
    public static String unescaped(String text) {
        return text.indexOf('&') < 0
                ? text
                : PlainMarkup.decoded(text, 0, text.length()).orElseGet(() -> Parser.unescapeEntities(text, false));
    }

    private static String bounded(String html) {
        return html.length() > LONGEST ? html.substring(0, LONGEST) : html;
    }

    private static Document parsed(String html) {
        return Parser.htmlParser().parseInput(bounded(html), "");
    }

    private static HtmlText visible(Document document) {
        VisibleText visible = new VisibleText();
        NodeTraversor.filter(visible, document.body());
        return new HtmlText(visible.text(), visible.links(), visible.images());
    }

    /**
     * Reads a document in which some elements do not count: the quoted history of a mail, for instance.
     *
     * @param without a CSS selector of what is left out
     */
    public static HtmlText of(String html, String without) {
        Document document = parsed(html);
        document.select(without).remove();
        return visible(document);
    }

    /** The text alone. */
    public static String text(String html) {
        return of(html).text();
    }
}

package io.nificrm.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** Walks a parsed document and collects what can be seen. */
final class VisibleText implements NodeFilter {
    private static final Set<String> UNSEEN = Set.of(
            "script",
            "style",
            "noscript",
            "template",
            "head",
            "title",
            "svg",
            "math",
            "object",
            "iframe",
            "select",
            "textarea",
            "button",
            "audio",
            "video",
            "canvas");
    private static final Set<String> PARAGRAPHS = Set.of(
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "pre",
            "ul",
            "ol",
            "dl",
            "table",
            "hr",
            "section",
            "article",
            "figure",
            "address",
            "header",
            "footer",
            "form",
            "fieldset",
            "details");
    private static final Set<String> LINES = Set.of(
            "div",
            "li",
            "tr",
            "dt",
            "dd",
            "center",
            "figcaption",
            "caption",
            "main",
            "nav",
            "aside",
            "summary",
            "tbody",
            "thead",
            "tfoot");
    private static final Set<String> CELLS = Set.of("td", "th");

    private final PlainText text = new PlainText();
    private final List<HtmlText.Anchor> links = new ArrayList<>();
    private final List<HtmlText.Image> images = new ArrayList<>();
    private int preformatted;

    String text() {
        return text.toString();
    }

    List<HtmlText.Anchor> links() {
        return links;
    }

    List<HtmlText.Image> images() {
        return images;
    }

    @Override
    public FilterResult head(Node node, int depth) {
        switch (node) {
            case TextNode words -> {
                if (preformatted > 0) {
                    text.appendPreformatted(words.getWholeText());
                } else {
                    text.append(words.getWholeText());
                }
            }
            case Element element -> {
                String name = element.normalName();
                if (UNSEEN.contains(name) || isHidden(element)) {
                    return FilterResult.SKIP_ENTIRELY;
                }
                open(element, name);
            }
            default -> {
                // comments, doctypes, data: nothing to see
            }
        }
        return FilterResult.CONTINUE;
    }

    private void open(Element element, String name) {
        switch (name) {
            case "br" -> text.lineBreak();
            case "img" -> image(element);
            case "a" -> {
                String href = element.attr("href").strip();
                if (!href.isEmpty()) {
                    links.add(new HtmlText.Anchor(href, element.className()));
                }
            }
            case "pre" -> {
                text.paragraph();
                preformatted++;
            }
            case "li" -> {
                text.line();
                text.append("- ");
            }
            default -> block(name);
        }
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            String name = element.normalName();
            if (name.equals("pre")) {
                preformatted--;
            }
            if (CELLS.contains(name)) {
                text.append(" ");
            }
            block(name);
        }
        return FilterResult.CONTINUE;
    }

    private void block(String name) {
        if (PARAGRAPHS.contains(name)) {
            text.paragraph();
        } else if (LINES.contains(name)) {
            text.line();
        }
    }

    /** An emoji drawn as a picture is text; any other picture is a picture. */
    private void image(Element image) {
        String alt = image.attr("alt").strip();
        boolean emoji = image.className().toLowerCase(Locale.ROOT).contains("emoji")
                || (!alt.isEmpty() && alt.codePoints().allMatch(VisibleText::isPictograph));
        if (emoji) {
            text.append(alt);
            return;
        }
        String source = image.attr("src").strip();
        if (!source.isEmpty() && !isTrackingPixel(image)) {
            images.add(new HtmlText.Image(source, alt.isEmpty() ? Optional.empty() : Optional.of(alt)));
        }
    }

    private static boolean isPictograph(int point) {
        return (Character.isEmoji(point) && point > 0xFF) || point == 0x200D || point == 0xFE0F;
    }

    private static boolean isTrackingPixel(Element image) {
        return image.attr("width").equals("1") || image.attr("height").equals("1");
    }

    private static boolean isHidden(Element element) {
        if (element.hasAttr("hidden")) {
            return true;
        }
        String style = element.attr("style");
        if (style.isEmpty()) {
            return false;
        }
        String compact = style.replace(" ", "").toLowerCase(Locale.ROOT);
        return compact.contains("display:none") || compact.contains("visibility:hidden");
    }
}

package io.nificrm.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the little markup that platforms make of a post themselves (paragraphs, line breaks, links, spans, emphasis) in one
 * pass, without a tree. Whatever is not exactly that (other elements, misnested or unquoted ones, hidden ones, rare entities)
 * is left to a real HTML parser, with which this agrees on all the rest.
 */
final class PlainMarkup {
    private static final int DEEPEST = 16;
    private static final int LONGEST_ENTITY = 8;

    private final String html;
    private final PlainText text = new PlainText();
    private final List<HtmlText.Anchor> links = new ArrayList<>(4);
    private final String[] open = new String[DEEPEST];
    private int depth;
    private int at;

    private PlainMarkup(String html) {
        this.html = html;
    }

    /** What is seen of it; absent where it takes a parser. */
    static Optional<HtmlText> read(String html) {
        PlainMarkup markup = new PlainMarkup(html);
        return html.indexOf('\0') < 0 && markup.run()
                ? Optional.of(new HtmlText(markup.text.toString(), markup.links, List.of()))
                : Optional.empty();
    }

    private boolean run() {
        while (at < html.length()) {
            int tag = html.indexOf('<', at);
            int end = tag < 0 ? html.length() : tag;
            if (!words(at, end)) {
                return false;
            }
            at = end;
            if (tag >= 0 && !tag()) {
                return false;
            }
        }
        // an open paragraph ends with the text; of other elements a parser knows better
        return depth == 0 || (depth == 1 && open[0].equals("p"));
    }

    private boolean words(int from, int to) {
        if (from == to) {
            return true;
        }
        Optional<String> words = decoded(html, from, to);
        words.ifPresent(text::append);
        return words.isPresent();
    }

    private boolean tag() {
        at++;
        boolean closing = at < html.length() && html.charAt(at) == '/';
        if (closing) {
            at++;
        }
        int start = at;
        while (at < html.length() && html.charAt(at) >= 'a' && html.charAt(at) <= 'z') {
            at++;
        }
        String name = known(html, start, at);
        if (name.isEmpty() || at == html.length()) {
            return false;
        }
        return closing ? close(name) : open(name);
    }

    private boolean close(String name) {
        if (html.charAt(at) != '>' || depth == 0 || !open[depth - 1].equals(name)) {
            return false;
        }
        at++;
        depth--;
        if (name.equals("p")) {
            text.paragraph();
        }
        return true;
    }

    private boolean open(String name) {
        Optional<String> href = Optional.empty();
        Optional<String> classes = Optional.empty();
        while (true) {
            skipBlanks();
            if (at >= html.length()) {
                return false;
            }
            char next = html.charAt(at);
            if (next == '>') {
                at++;
                break;
            }
            if (next == '/' && name.equals("br") && html.startsWith("/>", at)) {
                at += 2;
                break;
            }
            int start = at;
            while (at < html.length() && isNameCharacter(html.charAt(at))) {
                at++;
            }
            int valueStart = at + 2;
            if (at == start || !html.startsWith("=\"", at)) {
                return false;
            }
            int valueEnd = html.indexOf('"', valueStart);
            if (valueEnd < 0 || is("style", start) || is("hidden", start)) {
                return false;
            }
            if (is("href", start) || is("class", start)) {
                Optional<String> value = decoded(html, valueStart, valueEnd);
                if (value.isEmpty()) {
                    return false;
                }
                if (is("href", start)) {
                    href = href.or(() -> value);
                } else {
                    classes = classes.or(() -> value);
                }
            }
            at = valueEnd + 1;
        }
        return opened(
                name,
                href.map(String::strip).orElse(""),
                classes.map(String::strip).orElse(""));
    }

    private boolean opened(String name, String href, String classes) {
        switch (name) {
            case "br" -> {
                text.lineBreak();
                return true;
            }
            case "p" -> {
                // a paragraph ends the one before it, but not the elements in that
                if (depth > 1 || (depth == 1 && !open[0].equals("p"))) {
                    return false;
                }
                depth = 0;
                text.paragraph();
            }
            case "a" -> {
                for (int i = 0; i < depth; i++) {
                    if (open[i].equals("a")) {
                        return false;
                    }
                }
                if (!href.isEmpty()) {
                    links.add(new HtmlText.Anchor(href, classes));
                }
            }
            default -> {
                // seen by its words alone
            }
        }
        if (depth == DEEPEST) {
            return false;
        }
        open[depth++] = name;
        return true;
    }

    private boolean is(String attribute, int start) {
        return at - start == attribute.length() && html.startsWith(attribute, start);
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || c == '-';
    }

    private void skipBlanks() {
        while (at < html.length() && (html.charAt(at) == ' ' || html.charAt(at) == '\n')) {
            at++;
        }
    }

    private static String known(String html, int from, int to) {
        int length = to - from;
        if (length == 1) {
            return switch (html.charAt(from)) {
                case 'p' -> "p";
                case 'a' -> "a";
                case 'b' -> "b";
                case 'i' -> "i";
                default -> "";
            };
        }
        for (String name : List.of("br", "em", "span", "strong")) {
            if (length == name.length() && html.startsWith(name, from)) {
                return name;
            }
        }
        return "";
    }

    /** Text with its entities decoded; absent where one of them is none of the common ones. */
    static Optional<String> decoded(String html, int from, int to) {
        int entity = html.indexOf('&', from, to);
        if (entity < 0) {
            return Optional.of(html.substring(from, to));
        }
        StringBuilder decoded = new StringBuilder(to - from);
        int start = from;
        while (entity >= 0) {
            int end = html.indexOf(';', entity, Math.min(to, entity + LONGEST_ENTITY));
            int point = end < 0 ? -1 : entity(html.substring(entity + 1, end));
            if (point < 0) {
                return Optional.empty();
            }
            decoded.append(html, start, entity).appendCodePoint(point);
            start = end + 1;
            entity = html.indexOf('&', start, to);
        }
        return Optional.of(decoded.append(html, start, to).toString());
    }

    private static int entity(String name) {
        return switch (name) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "nbsp" -> '\u00a0';
            case "#39", "#x27" -> '\'';
            case "#x2F", "#x2f" -> '/';
            default -> -1;
        };
    }
}

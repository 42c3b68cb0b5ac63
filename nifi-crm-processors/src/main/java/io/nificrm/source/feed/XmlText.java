package io.nificrm.source.feed;

import java.util.Optional;

/** What both readers of XML feeds, that of the source and that of the format, do to a text before a parser sees it. */
final class XmlText {

    /** A document type, by its place; comments and processing instructions may stand before it, elements may not. */
    record DocumentType(int start, int end, boolean complete, boolean hasSubset) {

        private static final String NAME = "<!DOCTYPE";

        static Optional<DocumentType> in(String text) {
            int start = text.indexOf('<');
            while (start >= 0 && !text.regionMatches(true, start, NAME, 0, NAME.length())) {
                int inside = text.startsWith("<!--", start)
                        ? text.indexOf("-->", start)
                        : text.startsWith("<?", start) ? text.indexOf("?>", start) : -1;
                start = inside < 0 ? -1 : text.indexOf('<', inside);
            }
            return start < 0 ? Optional.empty() : Optional.of(at(start, text));
        }

        private static DocumentType at(int start, String text) {
            int depth = 0;
            boolean subset = false;
            for (int at = start; at < text.length(); at++) {
                switch (text.charAt(at)) {
                    case '[' -> {
                        depth++;
                        subset = true;
                    }
                    case ']' -> depth--;
                    case '>' -> {
                        if (depth <= 0) {
                            return new DocumentType(start, at + 1, true, subset);
                        }
                    }
                    default -> {}
                }
            }
            return new DocumentType(start, text.length(), false, subset);
        }

        String cutFrom(String text) {
            return text.substring(0, start) + text.substring(end);
        }
    }

    private XmlText() {}

    /** Where there is a character that no XML may hold, or half of one; most feeds have none. */
    private static int firstDoubtful(String text) {
        int at = 0;
        while (at < text.length() && isPlain(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isPlain(char c) {
        return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD);
    }

    /** XML 1.0, production 2: what no XML may hold becomes a blank, or the sign for a character that was lost. */
    static String withoutForbiddenCharacters(String text) {
        int first = firstDoubtful(text);
        if (first == text.length()) {
            return text;
        }
        StringBuilder allowed = new StringBuilder(text.length()).append(text, 0, first);
        text.substring(first).codePoints().forEach(c -> {
            if (c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD)) {
                allowed.append((char) c);
            } else if (c >= 0x10000) {
                allowed.appendCodePoint(c);
            } else {
                allowed.append(c < 0x20 ? ' ' : '\uFFFD');
            }
        });
        return allowed.toString();
    }
}

package io.nificrm.html;

/** Text as it grows: white space collapses, paragraphs and lines are kept, what cannot be seen is left out. */
final class PlainText {
    private final StringBuilder out = new StringBuilder();
    private int breaks;
    private boolean space;

    static String collapsed(String text) {
        PlainText plain = new PlainText();
        plain.append(text);
        return plain.toString();
    }

    /** Text in which white space only separates words. */
    void append(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '\u00a0' || Character.isWhitespace(c)) {
                space = true;
            } else if (!isInvisible(c)) {
                separate();
                out.append(c);
            }
        }
    }

    /** Text in which lines and blanks stand for themselves. */
    void appendPreformatted(String text) {
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                line();
            }
            String line = lines[i].stripTrailing();
            if (!line.isEmpty()) {
                separate();
                line.chars().filter(c -> !isInvisible((char) c)).forEach(c -> out.append((char) c));
            } else if (i > 0 && i < lines.length - 1) {
                paragraph();
            }
        }
    }

    void line() {
        breaks = Math.max(breaks, 1);
    }

    void paragraph() {
        breaks = 2;
    }

    /** A line break that the author set: two of them make a paragraph. */
    void lineBreak() {
        breaks = Math.min(2, breaks + 1);
    }

    private void separate() {
        if (!out.isEmpty()) {
            if (breaks > 0) {
                out.append(breaks == 1 ? "\n" : "\n\n");
            } else if (space) {
                out.append(' ');
            }
        }
        breaks = 0;
        space = false;
    }

    /** Soft hyphens, zero-width spaces and fillers, with which mails pad their preview; joiners of emoji stay. */
    private static boolean isInvisible(char c) {
        return c == '\u00ad' || c == '\u200b' || c == '\ufeff' || c == '\u034f' || c == '\u2060' || c == '\u180e';
    }

    @Override
    public String toString() {
        return out.toString();
    }
}

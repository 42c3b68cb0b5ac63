package io.nificrm.insight.features;

import java.text.Normalizer;

/**
 * The raw text of a post made plain: escapes and entities decoded, typographic quotes straight, lettering tricks
 * (mathematical bold, full width) turned into letters. Reused from post to post.
 */
final class PostText {
    private static final int MAX_CHARACTERS = Tokens.MAX_CHARACTERS;

    private final char[] characters = new char[MAX_CHARACTERS + 64];
    private int length;

    char at(int index) {
        return characters[index];
    }

    int length() {
        return length;
    }

    boolean startsWith(int index, String expected) {
        if (index + expected.length() > length) {
            return false;
        }
        for (int k = 0; k < expected.length(); k++) {
            if (characters[index + k] != expected.charAt(k)) {
                return false;
            }
        }
        return true;
    }

    void read(CharSequence text) {
        length = 0;
        int end = text.length();
        int index = 0;
        while (index < end && length < MAX_CHARACTERS) {
            char c = text.charAt(index);
            index += switch (c) {
                case '\\' -> escape(text, index);
                case '&' -> entity(text, index);
                case '\u2018', '\u2019', '`', '\u00b4' -> put('\'');
                case '\u201c', '\u201d', '"' -> quote();
                default -> c >= '\ud835' && c <= '\uff5e' ? lettering(text, index) : put(c);
            };
        }
    }

    private int put(char c) {
        characters[length++] = c;
        return 1;
    }

    /** Doubled quotes come from CSV exports and mean one. */
    private int quote() {
        return length > 0 && characters[length - 1] == '"' ? 1 : put('"');
    }

    /** Escaped UTF-16 units, as JSON that was exported twice has them; a lone backslash says nothing. */
    private int escape(CharSequence text, int index) {
        if (index + 5 < text.length() && text.charAt(index + 1) == 'u') {
            int value = 0;
            for (int k = 2; k < 6; k++) {
                int digit = Character.digit(text.charAt(index + k), 16);
                if (digit < 0) {
                    return 1;
                }
                value = value * 16 + digit;
            }
            char decoded = (char) value;
            put(decoded == '\u2019' || decoded == '\u2018' ? '\'' : decoded);
            return 6;
        }
        return 1;
    }

    private int entity(CharSequence text, int index) {
        int prefix = matches(text, index, "&amp;") ? 5 : 1;
        int name = index + prefix;
        if (matches(text, name, "lt;")) {
            put('<');
            return prefix + 3;
        }
        if (matches(text, name, "gt;")) {
            put('>');
            return prefix + 3;
        }
        if (matches(text, name, "quot;")) {
            quote();
            return prefix + 5;
        }
        if (matches(text, name, "#39;")) {
            put('\'');
            return prefix + 4;
        }
        put('&');
        return prefix;
    }

    private static boolean matches(CharSequence text, int index, String expected) {
        if (index + expected.length() > text.length()) {
            return false;
        }
        for (int k = 0; k < expected.length(); k++) {
            if (text.charAt(index + k) != expected.charAt(k)) {
                return false;
            }
        }
        return true;
    }

    private int lettering(CharSequence text, int index) {
        int codePoint = Character.codePointAt(text, index);
        boolean mathematical = codePoint >= 0x1D400 && codePoint <= 0x1D7FF;
        boolean fullWidth = codePoint >= 0xFF01 && codePoint <= 0xFF5E;
        if (mathematical || fullWidth) {
            String plain = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
            for (int k = 0; k < plain.length(); k++) {
                put(plain.charAt(k));
            }
            return Character.charCount(codePoint);
        }
        return put(text.charAt(index));
    }
}

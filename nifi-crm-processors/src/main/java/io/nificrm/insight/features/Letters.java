package io.nificrm.insight.features;

/** What belongs to a word, and how its letters are folded. */
final class Letters {
    /** Says of {@link #fold} that the character carries no meaning of its own and is dropped. */
    static final char DROPPED = 0;

    private Letters() {}

    static boolean isWordCharacter(char c) {
        if (c < 128) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        }
        if (Character.isSurrogate(c)) {
            return false;
        }
        if (Character.isLetterOrDigit(c)) {
            return true;
        }
        // marks carry the vowels of Devanagari and Thai: a word must not break on them
        int type = Character.getType(c);
        return c != '\ufe0f' && (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK);
    }

    /** Lower case; Arabic letters that writers use for one another become one, tatweel and vowel marks go. */
    static char fold(char c) {
        if (c < 128) {
            return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        if (c >= '\u0600' && c <= '\u06ff') {
            return switch (c) {
                case '\u0640', '\u0670' -> DROPPED;
                case '\u0622', '\u0623', '\u0625' -> '\u0627';
                case '\u0649' -> '\u064a';
                case '\u0629' -> '\u0647';
                default -> c >= '\u064b' && c <= '\u0652' ? DROPPED : c;
            };
        }
        return Character.toLowerCase(c);
    }

    static boolean isUpperCase(char c) {
        return c < 128 ? c >= 'A' && c <= 'Z' : Character.isUpperCase(c);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

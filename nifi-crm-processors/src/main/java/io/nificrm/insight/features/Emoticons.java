package io.nificrm.insight.features;

/** Recognises typed faces such as {@code :-)}, {@code ;P}, {@code <3} and {@code ^_^}. */
final class Emoticons {
    private static final String MOUTHS = ")(DdPp/\\|3Oo*][}{@$SsxX";
    private static final String[] FIXED = {"</3", "<3", "-_-", "^_^", "^^", ">.<"};

    private Emoticons() {}

    /** Length of the emoticon that starts at {@code index}, or 0. */
    static int lengthAt(PostText text, int index) {
        char c = text.at(index);
        int length = text.length();
        if (c == ':' || c == ';' || c == '=') {
            return faceLength(text, index);
        }
        if ((c == '(' || c == ')') && index + 1 < length) {
            char next = text.at(index + 1);
            return next == ':' || next == ';' || next == '=' ? 2 : 0;
        }
        if (c == '<' || c == '-' || c == '^' || c == '>') {
            for (String face : FIXED) {
                if (text.startsWith(index, face)) {
                    return face.length();
                }
            }
        }
        return 0;
    }

    /** Eyes, perhaps a tear, perhaps a nose, and a mouth that does not begin a word ({@code :Dublin}) or a path ({@code ://}). */
    private static int faceLength(PostText text, int index) {
        int length = text.length();
        int next = index + 1;
        if (next < length && text.at(next) == '\'') {
            next++;
        }
        if (next < length && isNose(text, next)) {
            next++;
        }
        if (next >= length || MOUTHS.indexOf(text.at(next)) < 0) {
            return 0;
        }
        char mouth = text.at(next);
        boolean letter = mouth < 128 && Character.isLetterOrDigit(mouth);
        if (letter && next + 1 < length && Character.isLetterOrDigit(text.at(next + 1))) {
            return 0;
        }
        if (mouth == '/' && next + 1 < length && text.at(next + 1) == '/') {
            return 0;
        }
        return next + 1 - index;
    }

    private static boolean isNose(PostText text, int index) {
        char c = text.at(index);
        boolean beforeMouth = index + 1 < text.length() && MOUTHS.indexOf(text.at(index + 1)) >= 0;
        return c == '-' || c == '^' || (c == 'o' && beforeMouth);
    }
}

package io.nificrm.voice.duplicate;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The words of a text as they are compared: without addresses, mentions, emoji, punctuation and case, so that "RT @a: Great tea!
 * https://…" says what "great tea" says. Knows no language; in scripts that put no space between words every character is one.
 */
public final class Words {
    private static final Pattern LINK = Pattern.compile("(?i)\\b(?:https?://|www\\.)\\S+");
    private static final Pattern REPOST_MARK = Pattern.compile("(?i)^\\s*RT\\s+(?=@)");
    private static final Pattern MENTION =
            Pattern.compile("(?<![\\p{L}\\p{N}])@[\\p{L}\\p{N}_.-]+(?:@[\\p{L}\\p{N}_.-]+)?");

    private Words() {}

    /** The words of a text in their order. */
    public static List<String> of(String text) {
        String folded = folded(bare(text));
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean letters = false; // a mark without a letter is what is left of an emoji
        int i = 0;
        while (i < folded.length()) {
            int character = folded.codePointAt(i);
            i += Character.charCount(character);
            boolean byItself = isWordByItself(character);
            boolean letter = !byItself && Character.isLetterOrDigit(character);
            if (letter || (!byItself && isMark(character))) {
                word.appendCodePoint(character);
                letters |= letter;
            } else if (byItself || (character != '\'' && character != '’')) {
                end(word, letters, words);
                letters = false;
                if (byItself) {
                    words.add(Character.toString(character));
                }
            }
        }
        end(word, letters, words);
        return words;
    }

    /** Without addresses and mentions; most texts have none, and no expression is tried on them. */
    private static String bare(String text) {
        String bare = text;
        if (bare.contains("://") || bare.contains("w.") || bare.contains("W.")) {
            bare = LINK.matcher(bare).replaceAll(" ");
        }
        if (bare.indexOf('@') >= 0) {
            bare = REPOST_MARK.matcher(bare).replaceFirst("");
            bare = MENTION.matcher(bare).replaceAll(" ");
        }
        return bare;
    }

    private static String folded(String text) {
        String composed = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
        return composed.toLowerCase(Locale.ROOT);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    private static void end(StringBuilder word, boolean letters, List<String> words) {
        if (letters) {
            words.add(word.toString());
        }
        word.setLength(0);
    }

    private static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isWordByItself(int character) {
        return character >= 128
                && Character.isLetter(character)
                && switch (Character.UnicodeScript.of(character)) {
                    case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
                    default -> false;
                };
    }
}

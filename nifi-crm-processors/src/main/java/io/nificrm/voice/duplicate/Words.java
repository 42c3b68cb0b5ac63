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
        String bare = LINK.matcher(text).replaceAll(" ");
        bare = REPOST_MARK.matcher(bare).replaceFirst("");
        bare = MENTION.matcher(bare).replaceAll(" ");
        String folded = Normalizer.normalize(bare, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        folded.codePoints().forEach(character -> {
            if (isWordByItself(character)) {
                end(word, words);
                words.add(Character.toString(character));
            } else if (Character.isLetterOrDigit(character) || isMark(character)) {
                word.appendCodePoint(character);
            } else if (character != '\'' && character != '’') {
                end(word, words);
            }
        });
        end(word, words);
        return words;
    }

    private static void end(StringBuilder word, List<String> words) {
        // a mark without a letter is what is left of an emoji
        if (word.codePoints().anyMatch(Character::isLetterOrDigit)) {
            words.add(word.toString());
        }
        word.setLength(0);
    }

    private static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isWordByItself(int character) {
        return Character.isLetter(character)
                && switch (Character.UnicodeScript.of(character)) {
                    case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
                    default -> false;
                };
    }
}

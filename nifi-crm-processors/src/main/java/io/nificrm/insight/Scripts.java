package io.nificrm.insight;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a language by its writing alone, where the writing suffices: Greek script is Greek. Also says where a text in Latin or
 * Arabic script certainly is in none of the languages that the model knows. Holds its working memory: one instance per thread.
 */
final class Scripts {
    private static final Map<Character.UnicodeScript, String> ONLY_LANGUAGE = new EnumMap<>(Map.ofEntries(
            Map.entry(Character.UnicodeScript.DEVANAGARI, "hi"),
            Map.entry(Character.UnicodeScript.GREEK, "el"),
            Map.entry(Character.UnicodeScript.HEBREW, "he"),
            Map.entry(Character.UnicodeScript.THAI, "th"),
            Map.entry(Character.UnicodeScript.HANGUL, "ko"),
            Map.entry(Character.UnicodeScript.HIRAGANA, "ja"),
            Map.entry(Character.UnicodeScript.KATAKANA, "ja"),
            Map.entry(Character.UnicodeScript.HAN, "zh"),
            Map.entry(Character.UnicodeScript.GEORGIAN, "ka"),
            Map.entry(Character.UnicodeScript.ARMENIAN, "hy"),
            Map.entry(Character.UnicodeScript.BENGALI, "bn"),
            Map.entry(Character.UnicodeScript.GUJARATI, "gu"),
            Map.entry(Character.UnicodeScript.GURMUKHI, "pa"),
            Map.entry(Character.UnicodeScript.TAMIL, "ta"),
            Map.entry(Character.UnicodeScript.TELUGU, "te"),
            Map.entry(Character.UnicodeScript.KANNADA, "kn"),
            Map.entry(Character.UnicodeScript.MALAYALAM, "ml"),
            Map.entry(Character.UnicodeScript.SINHALA, "si"),
            Map.entry(Character.UnicodeScript.KHMER, "km"),
            Map.entry(Character.UnicodeScript.LAO, "lo"),
            Map.entry(Character.UnicodeScript.MYANMAR, "my")));

    /** Letters of Persian, Urdu, Pashto, Kurdish that Arabic does not use. */
    private static final String NOT_ARABIC = "پچژکگیٹڈڑںےھہۀڤێۆ";
    /** Letters that none of the known languages in Latin script use. */
    private static final String NOT_KNOWN_LATIN = "řšžčďťňůěąęłśźżćńđőűğışțăåøðþæāēīūķļņģ";

    /** A mark of another language counts only if it is no slip: at least this share of all letters. */
    private static final float FOREIGN_SHARE = 0.03f;

    private final Map<Character.UnicodeScript, Integer> counts = new EnumMap<>(Character.UnicodeScript.class);
    private int latin;
    private int arabic;
    private int foreign;
    private int letters;

    /** What the writing of a text allows to say. */
    enum Verdict {
        /** {@link #language} knows it. */
        CERTAIN,
        /** A script of several languages that the model knows: ask the model. */
        OPEN,
        /** None of the languages that the model or this class knows. */
        NONE,
        /** No letters at all. */
        NO_LETTERS
    }

    Verdict read(CharSequence text) {
        counts.clear();
        latin = 0;
        arabic = 0;
        foreign = 0;
        letters = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '@' || (c == 'h' && isLink(text, i))) {
                i = afterBlank(text, i);
                continue;
            }
            count(c);
            i++;
        }
        return verdict();
    }

    private static boolean isLink(CharSequence text, int index) {
        return index + 4 <= text.length()
                && text.charAt(index + 1) == 't'
                && text.charAt(index + 2) == 't'
                && text.charAt(index + 3) == 'p';
    }

    private static int afterBlank(CharSequence text, int index) {
        int i = index;
        while (i < text.length() && text.charAt(i) > ' ') {
            i++;
        }
        return i;
    }

    private void count(char c) {
        if (c < 128) {
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
                latin++;
                letters++;
            }
            return;
        }
        if (!Character.isLetter(c)) {
            return;
        }
        letters++;
        Character.UnicodeScript script = Character.UnicodeScript.of(c);
        if (script == Character.UnicodeScript.LATIN) {
            latin++;
            foreign += NOT_KNOWN_LATIN.indexOf(Character.toLowerCase(c)) >= 0 ? 1 : 0;
        } else if (script == Character.UnicodeScript.ARABIC) {
            arabic++;
            foreign += NOT_ARABIC.indexOf(c) >= 0 ? 1 : 0;
        } else {
            counts.merge(script, 1, Integer::sum);
        }
    }

    private Verdict verdict() {
        if (letters == 0) {
            return Verdict.NO_LETTERS;
        }
        if (2 * (latin + arabic) >= letters && foreign > 1 && foreign > FOREIGN_SHARE * letters) {
            return Verdict.NONE;
        }
        if (2 * latin >= letters) {
            return Verdict.OPEN;
        }
        return language().isPresent() ? Verdict.CERTAIN : Verdict.NONE;
    }

    /** The language that the writing alone tells, with the share of letters that say so. */
    Optional<DetectedLanguage> language() {
        if (2 * arabic > letters) {
            return Optional.of(new DetectedLanguage("ar", (float) arabic / letters));
        }
        int kana = count(Character.UnicodeScript.HIRAGANA) + count(Character.UnicodeScript.KATAKANA);
        int han = count(Character.UnicodeScript.HAN);
        if (kana > 0 && 2 * (kana + han) > letters) {
            return Optional.of(new DetectedLanguage("ja", (float) (kana + han) / letters));
        }
        return counts.entrySet().stream()
                .filter(entry -> 2 * entry.getValue() > letters && ONLY_LANGUAGE.containsKey(entry.getKey()))
                .findFirst()
                .map(entry ->
                        new DetectedLanguage(ONLY_LANGUAGE.get(entry.getKey()), (float) entry.getValue() / letters));
    }

    private int count(Character.UnicodeScript script) {
        return counts.getOrDefault(script, 0);
    }
}

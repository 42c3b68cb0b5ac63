package io.nificrm.triage.response;

import java.util.regex.Pattern;

/**
 * Whether a text says thanks. Words of the languages in which moods are told, and a few more; <i>thanks for nothing</i>
 * and <i>no thanks</i> are no thanks.
 */
final class Gratitude {
    private static final int ENOUGH = 2_000;

    private static final Pattern THANKS = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(thank(s|ful| ?you)?|thx|tysm|cheers|appreciated?|danke(schön|schoen)?|vielen"
                    + " dank|merci|gracias|grazie|obrigad[oa]|bedankt|dank"
                    + " je|tack|takk|tak|dzięki|dziękuję|děkuji|kiitos|teşekkürler|спасибо"
                    + "|дякую|شكرا|شكراً|धन्यवाद|शुक्रिया|dhanyavaad|shukriya|ありがとう|谢谢|감사합니다)(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern NO_THANKS = Pattern.compile(
            "\\b(no|not|nope)[, ]+(thanks?|thank you|appreciated)|thanks? (you )?for (nothing|ruining|wasting|breaking)"
                    + "|danke für (nichts|gar nichts)|nein[, ]+danke|merci pour rien|gracias por nada|grazie di niente",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private Gratitude() {}

    static boolean in(String text) {
        String start = text.length() <= ENOUGH ? text : text.substring(0, ENOUGH);
        return THANKS.matcher(start).find() && !NO_THANKS.matcher(start).find();
    }
}

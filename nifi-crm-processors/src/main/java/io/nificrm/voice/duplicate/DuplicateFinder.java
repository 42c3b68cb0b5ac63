package io.nificrm.voice.duplicate;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Finds the first touchpoint that said the same. Texts of five words or more are compared by likeness, whoever said them; shorter
 * ones ("thank you", "love it") are the same voice only when one author says exactly the same again.
 *
 * <p>All copies are compared with the first one, not with one another, so that a text does not drift into another by small steps.
 * What comes again under the same id is recognised and changes nothing. Thread-safe.
 */
final class DuplicateFinder {
    /** With fewer words many people say the same by chance. */
    static final int ENOUGH_WORDS = 5;

    private final DuplicateSettings settings;
    private final SketchWindow window;
    private final SequencedMap<ShortText, Copies> shortTexts = new LinkedHashMap<>(16, 0.75f, true);

    DuplicateFinder(DuplicateSettings settings) {
        this.settings = settings;
        this.window = new SketchWindow(settings.texts());
    }

    private record ShortText(long author, long text) {}

    /**
     * What is known of a text.
     *
     * @param first the first touchpoint that said it; the one asked about where nobody said it before
     * @param touchpoints how many said it, itself among them, up to {@link Copies#MOST}
     * @param authors how many different authors said it, up to {@link Copies#MOST}
     */
    record Known(String first, int touchpoints, int authors) {}

    /** Looks for a text, and remembers it. */
    Known look(Voice voice, String text) {
        List<String> words = Words.of(text);
        if (words.size() < ENOUGH_WORDS) {
            return shortText(voice, text);
        }
        Sketch sketch = Sketch.of(words);
        synchronized (this) {
            // its own older self comes before all others: a replay must give what was given before
            Copies copies = window.mostAlike(sketch, settings.similarity(), known -> isItself(known, voice))
                    .or(() -> window.mostAlike(sketch, settings.similarity(), known -> isNear(known, voice)))
                    .map(SketchWindow.Found::copies)
                    .orElseGet(() -> {
                        Copies first = new Copies(voice);
                        window.add(sketch, first);
                        return first;
                    });
            return counted(copies, voice);
        }
    }

    private synchronized Known shortText(Voice voice, String text) {
        ShortText key = new ShortText(voice.author(), Hashes.of(text.strip()));
        Copies copies = Optional.ofNullable(shortTexts.get(key))
                .filter(known -> isItself(known, voice) || isNear(known, voice))
                .orElseGet(() -> new Copies(voice));
        if (isItself(copies, voice)) {
            shortTexts.put(key, copies);
            while (shortTexts.size() > settings.texts()) {
                shortTexts.remove(shortTexts.firstEntry().getKey());
            }
        }
        return counted(copies, voice);
    }

    private static Known counted(Copies copies, Voice voice) {
        copies.count(voice);
        return new Known(copies.first().touchpoint(), copies.touchpoints(), copies.authors());
    }

    private static boolean isItself(Copies known, Voice voice) {
        return known.first().touchpoint().equals(voice.touchpoint());
    }

    private boolean isNear(Copies known, Voice voice) {
        Duration apart = Duration.between(known.first().said(), voice.said()).abs();
        return apart.compareTo(settings.age()) <= 0;
    }
}

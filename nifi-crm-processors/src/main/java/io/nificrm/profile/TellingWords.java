package io.nificrm.profile;

import io.nificrm.profile.query.Words;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;

/**
 * The words of a text that say what it is about: without those that every text of its language has (Lucene's lists and
 * {@link #COMMON}), without handles, links and numbers. Counted over many mentions they show what drives them.
 * Thread-safe.
 */
final class TellingWords {
    /** At most so many of one mention, the first. */
    static final int MOST = 24;

    /** So much of a text is looked at; what drives a story is said early. */
    private static final int LONGEST_TEXT = 2_000;

    private static final int LONGEST_WORD = 40;
    /** In alphabets beyond, a sign or two can be a word. */
    private static final int LAST_LATIN = 0x24F;

    private static final Pattern LINK = Pattern.compile("(?:https?://|www\\.)\\S+");
    private static final Words WORDS = new Words();

    /** What everybody says, in the languages that we meet most, as far as it is no word of content in another of them. */
    static final Set<String> COMMON = Set.copyOf(List.of(
            ("a an and are as at be been but by can did do does for from get had has have he her here him his how i if"
                            + " in is it it's its i'm just me my no not now of off on one or our out she so some than that the"
                            + " their them then there they this to too up us was we were what when where which who will with would"
                            + " you your de la le les et el los en y que un una der die das und ist ein eine zu mit il di e o os"
                            + " do da em https http www com")
                    .split(" ")));

    private static final Set<String> ENGLISH = Set.copyOf(List.of(
            ("about after again all almost also although always am another any anybody anyone anything around away back"
                            + " because before being best better both came come comes could day days done don't doesn't didn't"
                            + " can't couldn't isn't wasn't won't wouldn't even ever every everyone everything few finally first"
                            + " gets getting give go goes going gone good got great hello hey hi however i'd i'll i've it'll"
                            + " keep know last least less let let's like likes little long look lot lots love made make makes"
                            + " many maybe might mine more most much must need never new next nobody nothing nice oh ok okay"
                            + " old once only other others over own people per perhaps please put quite rather really right said"
                            + " same say says see seen since somebody someone something sometimes still such sure take tell thank"
                            + " thanks that's there's these thing things think those though through time times today together"
                            + " took tried try two under until use used using very want wants way well went what's while whole"
                            + " why without won yes yesterday yet you'd you'll you're you've we're we've they're he's she's who's"
                            + " am pm vs via etc re ll ve dont cant im ive")
                    .split(" ")));

    private static final Map<String, Set<String>> STOP_WORDS = Map.of(
            "en", with(EnglishAnalyzer.getDefaultStopSet(), ENGLISH),
            "de",
                    with(
                            GermanAnalyzer.getDefaultStopSet(),
                            Set.of("mal", "schon", "gibt", "ganz", "immer", "mehr", "warum", "wieso", "heute")),
            "fr",
                    with(
                            FrenchAnalyzer.getDefaultStopSet(),
                            Set.of(
                                    "est",
                                    "sont",
                                    "suis",
                                    "ont",
                                    "cest",
                                    "plus",
                                    "tres",
                                    "tout",
                                    "bien",
                                    "fait",
                                    "pourquoi")),
            "es", with(SpanishAnalyzer.getDefaultStopSet(), Set.of("bien", "hace", "solo", "vez")),
            "it", with(ItalianAnalyzer.getDefaultStopSet(), Set.of("molto", "sempre", "fatto", "bene")),
            "pt", with(PortugueseAnalyzer.getDefaultStopSet(), Set.of("bem", "faz", "sempre", "vez")),
            "nl", with(DutchAnalyzer.getDefaultStopSet(), Set.of("heel", "weer", "gaat", "goed", "waarom")));

    private TellingWords() {}

    /**
     * The telling words of a title and a text, in their order, as {@link Words} spells them.
     *
     * @param lang BCP 47
     * @param known words that are no news, such as the brand's own name
     */
    static List<String> of(
            Optional<String> title, Optional<String> text, Optional<String> lang, Collection<String> known) {
        String language = lang.map(TellingWords::language).orElse("en"); // where nobody knows, the most frequent one
        Set<String> stop = STOP_WORDS.getOrDefault(language, COMMON);
        Set<String> names = new HashSet<>();
        known.forEach(name -> WORDS.of(name).forEach(word -> names.add(bare(word))));
        Set<String> telling = new LinkedHashSet<>();
        for (Optional<String> part : List.of(title, text)) {
            for (String word : WORDS.of(LINK.matcher(beginning(part.orElse(""))).replaceAll(" "))) {
                if (telling.size() == MOST) {
                    return List.copyOf(telling);
                }
                if (says(word)
                        && word.length() <= LONGEST_WORD
                        && !stop.contains(word)
                        && !names.contains(bare(word))) {
                    telling.add(word);
                }
            }
        }
        return List.copyOf(telling);
    }

    /** Whether it can be a word of content in any language. */
    private static boolean says(String word) {
        int first = word.codePointAt(0);
        return (first == '#' && word.length() > 1)
                || (Character.isLetter(first) && (word.length() > 2 || first > LAST_LATIN));
    }

    private static String bare(String word) {
        return word.startsWith("#") || word.startsWith("@") ? word.substring(1) : word;
    }

    private static String language(String lang) {
        int dash = lang.indexOf('-');
        return (dash < 0 ? lang : lang.substring(0, dash)).toLowerCase(Locale.ROOT);
    }

    private static String beginning(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    private static Set<String> with(CharArraySet lucene, Set<String> more) {
        Set<String> all = lucene.stream()
                .map(word -> new String((char[]) word))
                .flatMap(word -> WORDS.of(word).stream())
                .collect(Collectors.toCollection(HashSet::new));
        all.addAll(COMMON);
        more.forEach(word -> all.addAll(WORDS.of(word)));
        return Set.copyOf(all);
    }
}

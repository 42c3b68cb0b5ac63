package io.nificrm.profile;

import io.nificrm.profile.query.Words;
import io.nificrm.touchpoint.Touchpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what people talk about that the profile does not know yet: phrases of one to three words that are frequent in
 * mentions without topic and persona, and significantly more so than in the rest. The work behind
 * {@code crm profile suggest}. Significance is Dunning's log-likelihood ratio G² (T. Dunning, Accurate Methods for the
 * Statistics of Surprise and Coincidence, 1993); above 10.83 chance is less likely than one in a thousand. A young profile
 * covers too little to compare with: then the most frequent phrases of several words, and hashtags, are suggested. Memory is
 * bounded: beyond a quarter of a million phrases those seen once are forgotten. Not thread-safe.
 */
public final class PhraseSuggestions {
    private static final int LONGEST_PHRASE = 3;
    private static final int MOST_PHRASES = 250_000;
    private static final double SIGNIFICANT = 10.83;
    private static final int FEWEST_MENTIONS = 3;
    /** Covered mentions, at least, to compare with. */
    private static final int FEWEST_COVERED = 30;
    /** Covered mentions, at least, as one in so many of the uncovered ones. */
    private static final int LEAST_COVERED_PART = 5;

    private final ListeningProfile profile;
    private final Words words = new Words();
    private final Map<String, long[]> counts = new HashMap<>(); // phrase → mentions uncovered, covered
    private long uncovered;
    private long covered;

    /**
     * A phrase that may deserve an entry.
     *
     * @param uncovered mentions without topic and persona that hold it
     * @param covered other mentions that hold it
     * @param significance G²
     */
    public record Suggestion(String phrase, long uncovered, long covered, double significance) {}

    /** Suggestions for a profile, with no mentions yet. */
    public PhraseSuggestions(ListeningProfile profile) {
        this.profile = profile;
    }

    /** Reads one more mention. */
    public void add(Touchpoint mention) {
        Touchpoint tagged = profile.tag(mention);
        boolean known = !tagged.topics().isEmpty() || !tagged.personas().isEmpty();
        if (known) {
            covered++;
        } else {
            uncovered++;
        }
        for (String phrase : phrases(mention)) {
            counts.computeIfAbsent(phrase, p -> new long[2])[known ? 1 : 0]++;
        }
        if (counts.size() > MOST_PHRASES) {
            counts.values().removeIf(count -> count[0] + count[1] < 2);
        }
    }

    private Set<String> phrases(Touchpoint mention) {
        Set<String> phrases = new HashSet<>();
        for (String text : List.of(mention.title().orElse(""), mention.text().orElse(""))) {
            List<String> all = words.of(text);
            for (int start = 0; start < all.size(); start++) {
                for (int end = start + 1; end <= Math.min(all.size(), start + LONGEST_PHRASE); end++) {
                    if (says(all.get(start)) && says(all.get(end - 1))) {
                        phrases.add(String.join(" ", all.subList(start, end)));
                    }
                }
            }
        }
        return phrases;
    }

    private static boolean says(String word) {
        return !TellingWords.COMMON.contains(word)
                && word.length() > 1
                && !word.startsWith("@")
                && !Character.isDigit(word.charAt(0));
    }

    /** Mentions without topic and persona. */
    public long uncovered() {
        return uncovered;
    }

    /** Whether enough mentions have a topic or a persona for the others to be compared with them. */
    public boolean hasContrast() {
        return covered >= FEWEST_COVERED && covered * LEAST_COVERED_PART >= uncovered;
    }

    /** The most significant phrases, or the most frequent where there is no contrast, at most so many; of phrases within one another with the same count, the longest. */
    public List<Suggestion> best(int most) {
        boolean contrast = hasContrast();
        List<Suggestion> found = new ArrayList<>();
        counts.forEach((phrase, count) -> {
            boolean more = count[0] * Math.max(1, covered) > count[1] * Math.max(1, uncovered);
            double significance = significance(count[0], uncovered, count[1], covered);
            boolean frequent = count[0] >= FEWEST_MENTIONS;
            boolean telling = contrast ? more && significance >= SIGNIFICANT : isSeveralWords(phrase);
            if (frequent && telling) {
                found.add(new Suggestion(phrase, count[0], count[1], significance));
            }
        });
        Comparator<Suggestion> weakestFirst = contrast
                ? Comparator.comparingDouble(Suggestion::significance)
                : Comparator.comparingLong(Suggestion::uncovered);
        found.sort(weakestFirst
                .reversed()
                .thenComparing(
                        Comparator.comparingInt((Suggestion s) -> s.phrase().length())
                                .reversed())
                .thenComparing(Suggestion::phrase));
        List<Suggestion> best = new ArrayList<>();
        for (Suggestion suggestion : found) {
            boolean within = best.stream()
                    .anyMatch(longer -> longer.uncovered() == suggestion.uncovered()
                            && (" " + longer.phrase() + " ").contains(" " + suggestion.phrase() + " "));
            if (!within && best.size() < most) {
                best.add(suggestion);
            }
        }
        return best;
    }

    /** Single words that are frequent are mostly words that everybody uses. */
    private static boolean isSeveralWords(String phrase) {
        return phrase.indexOf(' ') > 0 || phrase.startsWith("#");
    }

    /** G² of a phrase found in {@code a} of {@code n} mentions and in {@code b} of {@code m} others. */
    static double significance(long a, long n, long b, long m) {
        if (n == 0 || m == 0) {
            return 0;
        }
        double shared = (double) (a + b) / (n + m);
        return 2
                * (term(a, n * shared)
                        + term(n - a, n * (1 - shared))
                        + term(b, m * shared)
                        + term(m - b, m * (1 - shared)));
    }

    private static double term(long observed, double expected) {
        return observed == 0 || expected == 0 ? 0 : observed * Math.log(observed / expected);
    }
}

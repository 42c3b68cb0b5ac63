package io.nificrm.insight.features;

/**
 * Sums of word valence over a post, cut into bins. A negated word counts {@value #NEGATED} times its valence, an
 * intensified one {@value #INTENSIFIED} times, a shouted one {@value #SHOUTED} times.
 *
 * @see <a href="https://github.com/cjhutto/vaderSentiment">VADER (Hutto and Gilbert 2014), where the three numbers come from</a>
 */
final class ValenceFeatures {
    private static final float NEGATED = -0.74f;
    private static final float INTENSIFIED = 1.3f;
    private static final float SHOUTED = 1.25f;
    private static final float SATURATION = 15f;
    private static final int BASE = 2000;

    private static final HashTable INTENSIFIERS = HashTable.ofWords(
            "very so really extremely totally absolutely super fucking too most such completely highly insanely"
                    + " incredibly sehr total voll echt richtig wirklich viel muy tan demasiado realmente très trop"
                    + " tellement vraiment molto troppo davvero così tanto muito tão demais realmente جدا كثير bahut bohot"
                    + " bhot itna itni kitna");

    private final Valence valence;
    private Features features;

    ValenceFeatures(Valence valence) {
        this.valence = valence;
        this.features = new Features();
    }

    /** Replaces the valence features of {@code target} by those of the tokens, read as words of {@code language}. */
    void addTo(Features target, Tokens tokens, String language) {
        features = target;
        features.clear(FeatureGroup.VALENCE);
        HashTable lexicon = valence.lexicon(language);
        float positive = 0;
        float negative = 0;
        float highest = 0;
        float lowest = 0;
        float first = 0;
        float last = 0;
        int positives = 0;
        int negatives = 0;
        for (int i = 0; i < tokens.count; i++) {
            float value = tokens.kinds[i] == TokenKind.HASHTAG ? 0 : lexicon.get(tokens.hashes[i], 0);
            if (value == 0) {
                continue;
            }
            value *= tokens.negated[i] ? NEGATED : 1;
            value *= i > 0 && INTENSIFIERS.contains(tokens.hashes[i - 1]) ? INTENSIFIED : 1;
            value *= tokens.capitals[i] ? SHOUTED : 1;
            if (value > 0) {
                positive += value;
                positives++;
                highest = Math.max(highest, value);
            } else {
                negative -= value;
                negatives++;
                lowest = Math.min(lowest, value);
            }
            first = first == 0 ? value : first;
            last = value;
            features.add(FeatureGroup.VALENCE, Hashes.pair(BASE, Math.round(value)), i);
        }
        float sum = positive - negative;
        bin(1, (int) Math.min(positive, 9));
        bin(2, (int) Math.min(negative, 9));
        bin(3, Math.round(Math.clamp(sum, -8, 8)));
        bin(4, Math.round(last));
        bin(5, Math.round(highest));
        bin(6, Math.round(lowest));
        bin(7, Math.min(positives, 4) * 5 + Math.min(negatives, 4));
        bin(8, Math.round(first));
        bin(9, (int) Math.round(8 * sum / Math.sqrt(sum * sum + SATURATION)));
        int tendency = sum > 1 ? 1 : sum < -1 ? -1 : 0;
        int marks =
                Math.min(tokens.questions, 1) * 4 + Math.min(tokens.exclamations, 1) * 2 + Math.min(tokens.links, 1);
        bin(10, Hashes.pair(tendency, marks));
    }

    private void bin(int which, int value) {
        features.add(FeatureGroup.VALENCE, Hashes.pair(BASE + which, value), Features.WHOLE_TEXT);
    }
}

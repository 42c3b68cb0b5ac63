package io.nificrm.profile.query;

import java.util.function.IntConsumer;

/**
 * Finds a phrase of different words. As in Lucene, the words may be moved {@code slop} places in all: subtracting from
 * each word's position its place in the phrase, the smallest window over all words must not be wider than the slop.
 */
final class PhraseScan {
    private PhraseScan() {}

    /**
     * Whether the phrase, whose words all occur, is there.
     *
     * @param found takes the occurrences of the words in each place where it is
     */
    static boolean find(MentionView view, Condition.Phrase phrase, IntConsumer found) {
        int n = phrase.patterns().size();
        int[] at = new int[n]; // the occurrence of each word that is looked at
        for (int i = 0; i < n; i++) {
            at[i] = view.firstOccurrence(phrase.patterns().get(i));
        }
        boolean any = false;
        while (true) {
            int smallest = 0;
            int min = Integer.MAX_VALUE;
            int max = Integer.MIN_VALUE;
            for (int i = 0; i < n; i++) {
                int moved = view.position(at[i]) - phrase.offsets().get(i);
                if (moved < min) {
                    min = moved;
                    smallest = i;
                }
                max = Math.max(max, moved);
            }
            if (max - min <= phrase.slop()) {
                any = true;
                for (int occurrence : at) {
                    found.accept(occurrence);
                }
            }
            at[smallest] = view.nextOccurrence(at[smallest]);
            if (at[smallest] < 0) {
                return any;
            }
        }
    }
}

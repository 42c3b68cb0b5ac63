package io.nificrm.source;

import java.time.Instant;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a page that was read backwards means: which of its items are new, and where the cursor goes.
 *
 * <p>Items are known by positions, texts that a comparator puts in the order of age, no two items the same. A page may overlap
 * the last one; what was delivered is not new.
 *
 * @param fresh the indexes of the new items
 * @param next the cursor once they are handed over
 * @param more whether older items may be missing still
 */
public record GapStep(BitSet fresh, GapCursor next, boolean more) {

    /** Sorts behind every id that begins with a letter or digit. */
    private static final String AFTER_EVERY_ID = "~";

    /**
     * Judges a page of a platform that pages by id.
     *
     * @param cursor the one with which the page was asked for
     * @param positions ids of its items, in their order
     * @param byAge older ones first
     * @param tooOld whether the item at an index is older than the initial backlog
     * @param hasMore whether the platform has a page after this one
     */
    public static GapStep byId(
            GapCursor cursor, List<String> positions, Comparator<String> byAge, IntPredicate tooOld, boolean hasMore) {
        return of(cursor, positions, unseen(cursor, positions, byAge), byAge, tooOld, hasMore);
    }

    /**
     * Judges a page of a platform that pages by time. Which items of one moment come first is up to the platform, so the last
     * moment of a page may be incomplete: it is left for the next page, which begins with it.
     *
     * @param positions {@link TimePosition#text} of its items, in their order
     */
    public static GapStep byTime(GapCursor cursor, List<String> positions, IntPredicate tooOld, boolean hasMore) {
        Comparator<String> byAge = Comparator.naturalOrder();
        BitSet unseen = unseen(cursor, positions, byAge);
        if (!hasMore || unseen.isEmpty()) {
            return of(cursor, positions, unseen, byAge, tooOld, hasMore);
        }
        Instant last = unseen.stream()
                .mapToObj(i -> TimePosition.time(positions.get(i)))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        BitSet complete = unseen.stream()
                .filter(i -> !TimePosition.time(positions.get(i)).equals(last))
                .collect(BitSet::new, BitSet::set, BitSet::or);
        if (!complete.isEmpty()) {
            return of(cursor, positions, complete, byAge, tooOld, true);
        }
        if (unseen.cardinality() < positions.size()) {
            // the overlap took the room: the next page begins with this moment, without overlap
            String beginning = new TimePosition(last, AFTER_EVERY_ID).text();
            return new GapStep(complete, cursor.reached(youngest(cursor, positions, byAge), beginning), true);
        }
        // a page full of one moment can't be told apart any further
        return of(cursor, positions, unseen, byAge, tooOld, true);
    }

    /**
     * Judges a page of a platform that hands out a token for the page after it, newest first.
     *
     * @param positions {@link TimePosition#text} of its items, in their order
     * @param nextToken the way to the next page; absent after the last one
     */
    public static GapStep byToken(
            GapCursor cursor, List<String> positions, IntPredicate tooOld, Optional<String> nextToken) {
        Comparator<String> byAge = Comparator.naturalOrder();
        // a page reached by a token follows the last one exactly; only without it there is an overlap
        GapCursor exact = cursor.followsExactly()
                ? new GapCursor(
                        cursor.floor(),
                        cursor.delivered(),
                        cursor.newest(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                : cursor;
        GapStep step = of(exact, positions, unseen(exact, positions, byAge), byAge, tooOld, nextToken.isPresent());
        boolean onlyOverlap = cursor.passing()
                && !cursor.followsExactly()
                && step.fresh().isEmpty()
                && nextToken.isPresent()
                && positions.stream()
                        .allMatch(position -> cursor.resumeAt().orElseThrow().compareTo(position) <= 0);
        if (onlyOverlap) {
            // the token was lost: through what was delivered already, to where the pass was
            return new GapStep(new BitSet(), cursor.through(nextToken), true);
        }
        return step.more() ? new GapStep(step.fresh(), step.next().withToken(nextToken), true) : step;
    }

    /**
     * Judges a page of a platform that numbers its pages, newest first: what came meanwhile moves items to the next page.
     *
     * @param positions of its items, in their order, which sort as texts by age
     * @param hasMore whether there is a page after this one
     * @param nextPage its number
     */
    public static GapStep byPageNumber(
            GapCursor cursor, List<String> positions, IntPredicate tooOld, boolean hasMore, String nextPage) {
        boolean onlyDelivered = !positions.isEmpty()
                && cursor.resumeAt()
                        .map(resume -> positions.stream().allMatch(position -> position.compareTo(resume) >= 0))
                        .orElse(false);
        if (onlyDelivered && hasMore) {
            return new GapStep(new BitSet(), cursor.withToken(Optional.of(nextPage)), true);
        }
        GapStep step = byId(cursor, positions, Comparator.naturalOrder(), tooOld, hasMore);
        return step.more() ? new GapStep(step.fresh(), step.next().withToken(Optional.of(nextPage)), true) : step;
    }

    private static String youngest(GapCursor cursor, List<String> positions, Comparator<String> byAge) {
        return Stream.concat(positions.stream(), cursor.delivered().stream())
                .max(byAge)
                .orElseThrow();
    }

    private static BitSet unseen(GapCursor cursor, List<String> positions, Comparator<String> byAge) {
        IntPredicate beforeResume = i -> cursor.resumeAt()
                .map(resume -> byAge.compare(positions.get(i), resume) < 0)
                .orElse(true);
        return IntStream.range(0, positions.size()).filter(beforeResume).collect(BitSet::new, BitSet::set, BitSet::or);
    }

    private static GapStep of(
            GapCursor cursor,
            List<String> positions,
            BitSet unseen,
            Comparator<String> byAge,
            IntPredicate tooOld,
            boolean hasMore) {
        if (unseen.isEmpty()) {
            return new GapStep(unseen, cursor.closed(), false);
        }
        IntPredicate beyondEnd = cursor.delivered().isPresent()
                ? i -> byAge.compare(positions.get(i), cursor.delivered().get()) <= 0
                : tooOld;
        int oldest = unseen.stream()
                .boxed()
                .min((a, b) -> byAge.compare(positions.get(a), positions.get(b)))
                .orElseThrow();
        String youngest = youngest(cursor, positions, byAge);
        boolean more = hasMore && !beyondEnd.test(oldest);
        GapCursor reached = cursor.reached(youngest, positions.get(oldest));
        BitSet fresh = unseen.stream().filter(beyondEnd.negate()).collect(BitSet::new, BitSet::set, BitSet::or);
        return new GapStep(fresh, more ? reached : reached.closed(), more);
    }

    /** The page to hand over. */
    public Page page(ItemPage items, Instant fetchedAt) {
        return new Page(
                Optional.of(fresh).filter(chosen -> !chosen.isEmpty()).map(chosen -> items.keeping(chosen, fetchedAt)),
                next.text(),
                more,
                List.of());
    }
}

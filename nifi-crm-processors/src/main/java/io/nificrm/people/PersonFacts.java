package io.nificrm.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What somebody's touchpoints say about them, all together.
 *
 * @param interactions what they said or did themselves: all but our own words and mails that were merely sent
 * @param aboutUs touchpoints that name one of our brands, and mails opened or clicked
 * @param endorsements touchpoints of praise or with a key message
 * @param flagged touchpoints that were put into a queue for somebody to answer
 * @param answered those of them that were
 * @param open those of them that wait
 * @param recentComplaints mails called spam, or complaints still open, in the last 90 days
 * @param recentMood mean sentiment of the last 90 days
 * @param earlierMood mean sentiment before
 * @param reach of all together
 */
record PersonFacts(
        long touchpoints,
        long recentTouchpoints,
        Instant firstSeen,
        Instant lastSeen,
        List<Platform> platforms,
        List<String> names,
        List<String> urls,
        List<String> brands,
        List<String> topics,
        List<String> personas,
        List<String> needs,
        long interactions,
        long aboutUs,
        long endorsements,
        long flagged,
        long answered,
        long open,
        long recentComplaints,
        OptionalDouble recentMood,
        OptionalDouble earlierMood,
        long followers,
        long reach,
        boolean ours) {

    private static final double CLEAR_CHANGE = 0.2;

    /** Where they were heard, how often and since when. */
    record Platform(String name, long touchpoints, Instant firstSeen, Instant lastSeen) {}

    /** better, worse or steady; empty where there is nothing to compare. */
    Optional<String> moodTrend() {
        if (recentMood.isEmpty() || earlierMood.isEmpty()) {
            return Optional.empty();
        }
        double change = recentMood.getAsDouble() - earlierMood.getAsDouble();
        if (Math.abs(change) < CLEAR_CHANGE) {
            return Optional.of("steady");
        }
        return Optional.of(change > 0 ? "better" : "worse");
    }
}

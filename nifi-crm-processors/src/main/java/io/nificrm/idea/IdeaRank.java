package io.nificrm.idea;

import java.util.OptionalDouble;

/**
 * Which ideas come first: most of all those that many different people have (60 of 100 points, on a logarithmic scale
 * that ends at 1,000), then those that many could see (30, ending at 10 million), then those of people who are unhappy
 * without it (10, from a mood of 1 to one of −1).
 */
final class IdeaRank {
    private static final double PEOPLE = 60 / Math.log(1 + 1_000.0);
    private static final double REACH = 30 / Math.log(1 + 10_000_000.0);
    private static final double MOOD = 10 / 2.0;

    private IdeaRank() {}

    /** 0 … 100, to one decimal place. */
    static double of(long people, long reach, OptionalDouble mood) {
        double points = Math.min(60, PEOPLE * Math.log(1.0 + people))
                + Math.min(30, REACH * Math.log(1.0 + reach))
                + MOOD * (1 - mood.orElse(0));
        return Math.round(points * 10) / 10.0;
    }
}

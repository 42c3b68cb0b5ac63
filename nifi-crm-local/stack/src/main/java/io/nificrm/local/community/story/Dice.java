package io.nificrm.local.community.story;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Seeded chance. Everything random in the community comes from here, drawn in one fixed order, so that a seed is
 * enough to tell the same story again. Only strict arithmetic is used: the same on every machine and every JDK.
 * Not safe for concurrent use.
 */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Dice of their own for one purpose, so that more draws there do not shift what happens elsewhere. */
    Dice split() {
        return new Dice(random.nextLong());
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    double fraction() {
        return random.nextDouble();
    }

    long bits() {
        return random.nextLong();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int lowest, int highest) {
        return lowest + random.nextInt(highest - lowest + 1);
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** Picks in proportion to a weight that is never negative; at least one must be positive. */
    <T> T pick(List<T> from, ToDoubleFunction<T> weight) {
        double total = 0;
        for (T candidate : from) {
            total += weight.applyAsDouble(candidate);
        }
        double mark = random.nextDouble() * total;
        for (T candidate : from) {
            mark -= weight.applyAsDouble(candidate);
            if (mark < 0) {
                return candidate;
            }
        }
        return from.getLast();
    }

    /** Pareto: mostly close to {@code smallest}, now and then enormous; a smaller {@code shape} has the heavier tail. */
    double heavyTailed(double smallest, double shape) {
        return smallest / StrictMath.pow(1 - random.nextDouble(), 1 / shape);
    }

    /** Waiting time of a Poisson process. */
    double exponential(double mean) {
        return -mean * StrictMath.log(1 - random.nextDouble());
    }

    /** Log-normal with the given median: how long people take to answer. */
    double around(double median, double spread) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        double normal = radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
        return median * StrictMath.exp(spread * normal);
    }
}

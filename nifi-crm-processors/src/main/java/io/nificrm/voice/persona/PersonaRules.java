package io.nificrm.voice.persona;

import java.time.Duration;
import java.time.Instant;

/**
 * When a persona stands. Each mention on which the profile found a persona is one piece of evidence of weight 1 that halves every
 * half-life; at time T the weight is {@code Σ 2^(−(T − tᵢ) / halfLife)} over the mentions said at {@code tᵢ}. A persona stands while
 * its weight is at least {@code weightToStand}.
 *
 * @param halfLife how long evidence takes to lose half of its weight; positive
 * @param weightToStand positive; 1.5 needs two mentions within one half-life
 */
public record PersonaRules(Duration halfLife, double weightToStand) {
    public PersonaRules {
        if (halfLife.isNegative() || halfLife.isZero()) {
            throw new IllegalArgumentException("The half-life must be positive, not " + halfLife);
        }
        if (!(weightToStand > 0 && weightToStand < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The weight to stand must be positive, not " + weightToStand);
        }
    }

    /** What is left at a time of evidence of weight 1 from another; more than 1 where that time is earlier. */
    double decay(Instant from, Instant to) {
        double halfLives = (double) (to.toEpochMilli() - from.toEpochMilli()) / halfLife.toMillis();
        return Math.pow(2, -halfLives);
    }
}

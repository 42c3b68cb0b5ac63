package io.nificrm.triage.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The alerts of one group.
 *
 * @param waitingSince when the first came of those that wait to be told
 * @param waiting how many wait
 * @param worst those of them that a message lists
 * @param lastTold when a message told of this group
 */
record AlertGroup(
        String name, Optional<Instant> waitingSince, long waiting, List<Alert> worst, Optional<Instant> lastTold) {
    AlertGroup {
        worst = worst == null ? List.of() : List.copyOf(worst);
    }

    static AlertGroup empty(String name) {
        return new AlertGroup(name, Optional.empty(), 0, List.of(), Optional.empty());
    }

    AlertGroup with(Alert alert, int listed, Instant now) {
        List<Alert> kept = Stream.concat(worst.stream(), Stream.of(alert))
                .sorted(Alert.WORST_FIRST)
                .limit(listed)
                .toList();
        return new AlertGroup(name, waitingSince.or(() -> Optional.of(now)), waiting + 1, kept, lastTold);
    }

    AlertGroup told(Instant now) {
        return new AlertGroup(name, Optional.empty(), 0, List.of(), Optional.of(now));
    }

    /** Whether it may be told by now. */
    boolean tellable(AlertPolicy policy, Instant now) {
        return waiting > 0 && !quiet(policy, now);
    }

    /** Whether it has waited long enough. */
    boolean due(AlertPolicy policy, Instant now) {
        Instant since = waitingSince.orElse(now).plus(policy.groupWait());
        Instant next = lastTold.map(told -> told.plus(policy.groupInterval())).orElse(Instant.MIN);
        return tellable(policy, now) && !now.isBefore(since) && !now.isBefore(next);
    }

    /** Whether nothing is known of it that matters later. */
    boolean over(AlertPolicy policy, Instant now) {
        return waiting == 0
                && lastTold.map(told -> told.plus(policy.groupInterval()).isBefore(now))
                        .orElse(true);
    }

    private boolean quiet(AlertPolicy policy, Instant now) {
        return policy.quietHours()
                .map(quiet -> quiet.holds(worst.getFirst().urgency(), now))
                .orElse(false);
    }
}

package io.nificrm.triage.escalation;

import io.nificrm.touchpoint.Triage;
import io.nificrm.triage.lifecycle.Escalation;
import java.time.Duration;
import java.util.Optional;

/**
 * What happens to a mention that has been overdue for so long.
 *
 * @param level 1 for the first step
 * @param after how long after its due time
 * @param raise whether its priority goes up by one; p1 stays p1
 * @param release whether it is taken from its assignee and given back to the queue
 * @param assignee to whom it is given
 */
record EscalationStep(long level, Duration after, boolean raise, boolean release, Optional<String> assignee) {
    private static final String MOST_URGENT = "p1";

    /** The priorities and assignee of a mention after this step. */
    Escalation of(Optional<Triage> triage) {
        Optional<String> priority = triage.flatMap(Triage::priority);
        return new Escalation(level, raise ? priority.map(EscalationStep::raised) : Optional.empty(), release);
    }

    private static String raised(String priority) {
        if (!priority.matches("p[2-9]")) {
            return MOST_URGENT;
        }
        return "p" + (priority.charAt(1) - '1');
    }

    EscalationStep repeated(long times, Duration every) {
        return new EscalationStep(level + times, after.plus(every.multipliedBy(times)), raise, release, assignee);
    }

    /** In words, for the history. */
    String words() {
        return (raise ? "raised" : "")
                + (raise && (release || assignee.isPresent()) ? ", " : "")
                + assignee.map(name -> "given to " + name).orElse(release ? "given back to the queue" : "");
    }
}

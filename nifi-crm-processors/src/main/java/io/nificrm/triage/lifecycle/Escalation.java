package io.nificrm.triage.lifecycle;

import java.util.Optional;

/**
 * What becomes of a mention whose time passed without an answer.
 *
 * @param level how many steps of escalation it has taken with this one; 1 for the first
 * @param priority the new priority; absent: as it was
 * @param release whether it goes back to the queue, for anybody to take
 */
public record Escalation(long level, Optional<String> priority, boolean release) {
    public Escalation {
        if (level < 1) {
            throw new IllegalArgumentException("the first level of escalation is 1");
        }
    }
}

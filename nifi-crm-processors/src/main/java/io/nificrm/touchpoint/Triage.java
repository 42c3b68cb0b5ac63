package io.nificrm.touchpoint;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Where it was routed and what people did about it. Queue, priority, score, reasons and due time are set by routing; the
 * rest by people and by detected replies, and is never overwritten when the touchpoint is fetched again.
 *
 * @param responseSeconds from the touchpoint's time to the first answer
 * @param resolutionSeconds from the touchpoint's time to its being resolved; dismissing resolves nothing
 * @param nextAskedAt since when the author, who came back after our answer, waits for our next one; absent: they do not
 * @param nextResponseSeconds how long each of our next answers took, from what they came back with to the answer
 * @param escalation how many steps of escalation it has taken because nobody answered in time
 * @param corrected the fields whose tags a person corrected, e.g. {@code sentiment}; no stage overwrites them
 * @param revision how many decisions were taken; the last one is the triage event of this number
 * @param changedBy who took the last decision
 * @param changedAt when
 */
@RecordBuilder
@RecordBuilder.Options(
        emptyDefaultForOptional = true,
        addConcreteSettersForOptional = RecordBuilder.ConcreteSettersForOptionalMode.ENABLED,
        useImmutableCollections = true,
        enableWither = false)
public record Triage(
        Optional<String> queue,
        Optional<String> priority,
        OptionalDouble score,
        List<String> reasons,
        Optional<Instant> dueAt,
        Optional<String> status,
        Optional<String> assignee,
        Optional<Instant> acknowledgedAt,
        Optional<Instant> respondedAt,
        Optional<Instant> resolvedAt,
        OptionalLong responseSeconds,
        OptionalLong resolutionSeconds,
        Optional<Instant> nextAskedAt,
        List<Long> nextResponseSeconds,
        Optional<String> outcome,
        OptionalLong escalation,
        List<String> corrected,
        OptionalLong revision,
        Optional<String> changedBy,
        Optional<Instant> changedAt) {

    public Triage {
        queue = Absent.ifBlank(queue);
        priority = Absent.ifBlank(priority);
        score = Absent.ifNull(score);
        reasons = Absent.list(reasons);
        dueAt = Absent.ifNull(dueAt);
        status = Absent.ifBlank(status);
        assignee = Absent.ifBlank(assignee);
        acknowledgedAt = Absent.ifNull(acknowledgedAt);
        respondedAt = Absent.ifNull(respondedAt);
        resolvedAt = Absent.ifNull(resolvedAt);
        responseSeconds = Absent.ifNull(responseSeconds);
        resolutionSeconds = Absent.ifNull(resolutionSeconds);
        nextAskedAt = Absent.ifNull(nextAskedAt);
        nextResponseSeconds = Absent.list(nextResponseSeconds);
        outcome = Absent.ifBlank(outcome);
        escalation = Absent.ifNull(escalation);
        corrected = Absent.list(corrected);
        revision = Absent.ifNull(revision);
        changedBy = Absent.ifBlank(changedBy);
        changedAt = Absent.ifNull(changedAt);
    }
}

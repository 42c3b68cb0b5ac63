package io.nificrm.triage.lifecycle;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What somebody decides about a touchpoint.
 *
 * @param touchpointId the touchpoint's id
 * @param actor who decides: an agent's name, or a component such as {@code LinkResponses}
 * @param at when; an answer's time is the time of the reply itself
 * @param seenRevision the revision the actor looked at when deciding; a decision on an older state than the present one
 *     is refused, with who was first. Absent: decide on whatever is there
 * @param assignee with acknowledge (default: the actor) and assign
 */
@RecordBuilder
@RecordBuilder.Options(
        emptyDefaultForOptional = true,
        addConcreteSettersForOptional = RecordBuilder.ConcreteSettersForOptionalMode.ENABLED,
        enableWither = false)
public record Decision(
        String touchpointId,
        TriageAction action,
        String actor,
        Instant at,
        OptionalLong seenRevision,
        Optional<String> assignee,
        Optional<String> note,
        Optional<String> outcome,
        Optional<Correction> correction,
        Optional<Escalation> escalation,
        Optional<NextAnswers> nextAnswers) {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_NOTE = 10_000;

    /** Refuses an incomplete decision with an {@link IllegalArgumentException} that says what is missing. */
    public Decision {
        if (touchpointId == null || touchpointId.isBlank()) {
            throw new IllegalArgumentException("a decision needs the id of its touchpoint");
        }
        if (action == null || at == null) {
            throw new IllegalArgumentException("a decision needs an action and a time");
        }
        if (actor == null || actor.isBlank() || actor.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a decision needs an actor, of at most " + LONGEST_NAME + " characters");
        }
        if (action == TriageAction.ASSIGN && assignee.isEmpty()) {
            throw new IllegalArgumentException("assign needs an assignee");
        }
        if (action == TriageAction.NOTE && note.isEmpty()) {
            throw new IllegalArgumentException("note needs a note");
        }
        if (action == TriageAction.CORRECT && correction.isEmpty()) {
            throw new IllegalArgumentException("correct needs a field and its values");
        }
        if (action == TriageAction.ESCALATE && escalation.isEmpty()) {
            throw new IllegalArgumentException("escalate needs a level, and is done by EscalateOverdue alone");
        }
        if (action == TriageAction.RECORD_NEXT && nextAnswers.isEmpty()) {
            throw new IllegalArgumentException(
                    "record_next needs the next answers, and is done by LinkResponses alone");
        }
        if (action == TriageAction.RECORD_OUTCOME && outcome.isEmpty()) {
            throw new IllegalArgumentException("record_outcome needs an outcome");
        }
        if (note.orElse("").length() > LONGEST_NOTE) {
            throw new IllegalArgumentException("a note has at most " + LONGEST_NOTE + " characters");
        }
        if (assignee.orElse("").length() > LONGEST_NAME || outcome.orElse("").length() > LONGEST_NAME) {
            throw new IllegalArgumentException("assignee and outcome have at most " + LONGEST_NAME + " characters");
        }
    }
}

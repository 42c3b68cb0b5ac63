package io.nificrm.triage.lifecycle;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.nificrm.touchpoint.Triage;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One decision that was taken: who, what, when, from, to. The events of a touchpoint, numbered without a gap, are its
 * history; its {@code triage} fields are what the last of them left.
 *
 * @param id touchpoint id, {@code #}, revision
 * @param timestamp when it was decided
 * @param revision 1 for the first decision
 * @param from the status before
 * @param to the status after
 * @param field the corrected field, if any
 * @param values what it was set to
 * @param triage the touchpoint's triage fields after the decision
 */
@RecordBuilder
@RecordBuilder.Options(emptyDefaultForOptional = true, useImmutableCollections = true, enableWither = false)
public record TriageEvent(
        String id,
        @JsonProperty("@timestamp") Instant timestamp,
        String touchpointId,
        long revision,
        String platform,
        List<String> brands,
        Optional<String> personId,
        Optional<String> queue,
        Optional<String> priority,
        String action,
        String actor,
        String from,
        String to,
        Optional<String> assignee,
        Optional<String> note,
        Optional<String> outcome,
        OptionalLong responseSeconds,
        Optional<String> field,
        List<String> values,
        Triage triage) {

    /** The id of a touchpoint's event of a revision. */
    public static String id(String touchpointId, long revision) {
        return touchpointId + '#' + revision;
    }
}

package io.nificrm.idea;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Somebody gave an idea a status. */
public record IdeaDecision(String status, Instant at, String actor, Optional<String> note) {
    public IdeaDecision {
        note = Objects.requireNonNullElse(note, Optional.empty());
    }
}

package io.nificrm.triage.desk;

import java.util.List;
import java.util.Optional;

/**
 * What a playbook of the listening profile advises.
 *
 * @param steps what to do, in order
 * @param reply an answer to begin from, its placeholders filled in
 */
public record Suggestion(String playbook, List<String> steps, Optional<String> reply) {}

package io.nificrm.profile;

import io.nificrm.profile.query.ParsedQuery;
import java.util.List;
import java.util.Optional;

/**
 * What to do about mentions of a sort.
 *
 * @param query which mentions it is for; it reads their tags
 * @param steps what an agent does, in order
 * @param reply a suggested answer with placeholders such as {@code {{author.name}}}
 */
public record Playbook(
        String id, Optional<String> name, ParsedQuery query, List<String> steps, Optional<String> reply, Place place) {
    public Playbook {
        steps = List.copyOf(steps);
    }

    @Override
    public String toString() {
        return "playbooks/" + id;
    }
}

package io.nificrm.people;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody in the operator's own database of contacts.
 *
 * @param id the contact's id there
 * @param stage the stage that the database gives them; empty: {@link Stage} decides
 * @param segments the groups that the database puts them into
 * @param handles the accounts and addresses listed on the contact
 */
public record Contact(String id, Optional<String> stage, List<String> segments, Set<Handle> handles) {
    public Contact {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a contact without an id");
        }
        segments = List.copyOf(segments);
        handles = Set.copyOf(handles);
    }
}

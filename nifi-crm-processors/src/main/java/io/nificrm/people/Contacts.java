package io.nificrm.people;

import java.io.IOException;
import java.util.Optional;

/** The operator's database of contacts, asked for one account or address at a time. Thread-safe. */
@FunctionalInterface
public interface Contacts {
    /** Knows nobody. */
    Contacts NONE = handle -> Optional.empty();

    /**
     * The contact of an account.
     *
     * @throws IOException when the database can't answer; it may later
     * @throws RuntimeException when what it answers is no contact
     */
    Optional<Contact> find(Handle handle) throws IOException;
}

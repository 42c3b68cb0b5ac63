package io.nificrm.voice.persona;

import java.io.IOException;
import java.util.function.UnaryOperator;

/** Where histories are kept. Thread-safe. */
public interface AuthorMemory {
    /**
     * Changes what is remembered of an author.
     *
     * @param author who, see {@link AuthorKey}
     * @param change given {@link AuthorHistory#NONE} for somebody new; may be called more than once when others write at the same
     *     time; an equal result is not written
     * @return the history as it is now
     * @throws IOException when the memory cannot be reached
     */
    AuthorHistory update(String author, UnaryOperator<AuthorHistory> change) throws IOException;
}

package io.nificrm.voice.persona;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/** Histories in the memory of this process: of those authors who were heard of last. Gone with the process. */
public final class LocalAuthorMemory implements AuthorMemory {
    private final int mostAuthors;
    private final SequencedMap<String, AuthorHistory> histories = new LinkedHashMap<>(16, 0.75f, true);

    /** @param mostAuthors how many authors are remembered; about 500 bytes each */
    public LocalAuthorMemory(int mostAuthors) {
        if (mostAuthors < 1) {
            throw new IllegalArgumentException("At least one author must be remembered, not " + mostAuthors);
        }
        this.mostAuthors = mostAuthors;
    }

    @Override
    public synchronized AuthorHistory update(String author, UnaryOperator<AuthorHistory> change) {
        AuthorHistory known = histories.getOrDefault(author, AuthorHistory.NONE);
        AuthorHistory changed = change.apply(known);
        if (!changed.equals(known)) {
            histories.put(author, changed);
            while (histories.size() > mostAuthors) {
                histories.remove(histories.firstEntry().getKey());
            }
        }
        return changed;
    }

    int mostAuthors() {
        return mostAuthors;
    }
}

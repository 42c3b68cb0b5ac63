package io.nificrm.format;

import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;

/** Where a format puts what it read. */
public interface Sink {
    /** One touchpoint. */
    void touchpoint(Touchpoint touchpoint) throws IOException;

    /** One item that could not be read. */
    void invalid(InvalidItem item) throws IOException;

    /**
     * One item that is understood and on purpose not a touchpoint, e.g. a webhook event that says nothing about a mail.
     *
     * @param what the sort of item, the same words for each of its sort, so that they can be counted
     */
    void ignored(String what) throws IOException;
}

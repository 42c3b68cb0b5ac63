package io.nificrm.triage.alert;

import java.util.List;

/** Where messages go. Thread-safe. */
interface AlertChannel extends AutoCloseable {
    /**
     * Sends a message and returns once the other side has taken it.
     *
     * @throws UndeliveredException when it has not; the message can be sent again
     */
    void send(AlertMessage message) throws UndeliveredException, InterruptedException;

    /** Where it goes, without secrets, for provenance. */
    String address();

    /** Looks whether it can be used, telling nobody anything; the problems in words. */
    List<String> check();

    /** What {@link #check} looked at, in words, where it found no problem. */
    String checked();

    @Override
    void close();
}

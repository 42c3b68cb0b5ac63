package io.nificrm.triage.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a conversation went on after our first answer: each time the author came back, a clock started, and our next answer
 * stopped it.
 *
 * @param askedAt since when the author waits for our next answer; absent: they do not
 * @param seconds how long each of our next answers took, the first first; at most {@link #MOST}, the last of them
 */
public record NextAnswers(Optional<Instant> askedAt, List<Long> seconds) {
    /** So many are kept of one conversation. */
    public static final int MOST = 100;

    /** Nobody came back. */
    public static final NextAnswers NONE = new NextAnswers(Optional.empty(), List.of());

    public NextAnswers {
        seconds = List.copyOf(seconds.subList(Math.max(0, seconds.size() - MOST), seconds.size()));
    }
}

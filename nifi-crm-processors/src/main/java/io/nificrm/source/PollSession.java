package io.nificrm.source;

import java.time.Instant;
import java.util.Map;

/** One run of a source, as {@link SourcePoller} sees it: where it reads cursors, and where it leaves pages and words. */
public interface PollSession {

    /** The cursors by {@link Target#stateKey}, as of the last {@link #handOver}. */
    Map<String, String> cursors();

    /** Hands over a page, if it has items, and saves the cursors with it: both or neither. */
    void handOver(Target target, Page page, Map<String, String> cursors);

    /** Saves the cursors where there is no page to hand over. */
    void save(Map<String, String> cursors);

    /** A target failed and is left alone until the given moment; the others go on. */
    void failed(Target target, PlatformException failure, Instant nextAttempt);

    /**
     * The allowance of a platform is used up, by answers that were no failures: nothing is asked until the given moment.
     * Told once for each such moment.
     */
    default void limited(Target target, Instant until) {}

    /** Something the operator should know. */
    void notice(Target target, String words);

    /** Whether to end the run early. */
    boolean stopping();
}

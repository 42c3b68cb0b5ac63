package io.nificrm.source;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a platform must offer to become a source. Used by one thread at a time.
 *
 * @param <T> its kind of target
 */
public interface SourceClient<T extends Target> extends AutoCloseable {

    /** The format of the pages, as {@code NormalizeTouchpoints} knows it. */
    String format();

    /**
     * Fetches the next page of a target. Must not change anything that a second call with the same cursor would miss.
     *
     * @param cursor the one the last page of this target brought, also from before a restart; absent the first time
     * @throws PlatformException if there is no page to be had, with what to do about it
     */
    Page fetch(T target, Optional<String> cursor) throws PlatformException, InterruptedException;

    /** The moment before which the platform does not want to be asked about this target; in the past if it is fine now. */
    Instant notBefore(T target);

    /** What the client keeps in state beside the cursors, such as how much of a budget is spent; saved with every page. */
    default Map<String, String> ledger() {
        return Map.of();
    }

    /** Takes up what {@link #ledger} said last, from before a restart or on another node; called before each run. */
    default void restore(Map<String, String> saved) {}

    /** Tries what all targets need, such as a login; nothing by default. Where it fails, no target is tried. */
    default List<Check> verifySettings() throws InterruptedException {
        return List.of();
    }

    /** Tries a target, without moving its cursor. */
    Check verify(T target) throws InterruptedException;

    /** Tries the settings, then each target. */
    default List<Check> verify(List<T> targets) throws InterruptedException {
        List<Check> checks = new ArrayList<>(verifySettings());
        if (checks.stream().anyMatch(check -> check.outcome() == Check.Outcome.FAILED)) {
            return checks;
        }
        for (T target : targets) {
            checks.add(verify(target));
        }
        return checks;
    }

    @Override
    void close();
}

package io.nificrm.source.youtube;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nificrm.source.GapCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far the comments of a video or channel are read. Threads are read newest first ({@link GapCursor}); replies come
 * to old threads too, so the newest threads are watched.
 *
 * @param threads the place in the list of threads
 * @param watched the newest threads by id, and how many replies of each are delivered
 * @param pending threads whose replies have to be fetched
 * @param lookBack how far late replies to older threads are read; absent before the first pass is complete
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ThreadCursor(
        GapCursor threads, Map<String, Replies> watched, List<Pending> pending, Optional<LookBack> lookBack) {

    /**
     * The replies of a thread that are known.
     *
     * @param count how many the platform says there are
     * @param newest the position of the newest one delivered; absent if there is none
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Replies(long count, Optional<String> newest) {}

    /**
     * Replies to fetch.
     *
     * @param thread whose replies
     * @param video below which video, as the thread says
     * @param after only those younger than this position; absent for all
     * @param newest the position of the newest one seen so far
     * @param token the way to the next page
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Pending(
            String thread,
            Optional<String> video,
            Optional<String> after,
            Optional<String> newest,
            Optional<String> token) {

        /** The same without a page token. */
        Pending restarted() {
            return new Pending(thread, video, after, newest, Optional.empty());
        }
    }

    ThreadCursor {
        watched = watched == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(watched));
        pending = pending == null ? List.of() : List.copyOf(pending);
    }

    static ThreadCursor startingAt(Instant floor) {
        return new ThreadCursor(GapCursor.startingAt(floor), Map.of(), List.of(), Optional.empty());
    }

    /** Whether something is left to fetch before a new pass begins. */
    boolean unfinished() {
        return !pending.isEmpty() || threads.passing() || looksBack();
    }

    /** Whether a page of older threads has its turn. */
    boolean looksBack() {
        return lookBack.map(LookBack::turn).orElse(false);
    }

    ThreadCursor with(GapCursor place) {
        return new ThreadCursor(place, watched, pending, lookBack);
    }

    ThreadCursor with(LookBack look) {
        return new ThreadCursor(threads, watched, pending, Optional.of(look));
    }

    ThreadCursor withMore(List<Pending> more) {
        return withWatched(watched, more);
    }

    ThreadCursor withWatched(Map<String, Replies> threadsNow, List<Pending> more) {
        List<Pending> all = new ArrayList<>(pending);
        all.addAll(more);
        return new ThreadCursor(threads, threadsNow, all, lookBack);
    }

    /** After a page of the first pending thread: with the rest of it in its place, or without it. */
    ThreadCursor afterReplies(Optional<Pending> rest, Optional<String> newest) {
        Pending done = pending.getFirst();
        List<Pending> others = pending.subList(1, pending.size());
        if (rest.isPresent()) {
            List<Pending> all = new ArrayList<>(List.of(rest.get()));
            all.addAll(others);
            return new ThreadCursor(threads, watched, all, lookBack);
        }
        Map<String, Replies> known = new LinkedHashMap<>(watched);
        known.computeIfPresent(
                done.thread(), (thread, replies) -> new Replies(replies.count(), newest.or(replies::newest)));
        return new ThreadCursor(threads, known, others, lookBack);
    }
}

package io.nificrm.source.youtube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.source.Fault;
import io.nificrm.source.GapStep;
import io.nificrm.source.ItemPage;
import io.nificrm.source.PlatformException;
import io.nificrm.source.RawItems;
import io.nificrm.source.TimePosition;
import io.nificrm.source.youtube.ThreadCursor.Pending;
import io.nificrm.source.youtube.ThreadCursor.Replies;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads <a href="https://developers.google.com/youtube/v3/docs/commentThreads/list">comment threads</a> newest first,
 * and the <a href="https://developers.google.com/youtube/v3/docs/comments/list">replies</a> that a thread does not
 * bring along: it holds five at most, and says how many there are. One request a step, so that a step can always be
 * paid from the budget and what was read is never read again.
 */
final class CommentThreads {

    private static final int REPLIES_A_PAGE = 100;

    /**
     * Which threads are looked at again, for replies that came after them.
     *
     * @param newest so many of the newest ones in every pass
     * @param older so many in all, once a day
     */
    record Watch(int newest, int older) {}

    /** What a step brought. */
    record Step(Optional<RawItems> items, ThreadCursor cursor, boolean more) {}

    private final YouTubeApi api;
    private final int pageSize;
    private final Clock clock;

    CommentThreads(YouTubeApi api, int pageSize, Clock clock) {
        this.api = api;
        this.pageSize = pageSize;
        this.clock = clock;
    }

    /**
     * The next step.
     *
     * @param scope the parameter that says whose threads, {@code videoId} or {@code allThreadsRelatedToChannelId}
     * @param watch which threads are looked at again for replies
     */
    Step next(Map<String, String> scope, ThreadCursor cursor, Watch watch)
            throws PlatformException, InterruptedException {
        if (!cursor.pending().isEmpty()) {
            return replies(cursor);
        }
        return cursor.looksBack() ? olderThreads(scope, cursor, watch.older()) : threads(scope, cursor, watch);
    }

    /** Asks for the newest thread only. */
    boolean any(Map<String, String> scope) throws PlatformException, InterruptedException {
        return !page(scope, Optional.empty(), 1).items().isEmpty();
    }

    private Step threads(Map<String, String> scope, ThreadCursor cursor, Watch watch)
            throws PlatformException, InterruptedException {
        Optional<String> token = cursor.threads().token();
        ItemPage page;
        try {
            page = page(scope, token, pageSize);
        } catch (PlatformException e) {
            if (tokenEnded(e) && token.isPresent()) {
                return new Step(Optional.empty(), cursor.with(cursor.threads().withToken(Optional.empty())), true);
            }
            throw e;
        }
        List<String> positions = page.positions(CommentThreads::threadPosition);
        Instant floor = cursor.threads().oldest();
        GapStep step = GapStep.byToken(
                cursor.threads(),
                positions,
                i -> TimePosition.time(positions.get(i)).isBefore(floor),
                text(page.root(), "nextPageToken"));
        // threads that came during the pass may push others onto the next page once more
        cursor.threads()
                .resumeAt()
                .ifPresent(resume -> IntStream.range(0, positions.size())
                        .filter(i -> positions.get(i).compareTo(resume) >= 0)
                        .forEach(step.fresh()::clear));
        boolean newestPage = token.isEmpty() && !cursor.threads().passing();
        ThreadCursor next = withReplies(page, step, cursor.with(step.next()), newestPage ? watch.newest() : 0);
        if (!step.more() && watch.older() > 0) {
            Instant now = clock.instant();
            next = next.with(
                    next.lookBack().map(look -> look.afterPass(now)).orElseGet(() -> LookBack.startingAt(now)));
        }
        boolean cut =
                next.pending().stream().anyMatch(pending -> pending.after().isEmpty());
        return new Step(items(page, step.fresh(), cut), next, next.unfinished());
    }

    /** Queues the replies that the page does not bring, and takes away from a thread those that are queued. */
    private ThreadCursor withReplies(ItemPage page, GapStep step, ThreadCursor cursor, int watch)
            throws PlatformException {
        Map<String, Replies> watched = new LinkedHashMap<>();
        List<Pending> queue = new ArrayList<>();
        for (int i = 0; i < page.items().size(); i++) {
            JsonNode thread = page.items().get(i);
            String id = thread.path("id").asText();
            long count = thread.at("/snippet/totalReplyCount").asLong();
            List<String> inlined = inlined(thread);
            Optional<String> newest = inlined.stream().max(String::compareTo);
            Optional<String> video = text(thread.path("snippet"), "videoId");
            if (step.fresh().get(i)) {
                if (count > inlined.size()) {
                    queue.add(new Pending(id, video, Optional.empty(), Optional.empty(), Optional.empty()));
                    ((ObjectNode) thread).remove("replies");
                }
            } else if (i < watch && cursor.watched().containsKey(id)) {
                Replies known = cursor.watched().get(id);
                if (known.count() != count || isAfter(newest, known.newest())) {
                    queue.add(new Pending(id, video, known.newest(), Optional.empty(), Optional.empty()));
                    newest = known.newest();
                }
            }
            if (i < watch) {
                watched.put(id, new Replies(count, newest));
            }
        }
        return cursor.withWatched(watch > 0 ? watched : cursor.watched(), queue);
    }

    /**
     * A page of threads of which most are no longer watched. A thread brings its newest replies or all of them; only
     * where it does not bring all, or brings one that is new, its replies are fetched.
     */
    private Step olderThreads(Map<String, String> scope, ThreadCursor cursor, int most)
            throws PlatformException, InterruptedException {
        LookBack look = cursor.lookBack().orElseThrow();
        ItemPage page;
        try {
            page = page(scope, look.token(), pageSize);
        } catch (PlatformException e) {
            if (tokenEnded(e) && look.token().isPresent()) {
                return new Step(Optional.empty(), cursor.with(look.abandoned()), false);
            }
            throw e;
        }
        Optional<String> since = Optional.of(new TimePosition(Instant.parse(look.since()), "").text());
        List<Pending> queue = new ArrayList<>();
        for (JsonNode thread : page.items()) {
            String id = thread.path("id").asText();
            String position = threadPosition(thread);
            boolean old = cursor.threads()
                    .delivered()
                    .map(known -> position.compareTo(known) <= 0)
                    .orElseGet(() -> TimePosition.time(position)
                            .isBefore(cursor.threads().oldest()));
            List<String> inlined = inlined(thread);
            boolean mayHaveNew = thread.at("/snippet/totalReplyCount").asLong() > inlined.size()
                    || inlined.stream().anyMatch(reply -> isAfter(Optional.of(reply), since));
            if (old && mayHaveNew && !cursor.watched().containsKey(id)) {
                queue.add(new Pending(
                        id, text(thread.path("snippet"), "videoId"), since, Optional.empty(), Optional.empty()));
            }
        }
        ThreadCursor next = cursor.withMore(queue)
                .with(look.afterPage(page.items().size(), text(page.root(), "nextPageToken"), most));
        return new Step(Optional.empty(), next, next.unfinished());
    }

    private static boolean tokenEnded(PlatformException refusal) {
        return refusal.reason()
                .filter(YouTubeRefusals.INVALID_PAGE_TOKEN::equals)
                .isPresent();
    }

    private static boolean isAfter(Optional<String> one, Optional<String> other) {
        return one.isPresent()
                && other.map(known -> one.get().compareTo(known) > 0).orElse(true);
    }

    private static List<String> inlined(JsonNode thread) throws PlatformException {
        List<String> positions = new ArrayList<>();
        for (JsonNode reply : thread.at("/replies/comments")) {
            positions.add(position(reply, reply.path("snippet")));
        }
        return positions;
    }

    private Optional<RawItems> items(ItemPage page, BitSet fresh, boolean changed) {
        if (fresh.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(changed ? page.rewritten(fresh, clock.instant()) : page.keeping(fresh, clock.instant()));
    }

    /** A page of the replies of the first thread that waits for them. */
    private Step replies(ThreadCursor cursor) throws PlatformException, InterruptedException {
        Pending pending = cursor.pending().getFirst();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("part", "snippet");
        parameters.put("parentId", pending.thread());
        parameters.put("maxResults", Integer.toString(REPLIES_A_PAGE));
        pending.token().ifPresent(token -> parameters.put("pageToken", token));
        ItemPage page;
        try {
            page = ItemPage.at(api.list("comments", parameters), "/items");
        } catch (PlatformException e) {
            if (e.fault() == Fault.NOT_FOUND) {
                // the thread was deleted meanwhile
                ThreadCursor next = cursor.afterReplies(Optional.empty(), pending.newest());
                return new Step(Optional.empty(), next, next.unfinished());
            }
            if (tokenEnded(e) && pending.token().isPresent()) {
                // from the beginning: a reply that comes twice changes nothing, one that never comes is lost
                return new Step(
                        Optional.empty(),
                        cursor.afterReplies(Optional.of(pending.restarted()), Optional.empty()),
                        true);
            }
            throw e;
        }
        List<String> positions = page.positions(reply -> position(reply, reply.path("snippet")));
        BitSet fresh = new BitSet();
        for (int i = 0; i < positions.size(); i++) {
            fresh.set(i, isAfter(Optional.of(positions.get(i)), pending.after()));
        }
        page.items().forEach(reply -> nameVideo(reply, pending.video()));
        Optional<String> newest =
                Stream.concat(positions.stream(), pending.newest().stream()).max(String::compareTo);
        Optional<Pending> rest = text(page.root(), "nextPageToken")
                .map(token ->
                        new Pending(pending.thread(), pending.video(), pending.after(), newest, Optional.of(token)));
        ThreadCursor next = cursor.afterReplies(rest, newest);
        return new Step(items(page, fresh, pending.video().isPresent()), next, next.unfinished());
    }

    /** Comments that are listed by their parent do not say below which video they are; the thread does. */
    private static void nameVideo(JsonNode reply, Optional<String> video) {
        if (video.isPresent() && reply.path("snippet") instanceof ObjectNode snippet && !snippet.has("videoId")) {
            snippet.put("videoId", video.get());
        }
    }

    private ItemPage page(Map<String, String> scope, Optional<String> token, int count)
            throws PlatformException, InterruptedException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("part", "snippet,replies");
        parameters.putAll(scope);
        parameters.put("order", "time");
        parameters.put("maxResults", Integer.toString(count));
        token.ifPresent(page -> parameters.put("pageToken", page));
        return ItemPage.at(api.list("commentThreads", parameters), "/items");
    }

    private static String threadPosition(JsonNode thread) throws PlatformException {
        return position(thread, thread.at("/snippet/topLevelComment/snippet"));
    }

    private static String position(JsonNode item, JsonNode snippet) throws PlatformException {
        String id = item.path("id").asText();
        try {
            Instant published =
                    OffsetDateTime.parse(snippet.path("publishedAt").asText()).toInstant();
            if (!id.isEmpty()) {
                return new TimePosition(published, id).text();
            }
        } catch (DateTimeException notATime) {
            // told below
        }
        throw new PlatformException(Fault.UNREADABLE, "YouTube answered with a comment that has no id or time");
    }

    static Optional<String> text(JsonNode of, String field) {
        return Optional.of(of.path(field).asText()).filter(text -> !text.isEmpty());
    }
}

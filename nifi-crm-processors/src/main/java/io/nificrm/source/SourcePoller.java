package io.nificrm.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Asks for what is new on each target in turn, page by page.
 *
 * <p>A page and the cursor behind it are handed over together, so a run can end anywhere, and the next one goes on there.
 * Nothing sleeps: a target that failed or has to wait is passed over until its time has come. A run that a rate limit cuts
 * short goes on with the targets that had no turn. Not thread-safe.
 */
public final class SourcePoller<T extends Target> implements AutoCloseable {

    private final SourceClient<T> client;
    private final List<T> targets;
    private final int maxPages;
    private final Clock clock;
    private final Map<String, TargetHealth> healths = new HashMap<>();
    private Map<String, String> savedLedger = Map.of();
    private int start;

    /** The ends of pauses that the session was told of and that are not over; a platform can have several limits. */
    private final Set<Instant> pausesTold = new HashSet<>();

    /** A poller of targets, of which each may bring {@code maxPages} in one run before the next has its turn. */
    public SourcePoller(SourceClient<T> client, List<T> targets, int maxPages, Clock clock, RandomGenerator random) {
        this.client = client;
        this.targets = List.copyOf(targets);
        this.maxPages = maxPages;
        this.clock = clock;
        this.targets.forEach(target -> healths.put(target.stateKey(), new TargetHealth(random)));
    }

    /**
     * One run.
     *
     * @return how many pages were fetched
     */
    public int poll(PollSession session) throws InterruptedException {
        Map<String, String> cursors = new HashMap<>(session.cursors());
        client.restore(Map.copyOf(cursors));
        savedLedger = client.ledger();
        cursors.keySet().retainAll(healths.keySet());
        int pages = 0;
        int first = start;
        Optional<Integer> resumeAt = Optional.empty();
        for (int turn = 0; turn < targets.size(); turn++) {
            int index = (first + turn) % targets.size();
            Turn result = pollTarget(targets.get(index), cursors, session);
            if (!client.ledger().equals(savedLedger)) {
                // what brought no page was paid for all the same
                session.save(state(cursors));
            }
            pages += result.pages();
            if (result.cutShort() && resumeAt.isEmpty()) {
                resumeAt = Optional.of(result.pages() == 0 ? index : (index + 1) % targets.size());
            }
        }
        start = resumeAt.orElse(first);
        return pages;
    }

    /** What to save: the cursors, and what the client keeps beside them. */
    private Map<String, String> state(Map<String, String> cursors) {
        savedLedger = client.ledger();
        Map<String, String> state = new HashMap<>(cursors);
        state.putAll(savedLedger);
        return Map.copyOf(state);
    }

    private record Turn(int pages, boolean cutShort) {}

    private Turn pollTarget(T target, Map<String, String> cursors, PollSession session) throws InterruptedException {
        TargetHealth health = healths.get(target.stateKey());
        if (clock.instant().isBefore(health.notBefore)) {
            return new Turn(0, false);
        }
        for (int pages = 0; pages < maxPages; pages++) {
            Instant allowedFrom = client.notBefore(target);
            if (session.stopping()) {
                return new Turn(pages, true);
            }
            if (clock.instant().isBefore(allowedFrom)) {
                if (isNews(allowedFrom)) {
                    session.limited(target, allowedFrom);
                }
                return new Turn(pages, true);
            }
            Page page;
            try {
                page = client.fetch(target, Optional.ofNullable(cursors.get(target.stateKey())));
            } catch (PlatformException failure) {
                Instant next = health.failed(failure, clock.instant(), client.notBefore(target));
                if (failure.fault() == Fault.RATE_LIMITED) {
                    pausesTold.add(next);
                }
                session.failed(target, failure, next);
                return new Turn(pages, failure.fault() == Fault.RATE_LIMITED);
            }
            health.succeeded();
            page.notices().forEach(words -> session.notice(target, words));
            String before = cursors.put(target.stateKey(), page.cursor());
            if (page.items().isPresent() || !page.cursor().equals(before)) {
                session.handOver(target, page, state(cursors));
            }
            if (!page.more()) {
                return new Turn(pages + 1, false);
            }
        }
        return new Turn(maxPages, false);
    }

    private boolean isNews(Instant endOfPause) {
        Instant now = clock.instant();
        pausesTold.removeIf(end -> !end.isAfter(now));
        return pausesTold.add(endOfPause);
    }

    @Override
    public void close() {
        client.close();
    }

    /** How long a failing target is left alone: seconds for what passes, minutes to hours for what somebody has to mend. */
    private static final class TargetHealth {

        private final Backoff passing;
        private final Backoff lasting;
        private Instant notBefore = Instant.MIN;

        private TargetHealth(RandomGenerator random) {
            this.passing = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(15), random);
            this.lasting = new Backoff(Duration.ofMinutes(5), Duration.ofHours(6), random);
        }

        private void succeeded() {
            passing.reset();
            lasting.reset();
        }

        private Instant failed(PlatformException failure, Instant now, Instant platformSays) {
            if (failure.fault() == Fault.RATE_LIMITED) {
                return platformSays;
            }
            Instant own = now.plus(failure.fault().passing() ? passing.next() : lasting.next());
            notBefore = own.isAfter(platformSays) ? own : platformSays;
            return notBefore;
        }
    }
}

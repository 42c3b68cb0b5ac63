package io.nificrm.source.jetstream;

import io.nificrm.source.Page;
import io.nificrm.source.PlatformException;
import io.nificrm.source.PollSession;
import io.nificrm.source.Target;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A session whose commit fails. */
record RefusingSession(PollSession session, AtomicInteger attempts) implements PollSession {

    @Override
    public Map<String, String> cursors() {
        return session.cursors();
    }

    @Override
    public void handOver(Target target, Page page, Map<String, String> cursors) {
        attempts.incrementAndGet();
        throw new IllegalStateException("the repository is full");
    }

    @Override
    public void save(Map<String, String> cursors) {
        session.save(cursors);
    }

    @Override
    public void failed(Target target, PlatformException failure, Instant nextAttempt) {
        session.failed(target, failure, nextAttempt);
    }

    @Override
    public void notice(Target target, String words) {
        session.notice(target, words);
    }

    @Override
    public boolean stopping() {
        return session.stopping();
    }
}

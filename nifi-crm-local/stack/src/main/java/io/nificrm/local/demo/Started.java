package io.nificrm.local.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was started so far, to be stopped in the opposite order: when a later start fails, or when all is over. */
final class Started implements AutoCloseable {

    /** Something that closes without a complaint. */
    private final Deque<Closing> running = new ArrayDeque<>();

    private interface Closing {
        void close();
    }

    <T extends AutoCloseable> T with(T service) {
        running.push(() -> {
            try {
                service.close();
            } catch (Exception failed) {
                throw new IllegalStateException("A service of the demo did not stop", failed);
            }
        });
        return service;
    }

    /** Takes everything over, so that closing this stops nothing any more. */
    Started keep() {
        Started kept = new Started();
        kept.running.addAll(running);
        running.clear();
        return kept;
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }
}

package io.nificrm.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs of a source without NiFi: what was handed over, and the cursors saved with it. */
public final class MemoryPollSession implements PollSession {

    /** A page that was handed over. */
    public record Delivery(String target, RawItems items) {

        public byte[] content() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                items.writeTo(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toByteArray();
        }
    }

    /** A failure that was reported. */
    public record Failure(String target, PlatformException exception, Instant nextAttempt) {}

    private final Map<String, String> saved = new HashMap<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private int pagesUntilStop = Integer.MAX_VALUE;

    /** The session says that it is stopping after so many more pages. */
    public void stopAfter(int pages) {
        pagesUntilStop = pages;
    }

    public List<Delivery> deliveries() {
        return deliveries;
    }

    public List<Failure> failures() {
        return failures;
    }

    public List<String> notices() {
        return notices;
    }

    @Override
    public Map<String, String> cursors() {
        return Map.copyOf(saved);
    }

    @Override
    public void handOver(Target target, Page page, Map<String, String> cursors) {
        page.items().ifPresent(items -> deliveries.add(new Delivery(target.name(), items)));
        save(cursors);
        pagesUntilStop--;
    }

    @Override
    public void save(Map<String, String> cursors) {
        saved.clear();
        saved.putAll(cursors);
    }

    @Override
    public void failed(Target target, PlatformException failure, Instant nextAttempt) {
        failures.add(new Failure(target.name(), failure, nextAttempt));
    }

    @Override
    public void notice(Target target, String words) {
        notices.add(target.name() + ": " + words);
    }

    @Override
    public boolean stopping() {
        return pagesUntilStop <= 0;
    }
}

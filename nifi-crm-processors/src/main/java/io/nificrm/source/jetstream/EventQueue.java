package io.nificrm.source.jetstream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Events between the connection, which fills it, and the processor, which empties it; bounded, because a full queue has the
 * connection read no further. It knows the place in the firehose up to which everything is in it or was taken, events that
 * were not wanted included. Thread-safe.
 */
final class EventQueue {

    /** An event that is wanted, and when the instance saw it. */
    static final class Event {

        private final byte[] json;
        private final long micros;

        /** @param json not copied: not to be changed afterwards */
        Event(byte[] json, long micros) {
            this.json = json;
            this.micros = micros;
        }

        byte[] json() {
            return json;
        }

        long micros() {
            return micros;
        }
    }

    /**
     * What was taken.
     *
     * @param micros the place after it: all that is older was taken, now or before
     */
    record Taken(List<Event> events, long micros) {}

    private final int mostEvents;
    private final long mostBytes;
    private final Deque<Event> events = new ArrayDeque<>();
    private long bytes;
    private long position;
    private boolean came;

    /** An empty one at a place, in microseconds. */
    EventQueue(int mostEvents, long mostBytes, long position) {
        this.mostEvents = mostEvents;
        this.mostBytes = mostBytes;
        this.position = position;
    }

    synchronized void add(Event event) {
        events.add(event);
        bytes += event.json().length;
        position = Math.max(position, event.micros());
        came = true;
        notifyAll();
    }

    /** An event came that is not wanted. */
    synchronized void passed(long micros) {
        position = Math.max(position, micros);
        came = true;
        notifyAll();
    }

    /** Waits until the first event came, wanted or not; false if none came in time. */
    synchronized boolean awaitFirst(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!came) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    synchronized boolean hasRoom() {
        return events.size() < mostEvents && bytes < mostBytes;
    }

    synchronized int size() {
        return events.size();
    }

    synchronized long position() {
        return position;
    }

    /**
     * Takes the oldest events.
     *
     * @param most how many at most
     */
    synchronized Taken take(int most) {
        List<Event> taken = new ArrayList<>(Math.min(most, events.size()));
        while (taken.size() < most && !events.isEmpty()) {
            Event event = events.poll();
            bytes -= event.json().length;
            taken.add(event);
        }
        return new Taken(taken, events.isEmpty() ? position : taken.getLast().micros());
    }
}

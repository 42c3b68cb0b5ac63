package io.nificrm.source.jetstream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What Bluesky says, and an instance that tells it from a cursor on: everything that was said so far, then what is said from then on.
 * The instance's clock may differ.
 */
final class Firehose {

    /** Something that was said at a microsecond. */
    private record Event(String rkey, long micros, String text) {}

    private final List<Event> events = new ArrayList<>();

    /** Says something. */
    synchronized String post(String text, long micros) {
        String rkey = "3l%06d".formatted(events.size());
        events.add(new Event(rkey, micros, text));
        notifyAll();
        return rkey;
    }

    private synchronized Event event(int index) throws IOException {
        while (index >= events.size()) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
        return events.get(index);
    }

    /**
     * An instance.
     *
     * @param skew how much later than others it sees everything, in microseconds
     * @param most after so many events it closes the connection
     */
    WebSocketServer.Behaviour instance(long skew, int most) {
        return connection -> {
            long cursor = Long.parseLong(connection.parameter("cursor").getFirst());
            int told = 0;
            for (int i = 0; told < most; i++) {
                Event event = event(i);
                if (event.micros() + skew >= cursor) {
                    connection.text(json(event.rkey(), event.micros() + skew, event.text()));
                    told++;
                }
            }
            connection.close(1001, "going away");
        };
    }

    /** An event as Jetstream writes it. */
    static String json(String rkey, long micros, String text) {
        return ("{\"did\":\"did:plc:ann\",\"time_us\":%d,\"kind\":\"commit\",\"commit\":{\"rev\":\"%s\",\"operation\":\"create\","
                        + "\"collection\":\"app.bsky.feed.post\",\"rkey\":\"%s\",\"record\":{\"$type\":\"app.bsky.feed.post\","
                        + "\"text\":\"%s\",\"createdAt\":\"2026-03-01T12:00:00.000Z\"},\"cid\":\"bafy\"}}")
                .formatted(micros, rkey, rkey, text);
    }
}

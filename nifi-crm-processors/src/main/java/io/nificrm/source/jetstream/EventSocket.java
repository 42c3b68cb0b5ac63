package io.nificrm.source.jetstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The receiving side of one connection: puts messages together, leaves out what is too large, and fills the queue. It asks the
 * connection for the next message only while the queue has room; otherwise the instance is made to wait, by TCP.
 */
final class EventSocket implements WebSocket.Listener {

    /** After so many messages in a row that are no events, the address is not that of a Jetstream instance. */
    private static final int MOST_GARBAGE = 100;

    /** What ended the connection. */
    record End(String reason) {}

    private final EventQueue queue;
    private final Optional<KeywordFilter> filter;
    private final Optional<ZstdFrames> zstd;
    private final int maxBytes;
    private final Clock clock;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    private boolean oversized;
    private int garbageInARow;

    private volatile Optional<WebSocket> socket = Optional.empty();
    private volatile Optional<End> end = Optional.empty();
    private volatile boolean aborted;
    private volatile OptionalLong first = OptionalLong.empty();
    private volatile Instant lastSign;
    private final AtomicLong oversizedMessages = new AtomicLong();
    private boolean waiting;

    EventSocket(
            EventQueue queue, Optional<KeywordFilter> filter, Optional<ZstdFrames> zstd, int maxBytes, Clock clock) {
        this.queue = queue;
        this.filter = filter;
        this.zstd = zstd;
        this.maxBytes = maxBytes;
        this.clock = clock;
        this.lastSign = clock.instant();
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = Optional.of(opened);
        if (aborted) {
            // it opened after all, when nobody waited for it any more
            opened.abort();
            return;
        }
        lastSign = clock.instant();
        opened.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(data));
        return part(from, bytes, last, false);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        return part(from, data, last, true);
    }

    private CompletionStage<?> part(WebSocket from, ByteBuffer bytes, boolean last, boolean binary) {
        lastSign = clock.instant();
        if (message.size() + bytes.remaining() > maxBytes) {
            oversized = true;
            message.reset();
        } else if (!oversized) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            message.writeBytes(copy);
        }
        if (last) {
            complete(binary);
            message.reset();
            oversized = false;
        }
        if (end.isPresent()) {
            from.abort();
        } else if (last) {
            askForMore(from);
        } else {
            from.request(1);
        }
        return null;
    }

    private void complete(boolean binary) {
        if (oversized) {
            oversizedMessages.incrementAndGet();
            return;
        }
        try {
            receive(binary ? unpacked(message.toByteArray()) : message.toByteArray());
        } catch (ZstdFrames.TooLargeException e) {
            oversizedMessages.incrementAndGet();
        } catch (IOException e) {
            end(e.getMessage());
        }
    }

    private byte[] unpacked(byte[] frame) throws IOException {
        if (zstd.isEmpty()) {
            throw new IOException("it sends binary messages, although none were asked for");
        }
        return zstd.get().unpack(frame);
    }

    private void receive(byte[] json) {
        OptionalLong micros = RawEvent.micros(json);
        if (micros.isEmpty()) {
            // handed over all the same: what can't be read is told by the step that reads events
            queue.add(new EventQueue.Event(json, queue.position()));
            if (++garbageInARow >= MOST_GARBAGE) {
                end("it sends what are no events of Jetstream, the last beginning with "
                        + new String(json, 0, Math.min(json.length, 40), StandardCharsets.UTF_8));
            }
            return;
        }
        garbageInARow = 0;
        // a clock that runs ahead must not make the cursor jump over what is still to come
        long place = Math.min(micros.getAsLong(), JetstreamCursor.micros(clock.instant()));
        if (first.isEmpty()) {
            first = micros;
        }
        if (filter.map(keywords -> keywords.matches(json)).orElse(true)) {
            queue.add(new EventQueue.Event(json, place));
        } else {
            queue.passed(place);
        }
    }

    private synchronized void askForMore(WebSocket from) {
        if (queue.hasRoom()) {
            from.request(1);
        } else {
            waiting = true;
        }
    }

    /** Goes on reading if it stopped because the queue was full, and now it is not. */
    synchronized void roomMade() {
        if (waiting && queue.hasRoom()) {
            waiting = false;
            lastSign = clock.instant();
            socket.ifPresent(open -> open.request(1));
        }
    }

    /** Whether it does not read because the queue is full. */
    synchronized boolean isWaiting() {
        return waiting;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket from, ByteBuffer data) {
        lastSign = clock.instant();
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        end("it closed the connection with status " + status + (reason.isBlank() ? "" : ": " + reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        end("the connection broke: " + error.getMessage());
    }

    private void end(String reason) {
        if (end.isEmpty()) {
            end = Optional.of(new End(reason));
        }
    }

    /** Why nothing more will come; absent as long as something may. */
    Optional<End> ended() {
        return end;
    }

    /** When the instance saw the first event that came, in microseconds. */
    OptionalLong firstMicros() {
        return first;
    }

    /** When the last message or ping came, or the queue was full. */
    Instant lastSign() {
        return lastSign;
    }

    /** How many messages were left out because they were too large. */
    long oversizedMessages() {
        return oversizedMessages.get();
    }

    void abort() {
        aborted = true;
        socket.ifPresent(WebSocket::abort);
        zstd.ifPresent(ZstdFrames::close);
    }
}

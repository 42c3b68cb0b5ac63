package io.nificrm.source.jetstream;

import io.nificrm.source.Backoff;
import io.nificrm.source.Fault;
import io.nificrm.source.PlatformException;
import io.nificrm.source.http.GuardedHttpClient;
import io.nificrm.source.http.RefusedAddressException;
import io.nificrm.source.http.SecretFreeUri;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * Follows the firehose of <a href="https://github.com/bluesky-social/jetstream">Jetstream</a> over whatever instance answers.
 *
 * <p>Places in the firehose are times at which an instance saw an event. They are nearly the same on all instances, so after an
 * interruption another one goes on with the same cursor; it is rewound by the overlap, as Jetstream's own documentation
 * advises, and what comes twice is left out. Whoever uses it takes events, saves the cursor with them, and says whether that
 * succeeded; until then nothing is forgotten.
 *
 * <p>Used by one thread; the connection fills the queue by another. The HTTP client stays open when it is closed.
 */
final class JetstreamStream implements AutoCloseable {

    private static final Duration CONNECTING = Duration.ofSeconds(20);

    /** What an instance keeps, at least as far as is promised. */
    private static final Duration KEPT = Duration.ofHours(24);

    private static final Duration NOTICEABLE = Duration.ofMinutes(5);

    /**
     * What was taken.
     *
     * @param events those not handed over before, as the instance sent them
     * @param cursor to be saved together with them
     */
    record Batch(List<byte[]> events, JetstreamCursor cursor) {}

    private final JetstreamSettings settings;
    private final GuardedHttpClient http;
    private final Clock clock;
    private final Optional<KeywordFilter> filter;
    private final RecentEvents recent = new RecentEvents();
    private final Backoff backoff;

    private EventQueue queue;
    private JetstreamCursor saved;
    private Optional<Connection> connection = Optional.empty();
    private Instant notBefore = Instant.MIN;
    private int instance;
    private long oversizedTold;
    private boolean beginningTold;

    /** An open connection, and from where it was asked to begin. */
    private record Connection(URI address, EventSocket socket, long from) {

        private void close() {
            socket.abort();
        }
    }

    /** Begins at the saved cursor; without one, at the initial backlog. */
    JetstreamStream(
            JetstreamSettings settings,
            GuardedHttpClient http,
            Optional<JetstreamCursor> begin,
            Clock clock,
            RandomGenerator random) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
        this.filter =
                settings.keywords().isEmpty() ? Optional.empty() : Optional.of(KeywordFilter.of(settings.keywords()));
        this.backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(2), random);
        this.saved = begin.orElseGet(() -> JetstreamCursor.at(clock.instant().minus(settings.initialBacklog())));
        this.queue = emptyQueue();
        recent.restore(saved);
    }

    /** How many events wait to be taken. */
    int waiting() {
        return queue.size();
    }

    /** Whether the place has moved since it was saved. */
    boolean hasMoved() {
        return queue.position() > saved.micros();
    }

    /** When the next attempt to connect is made; long past while there is a connection. */
    Instant nextAttempt() {
        return connection.isPresent() ? Instant.MIN : notBefore;
    }

    /** The address of the connection, without its parameters. */
    Optional<URI> connectedTo() {
        return connection.map(Connection::address);
    }

    /**
     * Looks after the connection: opens it, or another one where it ended and the pause is over. Waits for the answer of an
     * instance, 20 seconds at most.
     *
     * @return what the operator should know although nothing failed
     * @throws PlatformException if there is no connection; it is tried again by a later call
     */
    List<String> tend() throws PlatformException, InterruptedException {
        if (connection.isPresent()) {
            return check(connection.get());
        }
        if (!clock.instant().isBefore(notBefore)) {
            connect();
        }
        return List.of();
    }

    private List<String> check(Connection open) throws PlatformException {
        EventSocket socket = open.socket();
        List<String> notices = new ArrayList<>(told(open));
        Optional<String> end = socket.ended().map(EventSocket.End::reason);
        if (end.isEmpty() && !socket.isWaiting()) {
            Duration silence = Duration.between(socket.lastSign(), clock.instant());
            end = Optional.of("nothing came for " + silence.toSeconds() + " seconds")
                    .filter(words -> silence.compareTo(settings.idleTimeout()) > 0);
        }
        if (end.isPresent()) {
            boolean worked = socket.firstMicros().isPresent();
            disconnect();
            if (worked) {
                backoff.reset();
            }
            throw failed(Fault.UNAVAILABLE, SecretFreeUri.of(open.address()) + ": " + end.get());
        }
        if (socket.firstMicros().isPresent()) {
            backoff.reset();
        }
        return notices;
    }

    /** Words about the beginning and about what was left out, each said once. */
    private List<String> told(Connection open) {
        List<String> notices = new ArrayList<>();
        EventSocket socket = open.socket();
        long large = socket.oversizedMessages() - oversizedTold;
        if (large > 0) {
            oversizedTold += large;
            notices.add(large + " events larger than " + settings.maxMessageBytes()
                    + " bytes were left out; raise Maximum Message Size if you need them");
        }
        if (!beginningTold && socket.firstMicros().isPresent()) {
            beginningTold = true;
            Instant asked = JetstreamCursor.time(open.from());
            Instant began = JetstreamCursor.time(socket.firstMicros().getAsLong());
            // the events of a few accounts may well begin later
            boolean tooOld = settings.accounts().isEmpty()
                    && asked.isBefore(clock.instant().minus(KEPT))
                    && began.isAfter(asked.plus(NOTICEABLE));
            if (tooOld) {
                notices.add("it was last read longer ago than Jetstream keeps; what happened between "
                        + asked.truncatedTo(ChronoUnit.SECONDS) + " and " + began.truncatedTo(ChronoUnit.SECONDS)
                        + " can't be had from it any more");
            }
        }
        return notices;
    }

    private void connect() throws PlatformException, InterruptedException {
        URI address = settings.instances().get(instance % settings.instances().size());
        long from = Math.max(0, queue.position() - settings.overlap().toNanos() / 1_000);
        Optional<ZstdFrames> zstd =
                settings.dictionary().map(bytes -> new ZstdFrames(bytes, settings.maxMessageBytes()));
        EventSocket socket = new EventSocket(queue, filter, zstd, settings.maxMessageBytes(), clock);
        oversizedTold = 0;
        beginningTold = false;
        try {
            open(settings.subscription(address, from), socket);
            connection = Optional.of(new Connection(address, socket, from));
        } finally {
            if (connection.isEmpty()) {
                socket.abort();
            }
        }
    }

    private void open(URI subscription, EventSocket socket) throws PlatformException, InterruptedException {
        String shown = SecretFreeUri.of(subscription).replaceFirst("\\?.*", "");
        try {
            http.webSocket(subscription, socket).get(CONNECTING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RefusedAddressException e) {
            throw failed(Fault.ADDRESS_REFUSED, e.getMessage());
        } catch (TimeoutException e) {
            throw failed(Fault.UNAVAILABLE, shown + " did not answer within " + CONNECTING.toSeconds() + " seconds");
        } catch (IOException e) {
            throw failed(Fault.UNAVAILABLE, shown + " can't be reached: " + e.getMessage());
        } catch (ExecutionException e) {
            throw refused(shown, e.getCause());
        }
    }

    private PlatformException refused(String shown, Throwable cause) {
        if (!(cause instanceof WebSocketHandshakeException handshake)) {
            return failed(Fault.UNAVAILABLE, shown + " can't be reached: " + cause);
        }
        int status = handshake.getResponse().statusCode();
        Fault fault = switch (status) {
            case 400 -> Fault.REQUEST_REFUSED;
            case 401 -> Fault.CREDENTIALS_REFUSED;
            case 403 -> Fault.NOT_ALLOWED;
            case 404, 410 -> Fault.NOT_FOUND;
            case 429 -> Fault.RATE_LIMITED;
            default -> status >= 500 ? Fault.UNAVAILABLE : Fault.UNREADABLE;
        };
        return failed(fault, shown + " refused the connection with status " + status);
    }

    /** The next instance is tried after a pause. */
    private PlatformException failed(Fault fault, String words) {
        instance++;
        notBefore = clock.instant().plus(backoff.next());
        return new PlatformException(fault, words);
    }

    /** Waits until the first event came, wanted or not; false if none came in time. */
    boolean awaitFirst(Duration patience) throws InterruptedException {
        return queue.awaitFirst(patience);
    }

    /** Takes what waits, without what was handed over before; the cursor is to be saved with it. */
    Batch take(int most) {
        EventQueue.Taken taken = queue.take(most);
        connection.ifPresent(open -> open.socket().roomMade());
        List<byte[]> fresh = new ArrayList<>(taken.events().size());
        for (EventQueue.Event event : taken.events()) {
            Optional<String> key = EventKey.of(event.json());
            if (key.map(name -> recent.add(name, event.micros())).orElse(true)) {
                fresh.add(event.json());
            }
        }
        long place = Math.max(saved.micros(), taken.micros());
        // after another interruption reading begins an overlap before the place, and so on an instance that lags by as
        // much
        recent.forgetBefore(place - 2 * settings.overlap().toNanos() / 1_000);
        return new Batch(fresh, new JetstreamCursor(place, recent.keys()));
    }

    /** What was taken last was handed over, and its cursor saved. */
    void saved(JetstreamCursor cursor) {
        saved = cursor;
    }

    /** What was taken last could not be handed over: reading begins anew at the cursor that was saved. */
    void rewind() {
        disconnect();
        // another queue, because what the old connection is just about to add belongs to the old one
        queue = emptyQueue();
        recent.restore(saved);
    }

    private EventQueue emptyQueue() {
        return new EventQueue(settings.queueEvents(), settings.queueBytes(), saved.micros());
    }

    private void disconnect() {
        connection.ifPresent(Connection::close);
        connection = Optional.empty();
    }

    @Override
    public void close() {
        disconnect();
    }
}

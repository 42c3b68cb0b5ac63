package io.nificrm.local.triage;

import io.nificrm.local.community.http.Answer;
import io.nificrm.local.community.http.LoopbackServer;
import io.nificrm.local.community.http.Request;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A chat and a pager that do not always work: the chat refuses its first message with 500, the pager is slow to answer
 * its first.
 */
final class AlertReceiver implements AutoCloseable {

    static final String CHAT = "/services/T000/B000/chat";
    static final String PAGER = "/pager";

    /** Longer than a run of the processor, shorter than what it waits for an answer. */
    static final Duration SLOWNESS = Duration.ofSeconds(8);

    private final List<Request> chat = new CopyOnWriteArrayList<>();
    private final List<Request> pager = new CopyOnWriteArrayList<>();
    private final List<Request> refused = new CopyOnWriteArrayList<>();
    private final AtomicBoolean working = new AtomicBoolean();
    private final AtomicBoolean quick = new AtomicBoolean();
    private final LoopbackServer server = LoopbackServer.start(0, List.of(this::answer));

    URI chatAddress() {
        return server.url().resolve(CHAT);
    }

    URI pagerAddress() {
        return server.url().resolve(PAGER);
    }

    /** What the chat took, the first first. */
    List<Request> chat() {
        return List.copyOf(chat);
    }

    /** What the pager took, the first first. */
    List<Request> pager() {
        return List.copyOf(pager);
    }

    /** What the chat did not take. */
    List<Request> refused() {
        return List.copyOf(refused);
    }

    private Optional<Answer> answer(Request request) {
        return switch (request.path()) {
            case CHAT -> Optional.of(chat(request));
            case PAGER -> Optional.of(pager(request));
            default -> Optional.empty();
        };
    }

    private Answer chat(Request request) {
        if (!working.getAndSet(true)) {
            refused.add(request);
            return Answer.error(500, "no_service");
        }
        chat.add(request);
        return Answer.text("text/plain", "ok");
    }

    private Answer pager(Request request) {
        pager.add(request);
        if (!quick.getAndSet(true)) {
            Executor later = CompletableFuture.delayedExecutor(SLOWNESS.toMillis(), TimeUnit.MILLISECONDS);
            CompletableFuture.runAsync(() -> {}, later).join();
        }
        return Answer.text("text/plain", "ok");
    }

    @Override
    public void close() {
        server.close();
    }
}

package io.nificrm.local.community.mail;

import io.nificrm.local.community.story.MailEvent;
import io.nificrm.local.community.story.Mailing;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts events of a provider to a webhook when they are due, in order, again and again until they are taken with a
 * status below 300, as providers do. What is refused with 4xx is given up, but for 429 and for 401: a receiver that has
 * just started may not know its keys yet.
 */
public final class WebhookPoster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookPoster.class);
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final Set<Integer> LATER = Set.of(401, 429);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Provider provider;
    private final URI target;
    private final WebhookKey key;
    private final Mailing mailing;
    private final Clock clock;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Thread thread;

    private WebhookPoster(Provider provider, URI target, WebhookKey key, Mailing mailing, Clock clock) {
        this.provider = provider;
        this.target = target;
        this.key = key;
        this.mailing = mailing;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("webhook-" + provider.id()).unstarted(this::run);
    }

    /**
     * Starts to post.
     *
     * @param key proves that the requests are the provider's
     */
    public static WebhookPoster start(Provider provider, URI target, WebhookKey key, Mailing mailing, Clock clock) {
        WebhookPoster poster = new WebhookPoster(provider, target, key, mailing, clock);
        poster.thread.start();
        return poster;
    }

    /** How many events were taken by the webhook. */
    public long taken() {
        return taken.get();
    }

    /** How many events the webhook refused for good. */
    public long refused() {
        return refused.get();
    }

    private void run() {
        int done = 0;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<MailEvent> events = mailing.events(clock.instant());
                if (done < events.size()) {
                    post(events.get(done));
                    done++;
                } else {
                    pause(mailing.nextEvent(clock.instant()));
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause(Optional<Instant> next) throws InterruptedException {
        Duration left = next.map(at -> Duration.between(clock.instant(), at)).orElse(LONGEST_WAIT);
        Thread.sleep(left.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : left.isNegative() ? Duration.ZERO : left);
    }

    private void post(MailEvent event) throws InterruptedException {
        while (true) {
            int status = send(request(event));
            if (status >= 200 && status < 300) {
                taken.incrementAndGet();
                return;
            }
            if (status >= 400 && status < 500 && !LATER.contains(status)) {
                refused.incrementAndGet();
                LOG.warn("{} refused an event of {} with {}", target, provider.id(), status);
                return;
            }
            LOG.debug("{} answered an event of {} with {}, trying again", target, provider.id(), status);
            Thread.sleep(AGAIN);
        }
    }

    /** Signed anew at each attempt, and by the real time, whatever time it is in the story: receivers look at it. */
    private HttpRequest request(MailEvent event) {
        Instant signed = Instant.now();
        String body = provider.body(event, key, signed).toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        provider.headers(body, key, signed).forEach(request::header);
        return request.build();
    }

    /** The status, or 503 where nobody answered. */
    private int send(HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException unreachable) {
            LOG.debug("{} cannot be reached, trying again", target, unreachable);
            return 503;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        client.close();
    }
}

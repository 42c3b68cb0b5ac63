package io.nificrm.triage.alert;

import io.nificrm.source.RateLimit;
import io.nificrm.source.http.GuardedHttpClient;
import io.nificrm.source.http.HttpCall;
import io.nificrm.source.http.HttpReply;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Posts messages to a webhook. Its address is a secret: whoever knows it can post. */
final class WebhookChannel implements AlertChannel {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int LONGEST_WORDS = 200;

    private final GuardedHttpClient http;
    private final URI url;
    private final WebhookBody body;
    private final Optional<WebhookSigner> signer;
    private final Clock clock;

    /** @param http closed with this */
    WebhookChannel(GuardedHttpClient http, URI url, WebhookBody body, Optional<WebhookSigner> signer, Clock clock) {
        this.http = http;
        this.url = url;
        this.body = body;
        this.signer = signer;
        this.clock = clock;
    }

    @Override
    public void send(AlertMessage message) throws UndeliveredException, InterruptedException {
        String json = body.of(message);
        Map<String, String> signature = signer.map(s -> s.headers(message.id(), clock.instant(), json))
                .orElse(Map.of("webhook-id", message.id()));
        HttpCall call = HttpCall.postJson(url, json);
        for (Map.Entry<String, String> header : signature.entrySet()) {
            call = call.header(header.getKey(), header.getValue());
        }
        HttpReply reply;
        try {
            reply = http.send(call);
        } catch (IOException e) {
            throw new UndeliveredException(
                    "The webhook at " + address() + " cannot be reached: " + e.getMessage(), Optional.empty(), e);
        }
        if (!reply.successful()) {
            throw new UndeliveredException(refusal(reply), retryAt(reply), null);
        }
    }

    private String refusal(HttpReply reply) {
        String words = reply.bodyText().replaceAll("\\s+", " ").strip();
        String said = words.isEmpty() || words.startsWith("<")
                ? ""
                : ": " + words.substring(0, Math.min(words.length(), LONGEST_WORDS));
        String advice = switch (reply.status()) {
            case 401, 403, 404, 410 -> ". Check Webhook Address: it may have been revoked";
            default -> "";
        };
        return "The webhook at " + address() + " answered " + reply.status() + said + advice;
    }

    private Optional<Instant> retryAt(HttpReply reply) {
        boolean says = reply.header("Retry-After").isPresent() || reply.status() == TOO_MANY_REQUESTS;
        if (!says) {
            return Optional.empty();
        }
        RateLimit limit = new RateLimit(clock, new SecureRandom());
        limit.observe(reply.status(), reply.headers());
        return Optional.of(limit.notBefore()).filter(clock.instant()::isBefore);
    }

    @Override
    public String address() {
        return url.getScheme() + "://" + url.getAuthority().replaceFirst(".*@", "");
    }

    @Override
    public List<String> check() {
        // whatever is posted there reaches people, so only the address is looked at
        return url.getHost() == null ? List.of("Webhook Address has no host") : List.of();
    }

    @Override
    public String checked() {
        return "The address is well-formed. Nothing was posted: whether the other side takes messages shows with the"
                + " first";
    }

    @Override
    public void close() {
        http.close();
    }
}

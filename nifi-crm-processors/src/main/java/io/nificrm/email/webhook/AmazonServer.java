package io.nificrm.email.webhook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Fetches from Amazon SNS: signing certificates, of which it keeps the last few, and the confirmation of a subscription.
 * Follows no redirect. An address that failed is left alone for a while, so that forged messages cannot make it ask all the
 * time. Thread-safe.
 */
final class AmazonServer implements SnsSignature.Certificates, AutoCloseable {
    private static final int KEPT = 8;
    private static final int LARGEST_BYTES = 64 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration REST = Duration.ofSeconds(30);

    private final HttpClient http;
    private final Clock clock;
    private final Map<URI, X509Certificate> known = latest();
    private final Map<URI, Instant> failed = latest();

    AmazonServer() {
        this(
                HttpClient.newBuilder()
                        .connectTimeout(PATIENCE)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build(),
                Clock.systemUTC());
    }

    AmazonServer(HttpClient http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    private static <V> Map<URI, V> latest() {
        return new LinkedHashMap<>(KEPT, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<URI, V> eldest) {
                return size() > KEPT;
            }
        };
    }

    @Override
    public X509Certificate at(URI address) throws IOException, InterruptedException, GeneralSecurityException {
        Optional<X509Certificate> cached = known(address);
        if (cached.isPresent()) {
            return cached.get();
        }
        try {
            X509Certificate fetched = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(get(address)));
            remember(address, fetched);
            return fetched;
        } catch (IOException | GeneralSecurityException e) {
            rest(address);
            throw e;
        }
    }

    private synchronized Optional<X509Certificate> known(URI address) throws IOException {
        Instant lastFailure = failed.get(address);
        if (lastFailure != null && clock.instant().isBefore(lastFailure.plus(REST))) {
            throw new IOException("Amazon gave no certificate a moment ago");
        }
        return Optional.ofNullable(known.get(address));
    }

    private synchronized void remember(URI address, X509Certificate certificate) {
        known.put(address, certificate);
        failed.remove(address);
    }

    private synchronized void rest(URI address) {
        failed.put(address, clock.instant());
    }

    /** Says to Amazon that the subscription is wanted: that is what fetching its address does. */
    void confirm(URI subscription) throws IOException, InterruptedException {
        get(subscription);
    }

    private byte[] get(URI address) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(
                HttpRequest.newBuilder(address).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("Amazon answered " + response.statusCode());
            }
            byte[] content = body.readNBytes(LARGEST_BYTES + 1);
            if (content.length > LARGEST_BYTES) {
                throw new IOException("Amazon answered more than " + LARGEST_BYTES + " bytes");
            }
            return content;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

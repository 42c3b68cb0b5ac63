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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fetches Amazon's signing certificates, and keeps the last few. Thread-safe. */
final class AmazonCertificates implements SnsSignature.Certificates, AutoCloseable {
    private static final int KEPT = 8;
    private static final int LARGEST_BYTES = 64 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Map<URI, X509Certificate> known = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, X509Certificate> eldest) {
            return size() > KEPT;
        }
    };

    @Override
    public synchronized X509Certificate at(URI address)
            throws IOException, InterruptedException, GeneralSecurityException {
        X509Certificate cached = known.get(address);
        if (cached != null) {
            return cached;
        }
        X509Certificate fetched = fetch(address);
        known.put(address, fetched);
        return fetched;
    }

    private X509Certificate fetch(URI address) throws IOException, InterruptedException, GeneralSecurityException {
        HttpResponse<InputStream> response = http.send(
                HttpRequest.newBuilder(address).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("Amazon answered " + response.statusCode() + " for its certificate");
            }
            byte[] certificate = body.readNBytes(LARGEST_BYTES);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

package io.nificrm.source.http;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How a source talks HTTP.
 *
 * @param userAgent sent with every request; platforms ask that it names the program and whom to contact
 * @param connectTimeout time to open a connection
 * @param responseTimeout time from sending a request until the last byte of its answer is there
 * @param maxBodyBytes an answer larger than this, after decompression, is refused
 * @param privateAddressesAllowed whether hosts in loopback, link-local and private networks may be reached
 * @param sslContext trust and keys for TLS; the JDK's own when absent
 * @param proxy the proxy to use; a direct connection when absent
 */
public record HttpSettings(
        String userAgent,
        Duration connectTimeout,
        Duration responseTimeout,
        int maxBodyBytes,
        boolean privateAddressesAllowed,
        Optional<SSLContext> sslContext,
        Optional<HttpProxy> proxy) {

    /** What the processors offer as defaults: 10 s to connect, 30 s for an answer of at most 10 MB, public addresses only. */
    public static HttpSettings defaults() {
        return new HttpSettings(
                "nifi-crm (community listening on Apache NiFi)",
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                10 * 1024 * 1024,
                false,
                Optional.empty(),
                Optional.empty());
    }

    public HttpSettings withUserAgent(String agent) {
        return new HttpSettings(
                agent, connectTimeout, responseTimeout, maxBodyBytes, privateAddressesAllowed, sslContext, proxy);
    }

    public HttpSettings withResponseTimeout(Duration timeout) {
        return new HttpSettings(
                userAgent, connectTimeout, timeout, maxBodyBytes, privateAddressesAllowed, sslContext, proxy);
    }

    public HttpSettings withMaxBodyBytes(int bytes) {
        return new HttpSettings(
                userAgent, connectTimeout, responseTimeout, bytes, privateAddressesAllowed, sslContext, proxy);
    }

    public HttpSettings withPrivateAddressesAllowed(boolean allowed) {
        return new HttpSettings(userAgent, connectTimeout, responseTimeout, maxBodyBytes, allowed, sslContext, proxy);
    }
}

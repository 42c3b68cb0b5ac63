package io.nificrm.elasticsearch;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How to reach a cluster.
 *
 * @param hosts the addresses of its nodes, e.g. {@code https://es1.example:9200}; requests go round them, and one that
 *     does not answer is left alone for a while
 * @param tls for https with certificates that Java does not trust by itself, or with one of our own
 * @param pathPrefix what a reverse proxy wants before every path, e.g. {@code /elasticsearch}
 * @param connectTimeout the longest wait for a connection
 * @param responseTimeout the longest wait for the answer to one request, a bulk of some megabytes included
 * @param compression whether requests are sent gzipped: less network for more processor
 */
public record ConnectionSettings(
        List<URI> hosts,
        Credentials credentials,
        Optional<SSLContext> tls,
        Optional<String> pathPrefix,
        Duration connectTimeout,
        Duration responseTimeout,
        boolean compression) {

    public ConnectionSettings {
        hosts = List.copyOf(hosts);
        problem(hosts).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    /** The cluster at one address, without security, with timeouts of 5 and 60 seconds. */
    public static ConnectionSettings of(URI host) {
        return of(host, new Credentials.None());
    }

    /** The cluster at one address with timeouts of 5 and 60 seconds. */
    public static ConnectionSettings of(URI host, Credentials credentials) {
        return new ConnectionSettings(
                List.of(host),
                credentials,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                false);
    }

    /** What is wrong with some addresses; empty where they are fine. */
    static Optional<String> problem(List<URI> hosts) {
        return hosts.isEmpty()
                ? Optional.of("at least one host is needed")
                : hosts.stream().flatMap(host -> problem(host).stream()).findFirst();
    }

    private static Optional<String> problem(URI host) {
        boolean http = "http".equals(host.getScheme()) || "https".equals(host.getScheme());
        if (!http || host.getHost() == null) {
            return Optional.of("'" + host.getScheme() + "://" + host.getHost()
                    + "' is no address of a node; one looks like https://elasticsearch.example:9200");
        }
        return host.getUserInfo() == null
                ? Optional.empty()
                : Optional.of(
                        "the address of " + host.getHost() + " must not carry a password; use the properties for it");
    }
}

package io.nificrm.triage.desk;

import io.nificrm.triage.access.Role;
import java.util.Optional;
import java.util.Set;

/**
 * How the desk is reached.
 *
 * @param basePath where it lies below the server's root, e.g. {@code /desk}; empty at the root
 * @param secureCookie whether browsers reach it by HTTPS (directly, or through a proxy that ends TLS)
 * @param proxy who tells us who the visitor is, if a reverse proxy signs people in
 */
public record DeskSettings(String basePath, boolean secureCookie, Optional<TrustedProxy> proxy) {
    public DeskSettings {
        if (!basePath.isEmpty() && !basePath.matches("(/[A-Za-z0-9_.-]+)+")) {
            throw new IllegalArgumentException("the base path is like /desk, without a slash at its end");
        }
    }

    /**
     * A reverse proxy that signs people in.
     *
     * @param header that carries the visitor's name, in lower case; the proxy must remove it from what clients send
     * @param addresses from which the header is believed
     * @param role of everybody who comes so
     */
    public record TrustedProxy(String header, Set<String> addresses, Role role) {}
}

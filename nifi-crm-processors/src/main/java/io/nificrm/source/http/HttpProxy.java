package io.nificrm.source.http;

import java.util.Optional;

/** An HTTP proxy all requests go through; user and password only when the proxy asks for them (RFC 9110, section 11.7). */
public record HttpProxy(String host, int port, Optional<String> user, Optional<String> password) {

    @Override
    public String toString() {
        return "HttpProxy[" + host + ":" + port + "]";
    }
}

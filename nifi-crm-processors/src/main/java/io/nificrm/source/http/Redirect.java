package io.nificrm.source.http;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where an answer sends a GET request next (RFC 9110, section 15.4). Never from https to http, and to another origin only
 * with headers that carry no secret.
 */
final class Redirect {

    private static final Set<String> KEPT_ACROSS_ORIGINS =
            Set.of("accept", "accept-language", "if-none-match", "if-modified-since");

    private Redirect() {}

    static Optional<HttpCall> following(HttpCall call, HttpReply reply) throws IOException {
        Optional<String> location = reply.header("Location");
        if (!isRedirect(reply.status()) || location.isEmpty() || !call.method().equals("GET")) {
            return Optional.empty();
        }
        URI from = call.uri();
        URI to = resolve(from, location.get());
        if ("https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(to.getScheme())) {
            throw new RefusedAddressException(SecretFreeUri.of(from) + " redirects from https to "
                    + SecretFreeUri.of(to) + ", which could be read and changed on the way");
        }
        Map<String, String> headers = sameOrigin(from, to) ? call.headers() : withoutSecrets(call.headers());
        return Optional.of(new HttpCall("GET", to, headers, Optional.empty()));
    }

    static boolean isPermanent(int status) {
        return status == 301 || status == 308;
    }

    static boolean sameOrigin(URI one, URI other) {
        return Objects.equals(origin(one), origin(other));
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static URI resolve(URI from, String location) throws IOException {
        try {
            return from.resolve(location.trim().replace(" ", "%20"));
        } catch (IllegalArgumentException e) {
            throw new IOException(SecretFreeUri.of(from) + " redirects to something that is no address", e);
        }
    }

    private static String origin(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        int standardPort = scheme.equals("https") ? 443 : 80;
        int port = uri.getPort() < 0 ? standardPort : uri.getPort();
        return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }

    private static Map<String, String> withoutSecrets(Map<String, String> headers) {
        Map<String, String> kept = new LinkedHashMap<>();
        headers.forEach((name, value) -> {
            if (KEPT_ACROSS_ORIGINS.contains(name.toLowerCase(Locale.ROOT))) {
                kept.put(name, value);
            }
        });
        return kept;
    }
}

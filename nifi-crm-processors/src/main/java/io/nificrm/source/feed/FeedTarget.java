package io.nificrm.source.feed;

import io.nificrm.source.Target;
import io.nificrm.source.http.HttpCall;
import io.nificrm.source.http.SecretFreeUri;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * One feed. Its address may hold secrets, as private feeds do; {@link #name} shows none.
 *
 * @param address where it is fetched, without user information
 * @param login user and password from the address ({@code https://user:password@host/feed}), joined by a colon
 */
public record FeedTarget(URI address, Optional<String> login) implements Target {

    /**
     * Reads an address as an operator lists it.
     *
     * @throws IllegalArgumentException with the reason, in words for the operator
     */
    public static FeedTarget parse(String entry) {
        URI uri;
        try {
            uri = new URI(entry.replaceFirst("^feed:(?=https?://)", "").replaceFirst("^feed://", "https://"));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "a feed address can't be read: " + e.getReason() + " at character " + e.getIndex()
                            + " of an entry of " + entry.length(),
                    e);
        }
        String scheme = String.valueOf(uri.getScheme());
        if (uri.getHost() == null || !(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
            throw new IllegalArgumentException("'" + SecretFreeUri.of(uri) + "' is no http or https address");
        }
        Optional<String> login = Optional.ofNullable(uri.getUserInfo());
        return new FeedTarget(login.isPresent() ? withoutLogin(uri) : uri, login);
    }

    private static URI withoutLogin(URI uri) {
        return URI.create(uri.toString().replaceFirst("//[^@/]*@", "//"));
    }

    @Override
    public String name() {
        return SecretFreeUri.of(address);
    }

    /** The address as shown; two that differ in a secret only are told apart by its fingerprint. */
    @Override
    public String stateKey() {
        return name().equals(address.toString()) ? name() : name() + " " + Fingerprint.of(address.toString());
    }

    HttpCall call() {
        HttpCall call = HttpCall.get(address);
        return login.map(FeedTarget::basic)
                .map(value -> call.header("Authorization", value))
                .orElse(call);
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return name();
    }
}

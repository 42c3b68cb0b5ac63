package io.nificrm.source.http;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An address as it may be shown in logs, attributes, provenance and state: without user information (RFC 3986, section
 * 3.2.1), and with {@code ***} in place of the value of every parameter whose name says that it is a secret.
 */
public final class SecretFreeUri {

    private static final Set<String> SECRET_WORDS = Set.of(
            "token",
            "key",
            "apikey",
            "secret",
            "password",
            "passwd",
            "pwd",
            "pass",
            "auth",
            "authorization",
            "sig",
            "signature",
            "credential",
            "session",
            "jwt",
            "hash",
            "code");

    private SecretFreeUri() {}

    public static String of(URI uri) {
        StringBuilder shown = new StringBuilder();
        if (uri.getScheme() != null) {
            shown.append(uri.getScheme()).append(':');
        }
        if (uri.getRawAuthority() != null) {
            String authority = uri.getRawAuthority();
            shown.append("//").append(authority.substring(authority.lastIndexOf('@') + 1));
        }
        if (uri.getRawPath() != null) {
            shown.append(uri.getRawPath());
        }
        if (uri.getRawQuery() != null) {
            shown.append('?')
                    .append(Arrays.stream(uri.getRawQuery().split("&", -1))
                            .map(SecretFreeUri::masked)
                            .collect(Collectors.joining("&")));
        }
        return shown.toString();
    }

    private static String masked(String parameter) {
        int equals = parameter.indexOf('=');
        if (equals < 0) {
            return parameter;
        }
        String name = parameter.substring(0, equals);
        return isSecret(name) ? name + "=***" : parameter;
    }

    private static boolean isSecret(String name) {
        return Arrays.stream(name.replaceAll("([a-z])([A-Z])", "$1_$2")
                        .toLowerCase(Locale.ROOT)
                        .split("[^a-z]+", -1))
                .anyMatch(SECRET_WORDS::contains);
    }
}

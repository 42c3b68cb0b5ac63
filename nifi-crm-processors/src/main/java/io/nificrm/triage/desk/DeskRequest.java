package io.nificrm.triage.desk;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as far as the desk cares.
 *
 * @param path below the desk's base path, beginning with {@code /}
 * @param query decoded
 * @param headers names in lower case
 * @param form decoded, of a POST
 * @param remoteAddress of the client, or of the last proxy
 */
public record DeskRequest(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        Map<String, String> form,
        String remoteAddress) {

    public DeskRequest {
        method = method.toUpperCase(Locale.ROOT);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
        form = Map.copyOf(form);
    }

    /** A cookie's value. */
    public Optional<String> cookie(String name) {
        String all = headers.getOrDefault("cookie", "");
        for (String pair : all.split(";")) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
                return Optional.of(pair.substring(equals + 1).strip());
            }
        }
        return Optional.empty();
    }

    /** A form field that is there and not blank. */
    public Optional<String> field(String name) {
        return Optional.ofNullable(form.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** A query parameter that is there and not blank. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}

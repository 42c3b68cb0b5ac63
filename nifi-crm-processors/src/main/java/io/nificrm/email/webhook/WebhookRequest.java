package io.nificrm.email.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was posted.
 *
 * @param headers by name; names are compared without regard to case
 * @param body as it came, byte for byte
 */
@SuppressWarnings("ArrayRecordComponent") // signed byte for byte, compared by nobody
record WebhookRequest(Map<String, String> headers, byte[] body) {
    WebhookRequest {
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        headers = byName;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}

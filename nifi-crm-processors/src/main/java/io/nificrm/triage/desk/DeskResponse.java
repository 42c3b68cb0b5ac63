package io.nificrm.triage.desk;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the desk answers. Every answer carries the headers that keep a browser from being turned against its user. */
@SuppressWarnings("ArrayRecordComponent") // written once to a socket, compared by nobody
public record DeskResponse(int status, Map<String, String> headers, byte[] body) {
    private static final Map<String, String> SAFE = Map.of(
            "Content-Security-Policy",
                    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self';"
                            + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cache-Control", "no-store");

    static DeskResponse page(int status, String html) {
        return of(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    static DeskResponse of(int status, String contentType, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>(SAFE);
        headers.put("Content-Type", contentType);
        return new DeskResponse(status, Map.copyOf(headers), body);
    }

    /** See other: after a form, so that going back or reloading does not send it again. */
    static DeskResponse seeOther(String location) {
        return page(303, "").with("Location", location);
    }

    DeskResponse with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new DeskResponse(status, Map.copyOf(more), body);
    }
}

package io.nificrm.triage.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Links to one touchpoint at the desk, for boards, alerts and mails: they open that touchpoint alone, for reading, until
 * they expire. Whoever has the link has the access, so it is short-lived.
 */
public final class SignedLinks {
    private final SigningKey key;
    private final Clock clock;

    public SignedLinks(String secret, Clock clock) {
        this.key = SigningKey.of(secret, "link");
        this.clock = clock;
    }

    /**
     * The query of a link: {@code id=…&expires=…&signature=…}.
     *
     * @param valid how long from now
     */
    public String query(String touchpointId, Duration valid) {
        long expires = clock.instant().plus(valid).getEpochSecond();
        return "id=" + URLEncoder.encode(touchpointId, StandardCharsets.UTF_8) + "&expires=" + expires + "&signature="
                + key.sign(message(touchpointId, expires));
    }

    /** Whether a link was made here for this touchpoint and is still good. */
    public boolean opens(String touchpointId, String expires, String signature) {
        long until;
        try {
            until = Long.parseLong(expires);
        } catch (NumberFormatException notOurs) {
            return false;
        }
        boolean genuine = key.verifies(message(touchpointId, until), signature);
        return genuine && clock.instant().isBefore(Instant.ofEpochSecond(until));
    }

    private static String message(String touchpointId, long expires) {
        return expires + "\n" + touchpointId;
    }
}

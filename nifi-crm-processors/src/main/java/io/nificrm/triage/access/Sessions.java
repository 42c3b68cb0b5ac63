package io.nificrm.triage.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Sessions as signed cookies: every node of a cluster accepts what another issued, and a restart signs nobody out. The
 * account is looked up again at every request, so that one that was removed is out at once.
 */
public final class Sessions {
    private static final int LONGEST_TOKEN = 1024;

    private final SigningKey sessionKey;
    private final SigningKey csrfKey;
    private final Duration valid;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Sessions(String secret, Duration valid, Clock clock) {
        this.sessionKey = SigningKey.of(secret, "session");
        this.csrfKey = SigningKey.of(secret, "csrf");
        this.valid = valid;
        this.clock = clock;
    }

    /** A session as its cookie says. */
    public record Session(String name, String token) {}

    /** A new session's token: name, expiry, a random part, signature. */
    public Session issue(String name) {
        byte[] nonce = new byte[16];
        random.nextBytes(nonce);
        String claims = encode(name.getBytes(StandardCharsets.UTF_8))
                + '.'
                + clock.instant().plus(valid).getEpochSecond()
                + '.'
                + encode(nonce);
        return new Session(name, claims + '.' + sessionKey.sign(claims));
    }

    /** The session of a cookie's value, unless it is forged or over. */
    public Optional<Session> read(String token) {
        int end = token.lastIndexOf('.');
        if (token.length() > LONGEST_TOKEN || end < 0) {
            return Optional.empty();
        }
        String claims = token.substring(0, end);
        if (!sessionKey.verifies(claims, token.substring(end + 1))) {
            return Optional.empty();
        }
        String[] parts = claims.split("\\.", -1); // genuine from here on, so it has the form that issue() gave it
        Instant expires = Instant.ofEpochSecond(Long.parseLong(parts[1]));
        if (!clock.instant().isBefore(expires)) {
            return Optional.empty();
        }
        return Optional.of(
                new Session(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8), token));
    }

    /** The token that every form of this session carries. */
    public String csrf(Session session) {
        return csrfKey.sign(session.token());
    }

    /** Whether a form's token belongs to this session. */
    public boolean ownForm(Session session, String csrf) {
        return csrfKey.verifies(session.token(), csrf);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

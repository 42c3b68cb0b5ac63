package io.nificrm.triage.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs with HMAC-SHA256. Each purpose has a key of its own, derived from the one that the operator sets, so that a
 * signature made for a link can never be passed off as a session.
 */
public final class SigningKey {
    /** Fewer characters than this are refused. */
    public static final int SHORTEST = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private SigningKey(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * The key for one purpose.
     *
     * @param secret the operator's, of at least {@link #SHORTEST} characters
     * @throws IllegalArgumentException when the secret is too short
     */
    public static SigningKey of(String secret, String purpose) {
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException("the signing key needs at least " + SHORTEST + " characters");
        }
        return new SigningKey(new SigningKey(secret.getBytes(StandardCharsets.UTF_8)).mac(purpose));
    }

    /** The signature of a message, in the alphabet of URLs. */
    public String sign(String message) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(message));
    }

    /** Whether a signature is that of a message; takes the same time wherever it differs. */
    public boolean verifies(String message, String signature) {
        return MessageDigest.isEqual(
                sign(message).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] mac(String message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}

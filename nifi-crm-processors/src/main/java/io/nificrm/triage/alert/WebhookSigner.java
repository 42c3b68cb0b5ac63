package io.nificrm.triage.alert;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs webhook requests as Standard Webhooks describes: HMAC-SHA-256 over id, time and body.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks</a>
 */
final class WebhookSigner {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final int FEWEST_BYTES = 24;

    private final SecretKeySpec key;

    /**
     * @param secret {@code whsec_} and base64 of 24 bytes or more
     * @throws IllegalArgumentException when it is no such secret
     */
    WebhookSigner(String secret) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(secret.strip().replaceFirst("^" + PREFIX, ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("expected whsec_ and base64, as 'openssl rand -base64 32' makes it", e);
        }
        if (bytes.length < FEWEST_BYTES) {
            throw new IllegalArgumentException("it has fewer than " + FEWEST_BYTES + " bytes");
        }
        key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** The headers of a request. */
    Map<String, String> headers(String id, Instant at, String body) {
        String signed = id + '.' + at.getEpochSecond() + '.' + body;
        return Map.of(
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(at.getEpochSecond()),
                "webhook-signature",
                "v1," + Base64.getEncoder().encodeToString(mac(signed)));
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}

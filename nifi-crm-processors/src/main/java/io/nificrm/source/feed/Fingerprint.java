package io.nificrm.source.feed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Eight characters that stand for a text: the first 48 bits of its SHA-256. Among 4,000 remembered entries a new one is
 * mistaken for another with a probability of 4,000 / 2^48, once in seventy billion.
 */
final class Fingerprint {

    static final int LENGTH = 8;
    private static final int BYTES = 6;

    private Fingerprint() {}

    static String of(String text) {
        byte[] digest = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

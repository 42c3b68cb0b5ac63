package io.nificrm.email.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed digests, compared in constant time (RFC 2104). */
@SuppressWarnings("ArrayRecordComponent") // a key is compared by nobody
record Hmac(String algorithm, byte[] key) {
    Hmac {
        if (key.length == 0) {
            throw new IllegalArgumentException("The signing key is empty");
        }
    }

    static Hmac sha256(String key) {
        return new Hmac("HmacSHA256", key.getBytes(StandardCharsets.UTF_8));
    }

    static Hmac sha1(String key) {
        return new Hmac("HmacSHA1", key.getBytes(StandardCharsets.UTF_8));
    }

    boolean matchesHex(byte[] message, String signature) {
        return MessageDigest.isEqual(
                HexFormat.of().formatHex(digest(message)).getBytes(StandardCharsets.US_ASCII),
                signature.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    boolean matchesBase64(byte[] message, String signature) {
        return MessageDigest.isEqual(
                Base64.getEncoder().encode(digest(message)), signature.strip().getBytes(StandardCharsets.UTF_8));
    }

    private byte[] digest(byte[] message) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}

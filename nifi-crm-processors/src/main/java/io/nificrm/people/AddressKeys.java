package io.nificrm.people;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands for a mail address: the normalised address or a hash of it. Normalised means without surrounding space and
 * in lower case, and nothing more: tags ({@code jo+shop@…}) and dots are part of an address at most providers. What is a
 * hash already stays as it is. Immutable, thread-safe.
 */
public final class AddressKeys {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final UnaryOperator<String> hash;
    private final boolean hashing;

    private AddressKeys(UnaryOperator<String> hash, boolean hashing) {
        this.hash = hash;
        this.hashing = hashing;
    }

    /** The normalised address itself. */
    public static AddressKeys plain() {
        return new AddressKeys(UnaryOperator.identity(), false);
    }

    /** The SHA-256 of the normalised address in hexadecimal digits. */
    public static AddressKeys sha256() {
        return new AddressKeys(AddressKeys::sha256, true);
    }

    /** The HMAC-SHA-256 of the normalised address in hexadecimal digits. */
    public static AddressKeys keyed(String secret) {
        SecretKeySpec key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        return new AddressKeys(address -> hmac(key, address), true);
    }

    /** Whether addresses become hashes. */
    public boolean hashing() {
        return hashing;
    }

    /** What stands for an address. */
    public String of(String address) {
        String normalised = address.strip().toLowerCase(Locale.ROOT);
        return HASH.matcher(normalised).matches() ? normalised : hash.apply(normalised);
    }

    private static String sha256(String address) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String hmac(SecretKeySpec key, String address) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(address.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}

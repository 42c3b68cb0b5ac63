package io.nificrm.local.community.mail;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a provider proves itself with, and what its customer holds it against.
 *
 * @param own the provider's: a private key, a shared key or a password
 * @param user the name that belongs to a password; empty where the provider signs
 * @param customers what the customer enters: the public key, or the same as {@code own}
 */
public record WebhookKey(String own, Optional<String> user, String customers) {
    private static final int RANDOM_BYTES = 24;

    /** Makes a new one. */
    public static WebhookKey of(Provider provider) {
        return switch (provider) {
            case SENDGRID -> keyPair();
            case MAILGUN -> shared(Optional.empty());
            case POSTMARK -> shared(Optional.of("hooks"));
        };
    }

    private static WebhookKey shared(Optional<String> user) {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String key = HexFormat.of().formatHex(random);
        return new WebhookKey(key, user, key);
    }

    private static WebhookKey keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            Base64.Encoder base64 = Base64.getEncoder();
            return new WebhookKey(
                    base64.encodeToString(pair.getPrivate().getEncoded()),
                    Optional.empty(),
                    base64.encodeToString(pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has the curve P-256", impossible);
        }
    }

    /** The ECDSA signature over some text, in base64, where {@code own} is a private key. */
    String ecdsa(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(own))));
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the key was made above", impossible);
        }
    }

    /** The value of the header Authorization, where there is a user. */
    String basic() {
        return "Basic "
                + Base64.getEncoder().encodeToString((user.orElseThrow() + ":" + own).getBytes(StandardCharsets.UTF_8));
    }
}

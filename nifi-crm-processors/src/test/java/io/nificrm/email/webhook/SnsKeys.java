package io.nificrm.email.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.email.SelfMadeCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;

/** A key of ours in the part of Amazon's, and messages signed with it. */
final class SnsKeys {
    private SnsKeys() {}

    /** A new key with a certificate of its own, for localhost. */
    static KeyStore make(Path folder, String... options)
            throws GeneralSecurityException, IOException, InterruptedException {
        return SelfMadeCertificate.of(folder, "dns:localhost", options).keys();
    }

    static PrivateKey key(KeyStore store) throws GeneralSecurityException {
        return (PrivateKey) store.getKey(SelfMadeCertificate.ALIAS, SelfMadeCertificate.PASSWORD);
    }

    static X509Certificate certificate(KeyStore store) throws GeneralSecurityException {
        return (X509Certificate) store.getCertificate(SelfMadeCertificate.ALIAS);
    }

    /** A signed notification. */
    static String message(PrivateKey key, String version, String topic, String certificate, Instant time, String text)
            throws GeneralSecurityException {
        ObjectNode message = new ObjectMapper().createObjectNode();
        message.put("Type", "Notification")
                .put("MessageId", "1")
                .put("TopicArn", topic)
                .put("Message", text)
                .put("Timestamp", time.toString());
        return signed(
                message,
                key,
                version,
                certificate,
                "Message\n" + text + "\nMessageId\n1\nTimestamp\n" + time + "\nTopicArn\n" + topic
                        + "\nType\nNotification\n");
    }

    /** The signed question whether a subscription is wanted. */
    static String confirmation(PrivateKey key, String topic, String certificate, String subscribe, Instant time)
            throws GeneralSecurityException {
        ObjectNode message = new ObjectMapper().createObjectNode();
        message.put("Type", "SubscriptionConfirmation")
                .put("MessageId", "1")
                .put("Token", "t")
                .put("TopicArn", topic)
                .put("Message", "m")
                .put("SubscribeURL", subscribe)
                .put("Timestamp", time.toString());
        return signed(
                message,
                key,
                "2",
                certificate,
                "Message\nm\nMessageId\n1\nSubscribeURL\n" + subscribe + "\nTimestamp\n" + time
                        + "\nToken\nt\nTopicArn\n" + topic + "\nType\nSubscriptionConfirmation\n");
    }

    private static String signed(ObjectNode message, PrivateKey key, String version, String certificate, String text)
            throws GeneralSecurityException {
        Signature rsa = Signature.getInstance(version.equals("2") ? "SHA256withRSA" : "SHA1withRSA");
        rsa.initSign(key);
        rsa.update(text.getBytes(StandardCharsets.UTF_8));
        return message.put("SignatureVersion", version)
                .put("SigningCertURL", certificate)
                .put("Signature", Base64.getEncoder().encodeToString(rsa.sign()))
                .toString();
    }
}

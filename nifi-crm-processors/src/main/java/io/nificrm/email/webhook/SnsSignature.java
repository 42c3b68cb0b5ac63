package io.nificrm.email.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * Amazon SNS: RSA over the fields of the message, with a certificate that the message names and that must lie with
 * Amazon.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html">Verifying signatures</a>
 */
final class SnsSignature implements WebhookSignature {
    private static final List<String> NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> CONFIRMATION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    private final String topic;
    private final Certificates certificates;
    private final ReplayWindow window;
    private final AmazonAddress allowed;

    /** Where certificates come from. */
    @FunctionalInterface
    interface Certificates {
        X509Certificate at(URI address) throws IOException, InterruptedException, GeneralSecurityException;
    }

    /** @param topic the ARN of the topic, without which any other topic of Amazon's could send */
    SnsSignature(String topic, Certificates certificates, ReplayWindow window) {
        this(topic, certificates, window, AmazonAddress.AMAZONS);
    }

    /** @param allowed where certificates may lie */
    SnsSignature(String topic, Certificates certificates, ReplayWindow window, AmazonAddress allowed) {
        this.topic = topic.strip();
        this.certificates = certificates;
        this.window = window;
        this.allowed = allowed;
    }

    @Override
    public void verify(WebhookRequest request) throws ForgedWebhookException {
        JsonNode message = Signatures.json(request);
        if (!message.path("TopicArn").asText().equals(topic)) {
            throw new ForgedWebhookException("it is of another topic");
        }
        boolean genuine;
        try {
            X509Certificate certificate =
                    certificates.at(address(message.path("SigningCertURL").asText()));
            certificate.checkValidity();
            String algorithm = message.path("SignatureVersion").asText().equals("2") ? "SHA256withRSA" : "SHA1withRSA";
            Signature rsa = Signature.getInstance(algorithm);
            rsa.initVerify(certificate.getPublicKey());
            rsa.update(signed(message).getBytes(StandardCharsets.UTF_8));
            genuine = rsa.verify(
                    Base64.getDecoder().decode(message.path("Signature").asText()));
            window.check(Instant.parse(message.path("Timestamp").asText()));
        } catch (IOException e) {
            throw ForgedWebhookException.undecided("its certificate could not be fetched: " + e.getMessage(), e);
        } catch (GeneralSecurityException | IllegalArgumentException | DateTimeException e) {
            throw new ForgedWebhookException("its signature cannot be checked: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ForgedWebhookException.undecided("its signature could not be checked in time", e);
        }
        Signatures.require(genuine);
    }

    private URI address(String written) throws ForgedWebhookException {
        URI address = URI.create(written);
        if (!allowed.allows(address) || !String.valueOf(address.getPath()).endsWith(".pem")) {
            throw new ForgedWebhookException("its certificate does not lie with Amazon SNS");
        }
        return address;
    }

    private static String signed(JsonNode message) {
        List<String> fields = message.path("Type").asText().equals("Notification") ? NOTIFICATION : CONFIRMATION;
        StringBuilder signed = new StringBuilder();
        for (String field : fields) {
            if (message.has(field)) {
                signed.append(field)
                        .append('\n')
                        .append(message.path(field).asText())
                        .append('\n');
            }
        }
        return signed.toString();
    }
}

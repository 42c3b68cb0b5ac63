package io.nificrm.email.webhook;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each provider's proof: the genuine is let through; changed, unsigned, old and otherwise signed is refused. */
class SignaturesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String TIME = Long.toString(NOW.getEpochSecond());
    private static final String OLD = Long.toString(NOW.getEpochSecond() - 301);
    private static final ReplayWindow WINDOW =
            new ReplayWindow(Duration.ofMinutes(5), Clock.fixed(NOW, ZoneOffset.UTC));
    private static final String BODY = "[{\"event\":\"open\",\"email\":\"jo@post.example\"}]\r\n";

    @Test
    void sendGrid() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        WebhookSignature signature = Signatures.sendGrid(
                Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()), WINDOW);

        accepted(signature, sendGridHeaders(keys.getPrivate(), TIME), BODY);
        refused(signature, sendGridHeaders(keys.getPrivate(), TIME), BODY + " ", "signature is wrong");
        refused(signature, sendGridHeaders(keys.getPrivate(), OLD), BODY, "replay window");
        refused(signature, sendGridHeaders(generator.generateKeyPair().getPrivate(), TIME), BODY, "signature is wrong");
        refused(signature, Map.of(), BODY, "X-Twilio-Email-Event-Webhook-Timestamp is missing");
        refused(
                signature,
                Map.of(
                        "X-Twilio-Email-Event-Webhook-Timestamp",
                        TIME,
                        "X-Twilio-Email-Event-Webhook-Signature",
                        "garbage!"),
                BODY,
                "cannot be read");
        assertThatThrownBy(() -> Signatures.sendGrid("no key", WINDOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mailgun() throws GeneralSecurityException {
        WebhookSignature signature = Signatures.mailgun("key", WINDOW);

        accepted(signature, Map.of(), mailgunBody(TIME, "key"));
        refused(signature, Map.of(), mailgunBody(TIME, "other"), "signature is wrong");
        refused(signature, Map.of(), mailgunBody(OLD, "key"), "replay window");
        refused(
                signature,
                Map.of(),
                mailgunBody(TIME, "key").replace("\"token\":\"token\"", "\"token\":\"t\""),
                "wrong");
        refused(
                signature,
                Map.of(),
                mailgunBody(OLD, "key").replace("\"timestamp\":\"" + OLD, "\"timestamp\":\"" + TIME),
                "signature is wrong");
        refused(signature, Map.of(), "{\"event-data\":{}}", "no signature");
        refused(signature, Map.of(), "not json", "not JSON");
    }

    @Test
    void mandrill() throws GeneralSecurityException {
        String url = "https://hooks.acme.example/mandrill";
        WebhookSignature signature = Signatures.mandrill("key", url);
        String proof = Base64.getEncoder()
                .encodeToString(
                        hmac("HmacSHA1", "key".getBytes(StandardCharsets.UTF_8), url + "a1mandrill_events[{\"x\":1}]"));
        Map<String, String> headers = Map.of("x-mandrill-signature", proof);

        accepted(signature, headers, "mandrill_events=%5B%7B%22x%22%3A1%7D%5D&a=1");
        refused(signature, headers, "mandrill_events=%5B%7B%22x%22%3A2%7D%5D&a=1", "signature is wrong");
        refused(signature, headers, "a=%zz", "no form");
        refused(
                Signatures.mandrill("other", url),
                headers,
                "mandrill_events=%5B%7B%22x%22%3A1%7D%5D&a=1",
                "signature is wrong");
        refused(
                Signatures.mandrill("key", url + "/"),
                headers,
                "mandrill_events=%5B%7B%22x%22%3A1%7D%5D&a=1",
                "signature is wrong");
        refused(signature, Map.of(), "a=1", "X-Mandrill-Signature is missing");
    }

    @Test
    void resend() throws GeneralSecurityException {
        byte[] key = {1, 2, 3, 4};
        WebhookSignature signature =
                Signatures.svix("whsec_" + Base64.getEncoder().encodeToString(key), WINDOW);
        String proof =
                "v1," + Base64.getEncoder().encodeToString(hmac("HmacSHA256", key, "msg_1." + TIME + '.' + BODY));

        accepted(
                signature,
                Map.of("svix-id", "msg_1", "svix-timestamp", TIME, "svix-signature", "v1,b3RoZXI= " + proof),
                BODY);
        refused(
                signature,
                Map.of("svix-id", "msg_2", "svix-timestamp", TIME, "svix-signature", proof),
                BODY,
                "signature is wrong");
        refused(
                signature,
                Map.of("svix-id", "msg_1", "svix-timestamp", OLD, "svix-signature", proof),
                BODY,
                "replay window");
        refused(
                signature,
                Map.of("svix-id", "msg_1", "svix-timestamp", "soon", "svix-signature", proof),
                BODY,
                "no number");
        Map<String, String> headers = Map.of("svix-id", "msg_1", "svix-timestamp", TIME, "svix-signature", proof);
        refused(signature, headers, BODY + ' ', "signature is wrong");
        refused(Signatures.svix("whsec_BQYHCA==", WINDOW), headers, BODY, "signature is wrong");
        refused(signature, Map.of("svix-id", "msg_1", "svix-timestamp", TIME), BODY, "svix-signature is missing");
        refused(
                signature,
                Map.of("svix-id", "msg_1", "svix-timestamp", TIME, "svix-signature", proof.replace("v1,", "v2,")),
                BODY,
                "signature is wrong");
        assertThatThrownBy(() -> Signatures.svix("whsec_?", WINDOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mailerSend() throws GeneralSecurityException {
        WebhookSignature signature = Signatures.mailerSend("secret");
        String proof = HexFormat.of().formatHex(hmac("HmacSHA256", "secret".getBytes(StandardCharsets.UTF_8), BODY));

        accepted(signature, Map.of("Signature", proof), BODY);
        refused(signature, Map.of("Signature", proof), BODY + "x", "signature is wrong");
        refused(Signatures.mailerSend("other"), Map.of("Signature", proof), BODY, "signature is wrong");
        refused(signature, Map.of("Signature", "zz"), BODY, "signature is wrong");
        refused(signature, Map.of(), BODY, "Signature is missing");
    }

    @Test
    void passwords() {
        WebhookSignature basic = Signatures.password(Optional.of("hooks"), "secret");
        WebhookSignature bearer = Signatures.password(Optional.empty(), "token");

        accepted(basic, Map.of("authorization", "Basic aG9va3M6c2VjcmV0"), BODY);
        refused(basic, Map.of("authorization", "Basic aG9va3M6d3Jvbmc="), BODY, "wrong");
        refused(basic, Map.of(), BODY, "Authorization is missing");
        accepted(bearer, Map.of("Authorization", "Bearer token"), BODY);
        refused(bearer, Map.of("Authorization", "Bearer tokem"), BODY, "wrong");
    }

    @Test
    void amazonSns(@TempDir Path folder) throws Exception {
        KeyStore store = SnsKeys.make(folder);
        PrivateKey key = SnsKeys.key(store);
        X509Certificate certificate = SnsKeys.certificate(store);
        WebhookSignature signature = new SnsSignature("arn:aws:sns:eu-west-1:1:mail", address -> certificate, WINDOW);

        accepted(
                signature,
                Map.of(),
                SnsKeys.message(
                        key,
                        "1",
                        "arn:aws:sns:eu-west-1:1:mail",
                        "https://sns.eu-west-1.amazonaws.com/x.pem",
                        NOW,
                        "m"));
        accepted(
                signature,
                Map.of(),
                SnsKeys.message(
                        key,
                        "2",
                        "arn:aws:sns:eu-west-1:1:mail",
                        "https://sns.eu-west-1.amazonaws.com/x.pem",
                        NOW,
                        "m"));
        refused(
                signature,
                Map.of(),
                SnsKeys.message(
                        key,
                        "2",
                        "arn:aws:sns:eu-west-1:2:evil",
                        "https://sns.eu-west-1.amazonaws.com/x.pem",
                        NOW,
                        "m"),
                "another topic");
        for (String address : new String[] {
            "https://sns.eu-west-1.amazonaws.com.evil.example/x.pem",
            "http://sns.eu-west-1.amazonaws.com/x.pem",
            "https://evil@sns.eu-west-1.amazonaws.com/x.pem",
            "https://bucket.s3.amazonaws.com/x.pem",
            "https://sns.eu-west-1.amazonaws.com:8443/x.pem",
            "https://sns.eu-west-1.amazonaws.com/x.php",
            ""
        }) {
            refused(
                    signature,
                    Map.of(),
                    SnsKeys.message(key, "2", "arn:aws:sns:eu-west-1:1:mail", address, NOW, "m"),
                    "does not lie with Amazon");
        }
        refused(
                signature,
                Map.of(),
                SnsKeys.message(
                        key,
                        "2",
                        "arn:aws:sns:eu-west-1:1:mail",
                        "https://sns.eu-west-1.amazonaws.com/x.pem",
                        NOW.minusSeconds(301),
                        "m"),
                "replay window");
        String changed = SnsKeys.message(
                        key, "2", "arn:aws:sns:eu-west-1:1:mail", "https://sns.eu-west-1.amazonaws.com/x.pem", NOW, "m")
                .replace("\"Message\":\"m\"", "\"Message\":\"forged\"");
        refused(signature, Map.of(), changed, "signature is wrong");
    }

    private static Map<String, String> sendGridHeaders(PrivateKey key, String time) throws GeneralSecurityException {
        Signature ecdsa = Signature.getInstance("SHA256withECDSA");
        ecdsa.initSign(key);
        ecdsa.update((time + BODY).getBytes(StandardCharsets.UTF_8));
        return Map.of(
                "x-twilio-email-event-webhook-timestamp",
                time,
                "X-Twilio-Email-Event-Webhook-Signature",
                Base64.getEncoder().encodeToString(ecdsa.sign()));
    }

    private static String mailgunBody(String time, String key) throws GeneralSecurityException {
        String proof =
                HexFormat.of().formatHex(hmac("HmacSHA256", key.getBytes(StandardCharsets.UTF_8), time + "token"));
        return "{\"signature\":{\"timestamp\":\"" + time + "\",\"token\":\"token\",\"signature\":\"" + proof
                + "\"},\"event-data\":{}}";
    }

    private static byte[] hmac(String algorithm, byte[] key, String message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
    }

    private static void accepted(WebhookSignature signature, Map<String, String> headers, String body) {
        assertThatCode(() -> signature.verify(new WebhookRequest(headers, body.getBytes(StandardCharsets.UTF_8))))
                .doesNotThrowAnyException();
    }

    private static void refused(WebhookSignature signature, Map<String, String> headers, String body, String reason) {
        assertThatThrownBy(() -> signature.verify(new WebhookRequest(headers, body.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(ForgedWebhookException.class)
                .hasMessageContaining(reason);
    }
}

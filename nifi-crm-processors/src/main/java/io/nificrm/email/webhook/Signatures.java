package io.nificrm.email.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nificrm.format.FormFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The signatures of the providers, each by its own rule. */
final class Signatures {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Signatures() {}

    /**
     * SendGrid: ECDSA over time and body.
     *
     * @param publicKey base64, as SendGrid shows it
     * @throws IllegalArgumentException when it is no public key
     * @see <a href="https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features">Signed Event Webhook</a>
     */
    static WebhookSignature sendGrid(String publicKey, ReplayWindow window) {
        PublicKey key;
        try {
            key = KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey.strip())));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("The signing key is not the base64 public key that SendGrid shows", e);
        }
        return request -> {
            String time = header(request, "X-Twilio-Email-Event-Webhook-Timestamp");
            String signature = header(request, "X-Twilio-Email-Event-Webhook-Signature");
            window.checkEpochSeconds(time);
            boolean genuine;
            try {
                Signature ecdsa = Signature.getInstance("SHA256withECDSA");
                ecdsa.initVerify(key);
                ecdsa.update(time.getBytes(StandardCharsets.UTF_8));
                ecdsa.update(request.body());
                genuine = ecdsa.verify(Base64.getDecoder().decode(signature));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw new ForgedWebhookException("its signature cannot be read", e);
            }
            require(genuine);
        };
    }

    /**
     * Mailgun: HMAC-SHA-256 over time and token, which stand in the body.
     *
     * @see <a href="https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks">Securing webhooks</a>
     */
    static WebhookSignature mailgun(String signingKey, ReplayWindow window) {
        Hmac hmac = Hmac.sha256(signingKey);
        return request -> {
            JsonNode signature = json(request).path("signature");
            String time = signature.path("timestamp").asText();
            String token = signature.path("token").asText();
            String signed = signature.path("signature").asText();
            if (time.isEmpty() || token.isEmpty() || signed.isEmpty()) {
                throw new ForgedWebhookException("its body has no signature");
            }
            require(hmac.matchesHex((time + token).getBytes(StandardCharsets.UTF_8), signed));
            window.checkEpochSeconds(time);
        };
    }

    /**
     * Mandrill: HMAC-SHA-1 over the address and the fields of the form in the order of their names.
     *
     * @see <a href="https://mailchimp.com/developer/transactional/guides/track-respond-activity-webhooks/#authenticating-webhook-requests">Authenticating webhook requests</a>
     */
    static WebhookSignature mandrill(String webhookKey, String url) {
        Hmac hmac = Hmac.sha1(webhookKey);
        return request -> {
            StringBuilder signed = new StringBuilder(url);
            form(request).forEach((name, value) -> signed.append(name).append(value));
            require(hmac.matchesBase64(
                    signed.toString().getBytes(StandardCharsets.UTF_8), header(request, "X-Mandrill-Signature")));
        };
    }

    /**
     * Resend, by Svix: HMAC-SHA-256 over id, time and body; there may be several signatures while a key is changed.
     *
     * @param secret begins with {@code whsec_}
     * @throws IllegalArgumentException when it is no such secret
     * @see <a href="https://docs.svix.com/receiving/verifying-payloads/how-manual">Verifying manually</a>
     */
    static WebhookSignature svix(String secret, ReplayWindow window) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(secret.strip().replaceFirst("^whsec_", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The signing key is not the secret that begins with whsec_", e);
        }
        Hmac hmac = new Hmac("HmacSHA256", key);
        return request -> {
            String id = header(request, "svix-id");
            String time = header(request, "svix-timestamp");
            String signatures = header(request, "svix-signature");
            window.checkEpochSeconds(time);
            byte[] signed = joined((id + '.' + time + '.').getBytes(StandardCharsets.UTF_8), request.body());
            boolean genuine = false;
            for (String signature : signatures.split(" ", -1)) {
                genuine |= signature.startsWith("v1,") && hmac.matchesBase64(signed, signature.substring(3));
            }
            require(genuine);
        };
    }

    /**
     * MailerSend: HMAC-SHA-256 over the body.
     *
     * @see <a href="https://developers.mailersend.com/api/v1/webhooks.html#security">Security</a>
     */
    static WebhookSignature mailerSend(String secret) {
        Hmac hmac = Hmac.sha256(secret);
        return request -> require(hmac.matchesHex(request.body(), header(request, "Signature")));
    }

    /**
     * Providers that do not sign: HTTP Basic where there is a user name, else a bearer token.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617</a>, <a href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750</a>
     */
    static WebhookSignature password(Optional<String> user, String password) {
        String expected = user.map(name -> "Basic "
                        + Base64.getEncoder().encodeToString((name + ':' + password).getBytes(StandardCharsets.UTF_8)))
                .orElse("Bearer " + password);
        return request -> {
            String given = header(request, "Authorization");
            if (!MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8))) {
                throw new ForgedWebhookException("user name or password is wrong");
            }
        };
    }

    static JsonNode json(WebhookRequest request) throws ForgedWebhookException {
        try {
            return JSON.readTree(request.body());
        } catch (JsonProcessingException e) {
            throw new ForgedWebhookException("its body is not JSON", e);
        } catch (IOException e) {
            throw new ForgedWebhookException("its body cannot be read", e);
        }
    }

    static void require(boolean genuine) throws ForgedWebhookException {
        if (!genuine) {
            throw new ForgedWebhookException("its signature is wrong");
        }
    }

    private static String header(WebhookRequest request, String name) throws ForgedWebhookException {
        Optional<String> value = request.header(name);
        if (value.isEmpty()) {
            throw new ForgedWebhookException("the header " + name + " is missing");
        }
        return value.get();
    }

    private static Map<String, String> form(WebhookRequest request) throws ForgedWebhookException {
        try {
            return new TreeMap<>(FormFields.parse(request.text()));
        } catch (IllegalArgumentException e) {
            throw new ForgedWebhookException("its body is no form", e);
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(first.length + second.length);
        joined.writeBytes(first);
        joined.writeBytes(second);
        return joined.toByteArray();
    }
}

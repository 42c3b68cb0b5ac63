package io.nificrm.source.googleplay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

/**
 * The key of a Google service account, which asks for access tokens with assertions that it signs (RFC 7523, RS256).
 *
 * @param email who it is
 * @param keyId which of its keys this is
 * @param tokenAddress where tokens are lent
 * @see <a href="https://developers.google.com/identity/protocols/oauth2/service-account#authorizingrequests">Service accounts</a>
 */
record ServiceAccount(String email, String keyId, PrivateKey key, URI tokenAddress) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long LIFETIME_SECONDS = 3600;

    /**
     * Reads the JSON file that Google made.
     *
     * @throws IllegalArgumentException with the reason, and nothing of the key
     */
    static ServiceAccount parse(String file) {
        JsonNode fields;
        try {
            fields = JSON.readTree(file);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Service Account Key is not the JSON file that Google made", e);
        }
        if (!"service_account".equals(fields.path("type").asText())) {
            throw new IllegalArgumentException("Service Account Key is a file of another type than service_account");
        }
        String pem = fields.path("private_key").asText().replaceAll("-----[A-Z ]+-----|\\s", "");
        try {
            PrivateKey key = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
            return new ServiceAccount(
                    fields.path("client_email").asText(),
                    fields.path("private_key_id").asText(),
                    key,
                    URI.create(fields.path("token_uri").asText("https://oauth2.googleapis.com/token")));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("Service Account Key holds no private key (PKCS #8) or token_uri", e);
        }
    }

    /** A signed request for a token, good for an hour. */
    String assertion(String scope, Instant now) {
        ObjectNode header =
                JSON.createObjectNode().put("alg", "RS256").put("typ", "JWT").put("kid", keyId);
        ObjectNode claims = JSON.createObjectNode()
                .put("iss", email)
                .put("scope", scope)
                .put("aud", tokenAddress.toString())
                .put("iat", now.getEpochSecond())
                .put("exp", now.getEpochSecond() + LIFETIME_SECONDS);
        String signed = part(header) + '.' + part(claims);
        try {
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initSign(key);
            rsa.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + '.' + Base64.getUrlEncoder().withoutPadding().encodeToString(rsa.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA256withRSA", e);
        }
    }

    private static String part(ObjectNode json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "ServiceAccount[" + email + "]";
    }
}

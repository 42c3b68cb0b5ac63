package io.nificrm.source.googleplay;

import io.nificrm.source.PlatformStub;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Google's token address and the reviews of the last week, in no order, two a page. */
final class GooglePlayServer implements AutoCloseable {
    private static final KeyPair KEYS = keys();

    private final PlatformStub stub = new PlatformStub();
    private final Map<String, String> reviews = new LinkedHashMap<>();
    private boolean tokensEnd;

    GooglePlayServer() {
        stub.on("/token", this::token);
        stub.on("/androidpublisher/v3/applications/com.acme.coffee/reviews", this::page);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    PlatformStub stub() {
        return stub;
    }

    /** The file that Google makes for a key. */
    String keyFile() {
        String pem = "-----BEGIN PRIVATE KEY-----\\n"
                + Base64.getEncoder().encodeToString(KEYS.getPrivate().getEncoded())
                + "\\n-----END PRIVATE KEY-----\\n";
        return "{\"type\":\"service_account\",\"project_id\":\"acme\",\"private_key_id\":\"k1\",\"private_key\":\""
                + pem
                + "\",\"client_email\":\"reader@acme.iam.gserviceaccount.com\",\"token_uri\":\""
                + stub.address("/token")
                + "\"}";
    }

    /** Somebody writes a review, or changes it. */
    String review(String id, Instant time) {
        reviews.put(id, """
                {"reviewId":"%s","authorName":"Jo","comments":[{"userComment":{"text":"The lid leaks","lastModified":{"seconds":"%d","nanos":5000000},"starRating":2}}]}""".formatted(id, time.getEpochSecond()));
        return id;
    }

    /** A week goes by. */
    void forgetAll() {
        reviews.clear();
    }

    /** The tokens of pages that were handed out are no longer known. */
    void endTokens() {
        tokensEnd = true;
    }

    private PlatformStub.Answer token(PlatformStub.Request request) {
        String assertion = URLDecoder.decode(request.body().replaceFirst(".*assertion=", ""), StandardCharsets.UTF_8);
        String[] parts = assertion.split("\\.", -1);
        try {
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initVerify(KEYS.getPublic());
            rsa.update((parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII));
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            boolean good = rsa.verify(Base64.getUrlDecoder().decode(parts[2]))
                    && claims.contains("\"iss\":\"reader@acme.iam.gserviceaccount.com\"")
                    && claims.contains("\"aud\":\"" + stub.address("/token") + "\"")
                    && claims.contains("auth/androidpublisher");
            return good
                    ? PlatformStub.json("{\"access_token\":\"ya29.t\",\"expires_in\":3599,\"token_type\":\"Bearer\"}")
                    : PlatformStub.text(400, "application/json", "{\"error\":\"invalid_grant\"}");
        } catch (GeneralSecurityException e) {
            return PlatformStub.text(400, "application/json", "{\"error\":\"invalid_grant\"}");
        }
    }

    private PlatformStub.Answer page(PlatformStub.Request request) {
        if (!"Bearer ya29.t".equals(request.header("Authorization"))) {
            return PlatformStub.text(401, "application/json", "{\"error\":{\"code\":401,\"message\":\"no token\"}}");
        }
        String token = request.query().getOrDefault("token", "");
        if (!token.isEmpty() && tokensEnd) {
            tokensEnd = false;
            return PlatformStub.text(
                    400, "application/json", "{\"error\":{\"code\":400,\"message\":\"Invalid token\"}}");
        }
        int from = token.isEmpty() ? 0 : Integer.parseInt(token);
        List<String> all = new ArrayList<>(reviews.values());
        String page = all.stream().skip(from).limit(2).collect(Collectors.joining(",", "\"reviews\":[", "]"));
        String next = from + 2 < all.size() ? ",\"tokenPagination\":{\"nextPageToken\":\"" + (from + 2) + "\"}" : "";
        return PlatformStub.json(all.isEmpty() ? "{}" : "{" + page + next + "}");
    }

    @Override
    public void close() {
        stub.close();
    }
}

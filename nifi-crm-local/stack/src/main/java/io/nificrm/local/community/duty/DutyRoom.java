package io.nificrm.local.community.duty;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nificrm.local.community.http.Answer;
import io.nificrm.local.community.http.Endpoint;
import io.nificrm.local.community.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Takes the messages of a JSON webhook that is signed as Standard Webhooks says, and remembers them. One that comes again
 * under the same id is taken once, as that document asks of receivers; one that is not signed gets 401. Safe for
 * concurrent use.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks</a>
 */
public final class DutyRoom implements Endpoint {

    /** Where it is, by POST. */
    public static final String PATH = "/hooks/alerts";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final byte[] key = random();
    private final Map<String, Told> told = new LinkedHashMap<>();

    /** What the sender signs with: {@code whsec_} and base64. */
    public String secret() {
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }

    /** The messages so far, the first first. */
    public List<Told> told() {
        synchronized (told) {
            return List.copyOf(told.values());
        }
    }

    @Override
    public Optional<Answer> answer(Request request) {
        if (!request.path().equals(PATH)) {
            return Optional.empty();
        }
        if (!request.method().equals("POST")) {
            return Optional.of(Answer.error(405, "Method not allowed"));
        }
        if (!signed(request)) {
            return Optional.of(Answer.error(401, "The signature is not right"));
        }
        try {
            Told message = read(JSON.readTree(request.body().text()));
            synchronized (told) {
                told.putIfAbsent(message.id(), message);
            }
            return Optional.of(Answer.text("text/plain", "ok"));
        } catch (JsonProcessingException | DateTimeException noMessage) {
            return Optional.of(Answer.error(400, "The body is no message"));
        }
    }

    private boolean signed(Request request) {
        String signed = request.header("webhook-id").orElse("")
                + '.'
                + request.header("webhook-timestamp").orElse("")
                + '.'
                + request.body().text();
        byte[] expected = ("v1," + Base64.getEncoder().encodeToString(mac(signed))).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(
                expected, request.header("webhook-signature").orElse("").getBytes(StandardCharsets.UTF_8));
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }

    private static Told read(JsonNode message) {
        List<Told.Group> groups = new ArrayList<>();
        for (JsonNode group : message.path("groups")) {
            groups.add(new Told.Group(
                    group.path("group").asText(),
                    group.path("count").asLong(),
                    group.path("mentions")
                            .valueStream()
                            .map(mention -> mention.path("id").asText())
                            .toList()));
        }
        return new Told(
                message.path("id").asText(),
                Instant.parse(message.path("created_at").asText()),
                groups);
    }

    private static byte[] random() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}

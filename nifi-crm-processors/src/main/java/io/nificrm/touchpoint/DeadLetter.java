package io.nificrm.touchpoint;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * What could not be handled: the reason and the original bytes, so that it can be read, mended and replayed.
 *
 * @param id deterministic over stage and payload, so that the same failure twice is one dead letter
 * @param timestamp when it failed
 * @param stage the component that could not handle it
 * @param reason in words: the thing, what is wrong with it
 * @param format the {@code crm.format} of a raw item, or {@code touchpoint}
 * @param payload the original bytes where they are UTF-8
 * @param payloadBase64 the original bytes where they are not
 * @param truncated true where only the first bytes were kept because the input exceeded a limit
 * @param attributes the FlowFile's attributes that tell where it came from
 */
public record DeadLetter(
        String id,
        @JsonProperty("@timestamp") Instant timestamp,
        String stage,
        String reason,
        Optional<String> format,
        Optional<String> payload,
        Optional<String> payloadBase64,
        boolean truncated,
        Map<String, String> attributes) {

    public DeadLetter {
        Absent.require("id", id);
        Absent.require("@timestamp", timestamp);
        Absent.require("stage", stage);
        Absent.require("reason", reason);
        format = Absent.ifBlank(format);
        payload = Absent.ifNull(payload);
        payloadBase64 = Absent.ifNull(payloadBase64);
        attributes = Absent.map(attributes);
    }

    /** The dead letter of some bytes that a stage could not handle. */
    public static DeadLetter of(
            String stage,
            String reason,
            Optional<String> format,
            byte[] original,
            boolean truncated,
            Map<String, String> attributes,
            Instant failedAt) {
        Optional<String> text = utf8(original);
        Optional<String> base64 = text.isPresent()
                ? Optional.empty()
                : Optional.of(Base64.getEncoder().encodeToString(original));
        String id = stage + ':' + TouchpointId.sha256(original);
        return new DeadLetter(id, failedAt, stage, reason, format, text, base64, truncated, attributes);
    }

    /** The bytes as they came (as far as they were kept). */
    public byte[] original() {
        return payloadBase64
                .map(Base64.getDecoder()::decode)
                .orElseGet(() -> payload.orElse("").getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}

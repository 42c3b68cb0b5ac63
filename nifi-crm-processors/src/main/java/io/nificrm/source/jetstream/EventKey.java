package io.nificrm.source.jetstream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * A short name for an event that is the same on every instance: of what it is about and its revision, without the time at which
 * the instance saw it.
 */
final class EventKey {

    /** Characters of a key: 64 bits. */
    static final int LENGTH = 11;

    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> NAMES = Set.of("did", "kind", "rev", "operation", "collection", "rkey", "seq");
    private static final Set<String> PARTS = Set.of("commit", "identity", "account");

    private EventKey() {}

    /** The key of an event; absent if it is no JSON object, or says nothing that tells it from others. */
    static Optional<String> of(byte[] json) {
        StringBuilder identity = new StringBuilder();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            read(parser, identity);
        } catch (IOException notJson) {
            return Optional.empty();
        }
        return identity.isEmpty() ? Optional.empty() : Optional.of(digest(identity.toString()));
    }

    private static void read(JsonParser parser, StringBuilder identity) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && PARTS.contains(name)) {
                read(parser, identity);
            } else if (value.isStructStart()) {
                parser.skipChildren();
            } else if (NAMES.contains(name)) {
                identity.append(name).append('=').append(parser.getText()).append('\n');
            }
        }
    }

    private static String digest(String identity) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(all, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

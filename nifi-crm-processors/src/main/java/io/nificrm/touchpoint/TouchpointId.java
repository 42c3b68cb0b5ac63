package io.nificrm.touchpoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids of touchpoints: {@code platform:native-id}, e.g. {@code mastodon:https://example.social/users/a/statuses/1} or
 * {@code reddit:t1_abc}. Deterministic, so that a replay changes nothing.
 */
public final class TouchpointId {
    /** Elasticsearch refuses an {@code _id} of more than 512 bytes. */
    private static final int LONGEST_BYTES = 512;

    private TouchpointId() {}

    /**
     * The id of a platform's item. A native id too long for Elasticsearch is replaced by its SHA-256.
     *
     * @throws IllegalArgumentException when either part is blank
     */
    public static String of(String platform, String nativeId) {
        Absent.require("platform", platform);
        Absent.require("native id", nativeId);
        String id = platform + ':' + nativeId.strip();
        if (id.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES) {
            return id;
        }
        return platform + ":sha256-" + sha256(nativeId.strip().getBytes(StandardCharsets.UTF_8));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

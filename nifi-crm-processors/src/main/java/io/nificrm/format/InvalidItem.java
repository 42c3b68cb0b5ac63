package io.nificrm.format;

import java.util.Arrays;

/**
 * An item that could not be read.
 *
 * @param reason in words: the thing, and what is wrong with it
 * @param original its bytes as they came
 * @param truncated whether only its first bytes are given
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, compared by nobody
public record InvalidItem(String reason, byte[] original, boolean truncated) {
    static InvalidItem of(String reason, byte[] buffer, int length, boolean cut) {
        int kept = Math.min(length, ItemLimits.KEPT_OF_TOO_LARGE);
        return new InvalidItem(reason, Arrays.copyOf(buffer, kept), cut || kept < length);
    }

    static InvalidItem whole(String reason, byte[] buffer, int length) {
        return new InvalidItem(reason, Arrays.copyOf(buffer, length), false);
    }
}

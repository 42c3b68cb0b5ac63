package io.nificrm.elasticsearch;

/**
 * How much is sent at once.
 *
 * @param documents the most documents in one bulk
 * @param bytes the most bytes in one bulk; a larger document goes alone
 * @param concurrent the most bulks under way at the same time; memory is bounded by about twice this times the bytes
 */
public record BulkLimits(int documents, int bytes, int concurrent) {
    /** 2,500 documents, 5 MiB, two at a time. */
    public static final BulkLimits DEFAULT = new BulkLimits(2_500, 5 << 20, 2);

    public BulkLimits {
        if (documents < 1 || bytes < 1 || concurrent < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}

package io.nificrm.format;

/**
 * What a format accepts, so that no input can exhaust memory.
 *
 * @param itemBytes the largest single item (a status, a webhook event), in bytes
 * @param documentBytes the largest document that must be read as a whole (an XML feed, a page whose items refer to its
 *     end, a mail), in bytes
 * @param nesting the deepest nesting of JSON, of mail parts, of replies
 */
public record ItemLimits(int itemBytes, int documentBytes, int nesting) {
    /** 4 MiB an item, 64 MiB a document, 100 levels. */
    public static final ItemLimits DEFAULT = new ItemLimits(4 << 20, 64 << 20, 100);

    /** Of an item that is too large, this many bytes are kept for the dead letter. */
    static final int KEPT_OF_TOO_LARGE = 64 << 10;

    public ItemLimits {
        if (itemBytes < 1 || documentBytes < 1 || nesting < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }

    /** The same limits with another largest item; a document may always be at least as large as an item. */
    public ItemLimits withItemBytes(int bytes) {
        return new ItemLimits(bytes, Math.max(bytes, documentBytes), nesting);
    }
}

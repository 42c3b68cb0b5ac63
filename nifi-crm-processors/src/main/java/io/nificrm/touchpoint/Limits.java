package io.nificrm.touchpoint;

/**
 * What a reader accepts, so that no input can exhaust memory.
 *
 * @param lineBytes the longest line, in bytes
 * @param nesting the deepest nesting of JSON objects and arrays
 * @param textCharacters the longest single string, in characters
 */
public record Limits(int lineBytes, int nesting, int textCharacters) {
    /** 8 MiB a line, 100 levels, 2 million characters a string: far above any real touchpoint. */
    public static final Limits DEFAULT = new Limits(8 << 20, 100, 2_000_000);

    public Limits {
        if (lineBytes < 1 || nesting < 1 || textCharacters < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}

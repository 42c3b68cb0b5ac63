package io.nificrm.touchpoint;

/** What became of one line of JSON Lines: a value, or the reason why not with the original bytes. */
public sealed interface Line<T> {
    /** 1-based. */
    long number();

    /** A line that was read. */
    record Valid<T>(long number, T value) implements Line<T> {}

    /**
     * A line that could not be read; its neighbours can.
     *
     * @param bytes the line without its line end
     * @param truncated whether the line was longer than the limit, so that only its first bytes are here
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy of up to 8 MiB would be wasted
    record Invalid<T>(long number, String reason, byte[] bytes, boolean truncated) implements Line<T> {}
}

package io.nificrm.profile;

/**
 * A place in a profile file.
 *
 * @param line 1-based
 * @param column 1-based
 */
public record Place(int line, int column) {
    /** Where a file begins. */
    public static final Place START = new Place(1, 1);
}

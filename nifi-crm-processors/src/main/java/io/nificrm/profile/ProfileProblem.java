package io.nificrm.profile;

/**
 * Something wrong, or doubtful, in a profile.
 *
 * @param severity whether the profile can be used all the same
 * @param file the file's name as it was given
 * @param place where in it
 * @param entry which entry, e.g. {@code topics/delivery}; empty where it concerns the whole file
 * @param reason what is wrong and what to do
 */
public record ProfileProblem(Severity severity, String file, Place place, String entry, String reason) {
    /** Whether a profile with the problem can be used. */
    public enum Severity {
        /** The profile is refused. */
        ERROR,
        /** Allowed, but probably not meant. */
        WARNING
    }

    /** As compilers write it: {@code profile.yaml:12:9: topics/delivery: the query is empty}. */
    @Override
    public String toString() {
        return file + ":" + place.line() + ":" + place.column() + ": " + (entry.isEmpty() ? "" : entry + ": ") + reason;
    }
}

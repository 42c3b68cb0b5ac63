package io.nificrm.profile;

import java.util.List;
import java.util.stream.Collectors;

/** A profile that cannot be used, with everything that is wrong with it. */
public final class InvalidProfileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ProfileProblem> problems;

    InvalidProfileException(List<ProfileProblem> problems) {
        super(problems.stream().map(ProfileProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** At least one; in the order in which they stand in the file. */
    public List<ProfileProblem> problems() {
        return problems;
    }
}

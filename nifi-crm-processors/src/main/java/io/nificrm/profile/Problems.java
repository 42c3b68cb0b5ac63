package io.nificrm.profile;

import io.nificrm.profile.ProfileProblem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one profile, so that all of it is said at once. */
final class Problems {
    private static final int MOST = 200;

    private final String file;
    private final List<ProfileProblem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    void error(Place place, String entry, String reason) {
        add(Severity.ERROR, place, entry, reason);
    }

    void warning(Place place, String entry, String reason) {
        add(Severity.WARNING, place, entry, reason);
    }

    private void add(Severity severity, Place place, String entry, String reason) {
        if (found.size() < MOST) {
            found.add(new ProfileProblem(severity, file, place, entry, reason));
        }
    }

    List<ProfileProblem> of(Severity severity) {
        return found.stream()
                .filter(problem -> problem.severity() == severity)
                .sorted(Comparator.comparingInt((ProfileProblem p) -> p.place().line())
                        .thenComparingInt(p -> p.place().column()))
                .toList();
    }

    void throwErrors() throws InvalidProfileException {
        List<ProfileProblem> errors = of(Severity.ERROR);
        if (!errors.isEmpty()) {
            throw new InvalidProfileException(errors);
        }
    }
}

package io.nificrm.profile;

import io.nificrm.profile.ProfileProblem.Severity;
import io.nificrm.profile.query.ParsedQuery;
import io.nificrm.profile.query.QueryLogic;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Queries that can never match, that match everything, and that do another's work. */
final class DoubtfulQueries {
    private static final Touchpoint ANYTHING = TouchpointBuilder.builder()
            .id("example:anything")
            .type(Touchpoint.Type.MENTION)
            .kind(Touchpoint.Kind.POST)
            .platform("example")
            .timestamp(Instant.EPOCH)
            .text("qzxwvj")
            .build();

    private DoubtfulQueries() {}

    static List<ProfileProblem> of(ListeningProfile profile) {
        List<ProfileProblem> problems = new ArrayList<>();
        Touchpoint tagged = profile.tag(ANYTHING);
        for (ProfileEntry entry : profile.entries()) {
            entry.query().ifPresent(query -> never(query, entry.reference(), entry.place(), problems));
            entry.authorQuery().ifPresent(query -> never(query, entry.reference(), entry.place(), problems));
            if (tagged.matches().containsKey(entry.reference())) {
                problems.add(warning(
                        entry.place(), entry.reference(), "matches everything, even a text without any of its words"));
            }
        }
        for (TriageRule rule : profile.triage().rules()) {
            never(rule.query(), rule.reference(), rule.place(), problems);
            if (profile.triageRules(tagged).contains(rule)) {
                problems.add(warning(rule.place(), rule.reference(), "catches everything"));
            }
        }
        overlaps(profile, problems);
        return problems;
    }

    private static void never(ParsedQuery query, String entry, Place place, List<ProfileProblem> problems) {
        QueryLogic.contradiction(query.query())
                .ifPresent(reason -> problems.add(warning(place, entry, "can never match: " + reason)));
    }

    private static void overlaps(ListeningProfile profile, List<ProfileProblem> problems) {
        List<ProfileEntry> entries = profile.entries();
        for (int i = 0; i < entries.size(); i++) {
            for (int j = 0; j < entries.size(); j++) {
                ProfileEntry one = entries.get(i);
                ProfileEntry other = entries.get(j);
                if (i != j && one.list() == other.list()) {
                    overlap(one, other, i < j)
                            .ifPresent(reason -> problems.add(warning(one.place(), one.reference(), reason)));
                }
            }
        }
    }

    private static Optional<String> overlap(ProfileEntry one, ProfileEntry other, boolean first) {
        if (one.query().isEmpty()
                || other.query().isEmpty()
                || one.authorQuery().isPresent()) {
            return Optional.empty();
        }
        boolean within = QueryLogic.implies(
                one.query().get().query(), other.query().get().query());
        boolean contains = QueryLogic.implies(
                other.query().get().query(), one.query().get().query());
        if (within && contains) {
            return first ? Optional.of("asks for the same as " + other.reference()) : Optional.empty();
        }
        return within ? Optional.of("all that it finds, " + other.reference() + " finds too") : Optional.empty();
    }

    private static ProfileProblem warning(Place place, String entry, String reason) {
        return new ProfileProblem(Severity.WARNING, "", place, entry, reason);
    }
}

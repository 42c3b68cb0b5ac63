package io.nificrm.profile;

import io.nificrm.profile.ProfileProblem.Severity;
import io.nificrm.touchpoint.Touchpoint;
import java.util.ArrayList;
import java.util.List;

/** What a readable profile gets wrong or probably does not mean: the work behind {@code crm profile check}. */
public final class ProfileCheck {
    private ProfileCheck() {}

    /** Everything there is to say, in the order of the file: failing examples (errors) and doubtful queries (warnings). */
    public static List<ProfileProblem> check(ListeningProfile profile, String file) {
        List<ProfileProblem> problems = new ArrayList<>(profile.warnings());
        failingExamples(profile).forEach(problem -> problems.add(named(problem, file)));
        DoubtfulQueries.of(profile).forEach(problem -> problems.add(named(problem, file)));
        problems.sort(java.util.Comparator.comparingInt(
                        (ProfileProblem p) -> p.place().line())
                .thenComparingInt(p -> p.place().column()));
        return problems;
    }

    private static ProfileProblem named(ProfileProblem problem, String file) {
        return new ProfileProblem(problem.severity(), file, problem.place(), problem.entry(), problem.reason());
    }

    /** The examples that are not found, and the counter-examples that are. */
    public static List<ProfileProblem> failingExamples(ListeningProfile profile) {
        List<ProfileProblem> failing = new ArrayList<>();
        for (ProfileEntry entry : profile.entries()) {
            for (Example example : entry.examples()) {
                if (!isTagged(profile, entry, example)) {
                    failing.add(failure(profile, example, entry.reference(), "must be found, and is not"));
                }
            }
            for (Example example : entry.counterExamples()) {
                if (isTagged(profile, entry, example)) {
                    String why = String.join(
                            ", ",
                            profile.tag(example.touchpoint()).matches().getOrDefault(entry.reference(), List.of()));
                    failing.add(failure(profile, example, entry.reference(), "must not be found, and is, by: " + why));
                }
            }
        }
        for (TriageRule rule : profile.triage().rules()) {
            for (Example example : rule.examples()) {
                if (!isRouted(profile, rule, example)) {
                    failing.add(failure(profile, example, rule.reference(), "must be caught, and is not"));
                }
            }
            for (Example example : rule.counterExamples()) {
                if (isRouted(profile, rule, example)) {
                    failing.add(failure(profile, example, rule.reference(), "must be left alone, and is caught"));
                }
            }
        }
        return failing;
    }

    private static boolean isTagged(ListeningProfile profile, ProfileEntry entry, Example example) {
        Touchpoint tagged = profile.tag(example.touchpoint());
        List<String> ids = switch (entry.list()) {
            case BRANDS -> tagged.brands();
            case COMPETITORS -> tagged.competitors();
            case TOPICS -> tagged.topics();
            case PERSONAS -> tagged.personas();
            case NEEDS -> tagged.needs();
            case INTENTS -> tagged.intents();
            case KEY_MESSAGES -> tagged.keyMessages();
        };
        return ids.contains(entry.id());
    }

    private static boolean isRouted(ListeningProfile profile, TriageRule rule, Example example) {
        return profile.triageRules(profile.tag(example.touchpoint())).contains(rule);
    }

    private static ProfileProblem failure(ListeningProfile profile, Example example, String entry, String what) {
        return new ProfileProblem(
                Severity.ERROR, profile.name(), example.place(), entry, "\"" + example.shown() + "\" " + what);
    }
}

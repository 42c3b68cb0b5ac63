package io.nificrm.local.cli;

import io.nificrm.local.Progress;
import io.nificrm.profile.ListeningProfile;
import io.nificrm.profile.PhraseSuggestions;
import io.nificrm.profile.ProfileCheck;
import io.nificrm.profile.ProfileProblem;
import io.nificrm.profile.ProfileTrial;
import io.nificrm.touchpoint.JsonLinesReader;
import io.nificrm.touchpoint.Limits;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code crm profile}: for the owner of a listening profile. */
@Command(name = "profile", description = "Checks a listening profile, tries it on mentions, suggests what it misses.")
final class ProfileCommand {

    @Command(
            name = "check",
            description =
                    "Says what is wrong or doubtful in a profile, with file, line and column, and tries its examples."
                            + " Exit code 1 when NiFi would refuse it or an example fails.")
    int check(@Parameters(paramLabel = "FILE", description = "The profile.") Path file) throws Exception {
        ListeningProfile profile = Profiles.read(file);
        List<ProfileProblem> problems = ProfileCheck.check(profile, file.toString());
        problems.forEach(problem -> System.out.println(
                (problem.severity() == ProfileProblem.Severity.ERROR ? "error: " : "warning: ") + problem));
        long errors = problems.stream()
                .filter(problem -> problem.severity() == ProfileProblem.Severity.ERROR)
                .count();
        System.err.println("crm profile check: " + profile.entries().size() + " entries, "
                + profile.triage().rules().size() + " triage rules, " + errors + " errors, "
                + (problems.size() - errors) + " warnings");
        return errors == 0 ? 0 : 1;
    }

    @Command(
            name = "try",
            description = "Tries a profile on touchpoints: how many each entry and rule finds, three samples with the"
                    + " matching words in brackets, and what nothing matches.")
    int tryOut(
            @Parameters(paramLabel = "PROFILE", description = "The profile.") Path file,
            @Parameters(
                            paramLabel = "FILE",
                            arity = "0..1",
                            defaultValue = "-",
                            description = "Touchpoints, one JSON object a line; - for standard input.")
                    String mentions)
            throws Exception {
        ProfileTrial trial = new ProfileTrial(Profiles.read(file));
        return read("try", mentions, trial::add, () -> print(trial.report()));
    }

    private static void print(ProfileTrial.Report report) {
        for (ProfileTrial.Finding finding : report.findings()) {
            System.out.printf("%8d  %s%n", finding.count(), finding.reference());
            finding.samples().forEach(sample -> System.out.println("            " + sample));
        }
        System.out.printf("%8d  nothing matched%n", report.unmatched());
        report.unmatchedSamples().forEach(sample -> System.out.println("            " + sample));
    }

    @Command(
            name = "suggest",
            description = "Suggests phrases that are frequent among mentions which no topic and no persona covers.")
    int suggest(
            @Parameters(paramLabel = "PROFILE", description = "The profile.") Path file,
            @Parameters(
                            paramLabel = "FILE",
                            arity = "0..1",
                            defaultValue = "-",
                            description = "Touchpoints, one JSON object a line; - for standard input.")
                    String mentions,
            @Option(
                            names = "--most",
                            paramLabel = "N",
                            defaultValue = "30",
                            description = "How many phrases (default: ${DEFAULT-VALUE}).")
                    int most)
            throws Exception {
        PhraseSuggestions suggestions = new PhraseSuggestions(Profiles.read(file));
        return read("suggest", mentions, suggestions::add, () -> {
            if (!suggestions.hasContrast()) {
                System.err.println(
                        "crm profile suggest: the profile covers too few mentions to compare the others with;"
                                + " these are their most frequent phrases, not the most telling");
            }
            List<PhraseSuggestions.Suggestion> best = suggestions.best(most);
            print(best);
            System.err.println("crm profile suggest: no topic and no persona covers " + suggestions.uncovered()
                    + " of the touchpoints"
                    + (best.isEmpty() ? "; no phrase stands out among them, so give it more of them" : ""));
        });
    }

    private static void print(List<PhraseSuggestions.Suggestion> suggestions) {
        System.out.println("uncovered  covered  significance  phrase");
        for (PhraseSuggestions.Suggestion suggestion : suggestions) {
            System.out.printf(
                    Locale.ROOT,
                    "%9d  %7d  %12.1f  %s%n",
                    suggestion.uncovered(),
                    suggestion.covered(),
                    suggestion.significance(),
                    suggestion.phrase());
        }
    }

    private static int read(String command, String mentions, Consumer<Touchpoint> each, Runnable print)
            throws IOException, CommandFailure {
        Instant begun = Instant.now();
        Complaints complaints = new Complaints(System.err);
        long[] count = new long[1];
        try (InputStream in = Input.open(mentions)) {
            TouchpointSource source = JsonLinesReader.touchpoints(in, Limits.DEFAULT)::next;
            source.forEach(
                    mention -> {
                        each.accept(mention);
                        count[0]++;
                    },
                    complaints);
        }
        print.run();
        System.err.println("crm profile " + command + ": " + count[0] + " touchpoints, " + complaints.count()
                + " refused, " + Progress.seconds(begun));
        return complaints.count() == 0 ? 0 : 1;
    }
}

package io.nificrm.source;

import java.util.List;
import java.util.function.Supplier;
import org.apache.nifi.components.ConfigVerificationResult;

/** What Verify shows for a source: the client's own checks. */
public final class SourceVerification {

    private SourceVerification() {}

    /** Opens a client, lets it try everything, and closes it. */
    public static <T extends Target> List<ConfigVerificationResult> run(
            Supplier<SourceClient<T>> opening, List<T> targets) {
        return run(() -> {
            try (SourceClient<T> client = opening.get()) {
                return client.verify(targets);
            }
        });
    }

    /** Several checks. */
    @FunctionalInterface
    public interface Checks {
        List<Check> run() throws InterruptedException;
    }

    /** Runs the checks. */
    public static List<ConfigVerificationResult> run(Checks checks) {
        try {
            return checks.run().stream().map(SourceVerification::shown).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(shown(Check.failed("Verification", "It was interrupted; start it again.")));
        }
    }

    private static ConfigVerificationResult shown(Check check) {
        ConfigVerificationResult.Outcome outcome = switch (check.outcome()) {
            case SUCCESSFUL -> ConfigVerificationResult.Outcome.SUCCESSFUL;
            case FAILED -> ConfigVerificationResult.Outcome.FAILED;
            case SKIPPED -> ConfigVerificationResult.Outcome.SKIPPED;
        };
        return new ConfigVerificationResult.Builder()
                .verificationStepName(check.step())
                .outcome(outcome)
                .explanation(check.explanation())
                .build();
    }
}

package io.nificrm.elasticsearch;

import java.util.List;
import org.apache.nifi.components.ConfigVerificationResult;

/** Findings as NiFi shows them. */
final class VerificationResults {
    private VerificationResults() {}

    static List<ConfigVerificationResult> of(List<ConnectionCheck.Finding> findings) {
        return findings.stream().map(VerificationResults::of).toList();
    }

    private static ConfigVerificationResult of(ConnectionCheck.Finding finding) {
        return new ConfigVerificationResult.Builder()
                .verificationStepName(finding.step())
                .outcome(
                        switch (finding.outcome()) {
                            case PASSED -> ConfigVerificationResult.Outcome.SUCCESSFUL;
                            case FAILED -> ConfigVerificationResult.Outcome.FAILED;
                            case SKIPPED -> ConfigVerificationResult.Outcome.SKIPPED;
                        })
                .explanation(finding.explanation())
                .build();
    }
}

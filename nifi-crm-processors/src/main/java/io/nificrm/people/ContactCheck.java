package io.nificrm.people;

import java.io.IOException;
import java.util.Optional;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;

/** Asks the contacts for somebody who does not exist, to see that they answer. */
final class ContactCheck {
    private static final Handle NOBODY = new Handle("email", "nobody@verification.invalid");

    private ContactCheck() {}

    static ConfigVerificationResult run(Optional<LookupContacts> contacts) {
        ConfigVerificationResult.Builder result =
                new ConfigVerificationResult.Builder().verificationStepName("Ask the contacts");
        if (contacts.isEmpty()) {
            return result.outcome(Outcome.SKIPPED)
                    .explanation("No lookup service is set: people are known by the handles listed on contacts met"
                            + " before, and otherwise stay unmatched")
                    .build();
        }
        try {
            Optional<Contact> found = contacts.get().find(NOBODY);
            return result.outcome(Outcome.SUCCESSFUL)
                    .explanation(
                            found.isEmpty()
                                    ? "The lookup service answers: it has no contact " + NOBODY.name()
                                    : "The lookup service answers to anything: for " + NOBODY.name()
                                            + ", who does not exist, it has the contact "
                                            + found.get().id()
                                            + ". Is that a default value?")
                    .build();
        } catch (IOException | RuntimeException e) {
            return result.outcome(Outcome.FAILED)
                    .explanation(e.getMessage() + ". Check that the service is enabled and what it reads")
                    .build();
        }
    }
}

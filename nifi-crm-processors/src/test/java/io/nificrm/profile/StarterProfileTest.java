package io.nificrm.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The profile that people start from passes its own tests. */
class StarterProfileTest {
    private static final Path FILE = Path.of("..", "flows", "listening-profile.yaml");

    private final ListeningProfile profile = starter();

    private static ListeningProfile starter() {
        try {
            return ProfileReader.read(Files.readString(FILE), FILE.getFileName().toString());
        } catch (InvalidProfileException | IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void findsAllItsExamplesAndNothingElse() {
        assertThat(ProfileCheck.check(profile, "listening-profile.yaml")).isEmpty();
    }

    @Test
    void everyEntryAndRuleHasExamplesOfBothKinds() {
        assertThat(profile.entries())
                .allSatisfy(entry -> assertThat(List.of(entry.examples(), entry.counterExamples()))
                        .as(entry.reference())
                        .noneMatch(List::isEmpty));
        assertThat(profile.triage().rules())
                .allSatisfy(rule -> assertThat(List.of(rule.examples(), rule.counterExamples()))
                        .as(rule.reference())
                        .noneMatch(List::isEmpty));
    }

    @Test
    void queuesAComplaintButNotItsReposts() {
        String complaint = "@acmecoffee where is my parcel? Five days late";

        assertThat(profile.triageRules(profile.tag(Mentions.said(complaint)))).isNotEmpty();
        assertThat(profile.triageRules(profile.tag(
                        Mentions.mention(said -> said.text(complaint).kind(Touchpoint.Kind.REPOST)))))
                .isEmpty();
    }

    @Test
    void understandsACrossCustomer() {
        Touchpoint tagged = profile.tag(
                Mentions.said(
                        "@acmecoffee four days and no parcel, the courier says delivered. Nobody replies. Switching to Bolt Coffee."));

        assertThat(tagged.brands()).containsExactly("acme");
        assertThat(tagged.competitors()).containsExactly("bolt");
        assertThat(tagged.topics()).containsExactly("delivery");
        assertThat(tagged.needs()).containsExactly("recognition");
        assertThat(tagged.intents()).containsExactly("complaint", "churn_risk");
        assertThat(profile.triageRules(tagged))
                .extracting(TriageRule::id)
                .containsExactly("churn", "asked-us", "complaint");
        assertThat(profile.playbooksFor(tagged)).extracting(Playbook::id).containsExactly("late-delivery", "leaving");
    }
}

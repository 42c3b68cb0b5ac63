package io.nificrm.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.MockComponentLog;
import org.apache.nifi.util.MockConfigurationContext;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandardListeningProfileServiceTest {
    @TempDir
    private Path folder;

    private Path file;
    private final TestRunner runner = TestRunners.newTestRunner(TagProfile.class);
    private final StandardListeningProfileService service = new StandardListeningProfileService();

    @BeforeEach
    void addService() throws InitializationException {
        file = folder.resolve("profile.yaml");
        runner.addControllerService("profile", service);
        runner.setProperty(service, StandardListeningProfileService.POLL_INTERVAL, "100 ms");
    }

    private void save(String yaml) throws java.io.IOException {
        Path draft = Files.writeString(folder.resolve("draft"), yaml);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private void enableWithFile() {
        runner.setProperty(service, StandardListeningProfileService.PROFILE_FILE, file.toString());
        runner.enableControllerService(service);
    }

    @Test
    void picksUpAnEdit() throws java.io.IOException {
        save(Profiles.ACME);
        enableWithFile();
        assertThat(service.profile().name()).isEqualTo("Acme Coffee");

        save(Profiles.ACME.replace("name: Acme Coffee\nbrands", "name: Edited\nbrands"));

        await().until(() -> service.profile().name().equals("Edited"));
        runner.disableControllerService(service);
    }

    @Test
    void keepsTheLastGoodProfileAndSaysWhereTheMistakeIs() throws java.io.IOException {
        save(Profiles.ACME);
        enableWithFile();
        MockComponentLog log = runner.getControllerServiceLogger("profile");

        save(Profiles.ACME.replace("'deliver* OR courier'", "'deliver* OR'"));

        await().until(() -> !log.getErrorMessages().isEmpty());
        assertThat(log.getErrorMessages().getFirst().getMsg())
                .contains("last good one stays", file + ":10:39: topics/delivery: the query ends too early");
        assertThat(service.profile().name()).isEqualTo("Acme Coffee");

        save(Profiles.ACME.replace("name: Acme Coffee\nbrands", "name: Mended\nbrands"));
        await().until(() -> service.profile().name().equals("Mended"));
        assertThat(log.getErrorMessages()).hasSize(1);
        runner.disableControllerService(service);
    }

    @Test
    void isNotEnabledWithAMistake() throws java.io.IOException {
        save("topics: [{id: a, query: 'a AND'}]");

        assertThatThrownBy(this::enableWithFile).hasStackTraceContaining("topics/a: the query ends too early");
    }

    @Test
    void takesTheProfileAsText() {
        runner.setProperty(service, StandardListeningProfileService.PROFILE_TEXT, Profiles.ACME);
        runner.enableControllerService(service);

        assertThat(service.profile().name()).isEqualTo("Acme Coffee");
    }

    @Test
    void wantsFileOrText() {
        runner.assertNotValid(service);
        runner.setProperty(service, StandardListeningProfileService.PROFILE_TEXT, Profiles.ACME);
        runner.assertValid(service);
    }

    @Test
    void verifiesInWords() throws java.io.IOException {
        save(Profiles.ACME.replace(
                "query: 'deliver* OR courier'", "query: 'deliver* OR courier', examples: [shipped]"));

        var results = service.verify(
                new MockConfigurationContext(
                        service,
                        Map.of(StandardListeningProfileService.PROFILE_FILE, file.toString()),
                        runner.getProcessContext().getControllerServiceLookup(),
                        Map.of()),
                runner.getLogger(),
                Map.of());

        assertThat(results)
                .extracting(ConfigVerificationResult::getOutcome)
                .containsExactly(Outcome.SUCCESSFUL, Outcome.FAILED);
        assertThat(results.getLast().getExplanation())
                .contains("topics/delivery", "\"shipped\" must be found, and is not");
    }
}

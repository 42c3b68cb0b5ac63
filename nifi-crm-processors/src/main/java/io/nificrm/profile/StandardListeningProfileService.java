package io.nificrm.profile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnDisabled;
import org.apache.nifi.annotation.lifecycle.OnEnabled;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.resource.ResourceCardinality;
import org.apache.nifi.components.resource.ResourceType;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.controller.AbstractControllerService;
import org.apache.nifi.controller.ConfigurationContext;
import org.apache.nifi.controller.VerifiableControllerService;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.util.StandardValidators;
import org.apache.nifi.reporting.InitializationException;

@Tags({"crm", "listening", "profile", "brand", "topic", "persona", "triage", "lucene"})
@CapabilityDescription("Holds the listening profile: the brands, competitors, topics, personas, needs, intents and key"
        + " messages to listen for, the triage rules and the playbooks, in one YAML file that a marketer owns. An edit is"
        + " picked up without a restart and without a pause. An edit with a mistake is refused with a bulletin that names"
        + " file, line, column, entry and reason; the last good profile stays in force.")
@SeeAlso(classNames = {"io.nificrm.profile.TagProfile", "io.nificrm.triage.RouteTouchpoints"})
public class StandardListeningProfileService extends AbstractControllerService
        implements ListeningProfileService, VerifiableControllerService {

    static final PropertyDescriptor PROFILE_FILE = new PropertyDescriptor.Builder()
            .name("Profile File")
            .description(
                    "The YAML file with the listening profile, as every node of the cluster sees it. The usual choice:"
                            + " people edit it where it lies. Example: /opt/nifi/profiles/listening-profile.yaml. Give this or"
                            + " Profile Text.")
            .required(false)
            .identifiesExternalResource(ResourceCardinality.SINGLE, ResourceType.FILE)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor PROFILE_TEXT = new PropertyDescriptor.Builder()
            .name("Profile Text")
            .description(
                    "The profile itself, instead of a file: for small profiles, and where a parameter context holds"
                            + " everything. Changing it means disabling and enabling this service.")
            .required(false)
            .expressionLanguageSupported(ExpressionLanguageScope.NONE)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor POLL_INTERVAL = new PropertyDescriptor.Builder()
            .name("Poll Interval")
            .description(
                    "How often the profile file is looked at for a change. A look reads the file; a longer interval is"
                            + " kinder to a slow network drive.")
            .required(true)
            .defaultValue("5 sec")
            .addValidator(StandardValidators.createTimePeriodValidator(100, TimeUnit.MILLISECONDS, 1, TimeUnit.DAYS))
            .build();

    private static final List<PropertyDescriptor> PROPERTIES = List.of(PROFILE_FILE, PROFILE_TEXT, POLL_INTERVAL);
    private static final String TEXT_NAME = "Profile Text";

    private volatile ListeningProfile profile;
    private volatile ScheduledExecutorService watcher;

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return PROPERTIES;
    }

    @Override
    protected Collection<ValidationResult> customValidate(ValidationContext context) {
        boolean file = context.getProperty(PROFILE_FILE).isSet();
        boolean text = context.getProperty(PROFILE_TEXT).isSet();
        if (file == text) {
            return List.of(new ValidationResult.Builder()
                    .subject("Listening profile")
                    .valid(false)
                    .explanation("exactly one of Profile File and Profile Text is needed")
                    .build());
        }
        return List.of();
    }

    /** Loads the profile; from then on an edit of the file is picked up. */
    @OnEnabled
    public void onEnabled(ConfigurationContext context) throws InitializationException {
        if (context.getProperty(PROFILE_TEXT).isSet()) {
            try {
                profile = ProfileReader.read(context.getProperty(PROFILE_TEXT).getValue(), TEXT_NAME);
                report(profile);
            } catch (InvalidProfileException e) {
                throw new InitializationException("The listening profile is refused:\n" + e.getMessage(), e);
            }
            return;
        }
        ProfileFile file = new ProfileFile(path(context));
        if (file.look() instanceof ProfileFile.Look.Refused refused) {
            throw new InitializationException("The listening profile is refused:\n" + said(refused.problems()));
        }
        profile = file.profile().orElseThrow();
        report(profile);
        long interval = context.getProperty(POLL_INTERVAL).asTimePeriod(TimeUnit.MILLISECONDS);
        watcher = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
                .daemon()
                .name("listening-profile-" + getIdentifier())
                .factory());
        ProfileWatch watch = new ProfileWatch(file, this::changed, this::refused);
        var unused = watcher.scheduleWithFixedDelay(watch, interval, interval, TimeUnit.MILLISECONDS);
    }

    /** Stops looking at the file. */
    @OnDisabled
    public void onDisabled() {
        if (watcher != null) {
            watcher.shutdownNow();
            watcher = null;
        }
    }

    @Override
    public ListeningProfile profile() {
        return profile;
    }

    private void changed(ListeningProfile edited) {
        profile = edited;
        report(edited);
    }

    private void refused(List<ProfileProblem> problems) {
        getLogger()
                .error(
                        "The edited listening profile is refused; the last good one stays in force:\n{}",
                        said(problems));
    }

    private void report(ListeningProfile loaded) {
        getLogger()
                .info(
                        "Listening profile '{}' in force: {} entries, {} triage rules, {} playbooks",
                        loaded.name(),
                        loaded.entries().size(),
                        loaded.triage().rules().size(),
                        loaded.playbooks().size());
        if (!loaded.warnings().isEmpty()) {
            getLogger().warn("Doubtful in the listening profile:\n{}", said(loaded.warnings()));
        }
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ConfigurationContext context, ComponentLog verificationLogger, Map<String, String> variables) {
        List<ConfigVerificationResult> results = new ArrayList<>();
        if (context.getProperty(PROFILE_TEXT).isSet()) {
            try {
                verified(ProfileReader.read(context.getProperty(PROFILE_TEXT).getValue(), TEXT_NAME), results);
            } catch (InvalidProfileException e) {
                results.add(result("Read the profile", Outcome.FAILED, e.getMessage()));
            }
            return results;
        }
        switch (new ProfileFile(path(context)).look()) {
            case ProfileFile.Look.Loaded loaded -> verified(loaded.profile(), results);
            case ProfileFile.Look.Refused refused ->
                results.add(result("Read the profile", Outcome.FAILED, said(refused.problems())));
            case ProfileFile.Look.Unchanged unchanged ->
                results.add(result("Read the profile", Outcome.FAILED, "the file is empty"));
        }
        return results;
    }

    private static void verified(ListeningProfile read, List<ConfigVerificationResult> results) {
        results.add(result(
                "Read the profile",
                Outcome.SUCCESSFUL,
                "'" + read.name() + "' has " + read.entries().size() + " entries, "
                        + read.triage().rules().size() + " triage rules and "
                        + read.playbooks().size() + " playbooks"));
        List<ProfileProblem> failing = ProfileCheck.failingExamples(read);
        results.add(result(
                "Try the examples",
                failing.isEmpty() ? Outcome.SUCCESSFUL : Outcome.FAILED,
                failing.isEmpty() ? "every example is found, and none of the counter-examples" : said(failing)));
        if (!read.warnings().isEmpty()) {
            results.add(result("Look for doubtful queries", Outcome.FAILED, said(read.warnings())));
        }
    }

    private static ConfigVerificationResult result(String step, Outcome outcome, String explanation) {
        return new ConfigVerificationResult.Builder()
                .verificationStepName(step)
                .outcome(outcome)
                .explanation(explanation)
                .build();
    }

    private static String said(List<ProfileProblem> problems) {
        return String.join("\n", problems.stream().map(ProfileProblem::toString).toList());
    }

    private static Path path(PropertyContext context) {
        return Path.of(
                context.getProperty(PROFILE_FILE).evaluateAttributeExpressions().getValue());
    }
}

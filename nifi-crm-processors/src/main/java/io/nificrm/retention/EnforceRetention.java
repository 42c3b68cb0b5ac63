package io.nificrm.retention;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import io.nificrm.elasticsearch.ConnectionProperty;
import io.nificrm.elasticsearch.ConnectionVerification;
import io.nificrm.elasticsearch.IndexFamily;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.PrimaryNodeOnly;
import org.apache.nifi.annotation.behavior.TriggerSerially;
import org.apache.nifi.annotation.configuration.DefaultSchedule;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.VerifiableProcessor;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.processor.util.StandardValidators;
import org.apache.nifi.scheduling.SchedulingStrategy;

@Tags({"crm", "retention", "delete", "gdpr", "privacy", "index", "lifecycle", "elasticsearch"})
@CapabilityDescription(
        "Deletes the monthly indices of mentions, email events, triage events, dead letters and source events whose whole month is"
                + " older than you keep them. Needs no lifecycle management of Elasticsearch, and agrees with it where"
                + " there is one. Nothing else is ever touched: people, ideas, markers and other indices stay. A bulletin"
                + " says what was deleted; Verify says what would be.")
@InputRequirement(InputRequirement.Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "1 day")
@SeeAlso(classNames = "io.nificrm.elasticsearch.ElasticsearchConnectionService")
public class EnforceRetention extends AbstractProcessor implements VerifiableProcessor {
    static final PropertyDescriptor CONNECTION = ConnectionProperty.required("The cluster whose indices grow old.");

    static final PropertyDescriptor MENTIONS = months("Mentions Months", "what people said", "25");
    static final PropertyDescriptor EMAIL_EVENTS = months("Email Events Months", "what happened to mails", "13");
    static final PropertyDescriptor TRIAGE_EVENTS =
            months("Triage Events Months", "who did what with a flagged mention", "25");
    static final PropertyDescriptor DEAD_LETTERS =
            months("Dead Letters Months", "what could not be processed, and of what held sources up", "3");

    private static final Map<IndexFamily, PropertyDescriptor> MONTHS = new EnumMap<>(Map.of(
            IndexFamily.MENTIONS, MENTIONS,
            IndexFamily.EMAIL_EVENTS, EMAIL_EVENTS,
            IndexFamily.TRIAGE_EVENTS, TRIAGE_EVENTS,
            IndexFamily.DEAD_LETTERS, DEAD_LETTERS,
            IndexFamily.SOURCE_EVENTS, DEAD_LETTERS));

    private static PropertyDescriptor months(String name, String what, String example) {
        return new PropertyDescriptor.Builder()
                .name(name)
                .description("How many whole months before the present one are kept of " + what + ", e.g. " + example
                        + ". Leave it empty to keep everything. What is deleted is gone: press Verify first.")
                .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
                .addValidator(EnforceRetention::emptyOrMonths)
                .build();
    }

    /** A parameter that holds nothing is nothing, too. */
    private static ValidationResult emptyOrMonths(String subject, String input, ValidationContext context) {
        return input == null || input.isBlank()
                ? new ValidationResult.Builder()
                        .subject(subject)
                        .input(input)
                        .valid(true)
                        .build()
                : StandardValidators.createLongValidator(1, 1200, true).validate(subject, input, context);
    }

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return List.of(CONNECTION, MENTIONS, EMAIL_EVENTS, TRIAGE_EVENTS, DEAD_LETTERS);
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) {
        RetentionPolicy policy = policy(context);
        if (policy.months().isEmpty()) {
            return;
        }
        try {
            List<Retention.OverAge> deleted = retention(context, policy).enforce();
            if (!deleted.isEmpty()) {
                // a warning, so that it shows as a bulletin: somebody may miss the data
                getLogger().warn("Deleted because over age: {}", words(deleted));
                session.adjustCounter("indices deleted", deleted.size(), false);
            }
        } catch (IOException | ElasticsearchException e) {
            context.yield();
            throw new ProcessException("Retention cannot be enforced, it is tried again: " + e.getMessage(), e);
        }
    }

    private static Retention retention(PropertyContext context, RetentionPolicy policy) {
        return new Retention(ConnectionProperty.cluster(context, CONNECTION), policy, Clock.systemUTC());
    }

    private static RetentionPolicy policy(PropertyContext context) {
        Map<IndexFamily, Integer> months = new LinkedHashMap<>();
        MONTHS.forEach((family, property) -> {
            String value =
                    context.getProperty(property).evaluateAttributeExpressions().getValue();
            if (value != null && !value.isBlank()) {
                months.put(family, Integer.parseInt(value.strip()));
            }
        });
        return new RetentionPolicy(months);
    }

    private static String words(List<Retention.OverAge> indices) {
        return indices.stream()
                .map(old -> old.index() + " (" + old.documents() + " documents)")
                .collect(Collectors.joining(", "));
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ProcessContext context, ComponentLog log, Map<String, String> attributes) {
        List<ConfigVerificationResult> results = new ArrayList<>(ConnectionVerification.of(context, CONNECTION));
        ConfigVerificationResult.Builder dryRun =
                new ConfigVerificationResult.Builder().verificationStepName("Dry run");
        if (results.stream().anyMatch(result -> result.getOutcome() == Outcome.FAILED)) {
            results.add(dryRun.outcome(Outcome.SKIPPED)
                    .explanation("The cluster cannot be worked with")
                    .build());
            return results;
        }
        try {
            RetentionPolicy policy = policy(context);
            List<Retention.OverAge> overAge = retention(context, policy).overAge();
            results.add(dryRun.outcome(Outcome.SUCCESSFUL)
                    .explanation(
                            policy.months().isEmpty()
                                    ? "No months are set: everything is kept"
                                    : overAge.isEmpty()
                                            ? "Nothing is over age"
                                            : "The next run would delete " + words(overAge))
                    .build());
        } catch (IOException | RuntimeException e) {
            results.add(dryRun.outcome(Outcome.FAILED)
                    .explanation("What is over age cannot be told: " + e.getMessage())
                    .build());
        }
        return results;
    }
}

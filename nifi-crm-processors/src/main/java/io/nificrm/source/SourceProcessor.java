package io.nificrm.source;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.nifi.annotation.lifecycle.OnScheduled;
import org.apache.nifi.annotation.lifecycle.OnStopped;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.VerifiableProcessor;

/**
 * The NiFi side of a source that is polled. A platform's processor says which properties it has, what its targets are and how
 * its client is opened; its annotations stay on it, because NiFi documents each processor by them. NiFi makes a processor a
 * subclass of its own class, so this one layer of inheritance is where the others would repeat themselves; the work itself is
 * done by {@link RunningSource} and {@link SourceVerification}.
 *
 * @param <T> its kind of target
 */
public abstract class SourceProcessor<T extends Target> extends AbstractProcessor implements VerifiableProcessor {

    private final PropertyDescriptor targetList;
    private final List<PropertyDescriptor> properties;
    private final Set<Relationship> relationships;
    private final RunningSource<T> source = new RunningSource<>();

    /**
     * @param targetList the property that lists the targets, which is blamed for those that can't be read
     * @param properties all properties in the order in which they are shown, {@code targetList} included
     */
    protected SourceProcessor(PropertyDescriptor targetList, List<PropertyDescriptor> properties) {
        this(targetList, properties, Set.of(NiFiPollSession.SUCCESS));
    }

    /** For a source of which single items can be unreadable: {@link NiFiPollSession#INVALID} is among its relationships. */
    protected SourceProcessor(
            PropertyDescriptor targetList, List<PropertyDescriptor> properties, Set<Relationship> relationships) {
        this.targetList = targetList;
        this.properties = List.copyOf(properties);
        this.relationships = Stream.concat(relationships.stream(), Stream.of(NiFiPollSession.EVENTS))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The targets as listed.
     *
     * @throws IllegalArgumentException with the reason, in words for the operator
     */
    protected abstract List<T> targets(PropertyContext context);

    /** Opens a client as the properties say; it is closed when the processor is stopped or verified. */
    protected abstract SourceClient<T> client(PropertyContext context);

    /** What targets that can be read ask of other properties in vain, in words for the operator; nothing by default. */
    protected List<String> missing(PropertyContext context, List<T> targets) {
        return List.of();
    }

    @Override
    protected final List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return properties;
    }

    @Override
    public final Set<Relationship> getRelationships() {
        return relationships;
    }

    @Override
    protected final Collection<ValidationResult> customValidate(ValidationContext context) {
        try {
            return missing(context, targets(context)).stream()
                    .map(this::invalid)
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of(invalid(e.getMessage()));
        }
    }

    private ValidationResult invalid(String explanation) {
        return new ValidationResult.Builder()
                .subject(targetList.getName())
                .valid(false)
                .explanation(explanation)
                .build();
    }

    @OnScheduled
    public final void start(ProcessContext context) {
        // a source without that property has one page a run, as a feed that is one document
        int maxPages = properties.contains(SourceProperties.MAX_PAGES)
                ? SourceProperties.number(context, SourceProperties.MAX_PAGES)
                : 1;
        source.start(client(context), targets(context), maxPages);
    }

    @OnStopped
    public final void stop() {
        source.stop();
    }

    @Override
    public final void onTrigger(ProcessContext context, ProcessSession session) {
        source.trigger(context, session, getLogger(), this::isScheduled);
    }

    @Override
    public final List<ConfigVerificationResult> verify(
            ProcessContext context, ComponentLog verificationLogger, Map<String, String> attributes) {
        return SourceVerification.run(() -> client(context), targets(context));
    }
}

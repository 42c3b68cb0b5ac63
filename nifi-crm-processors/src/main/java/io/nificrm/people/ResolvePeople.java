package io.nificrm.people;

import io.nificrm.elasticsearch.ConnectionProperty;
import io.nificrm.elasticsearch.ConnectionVerification;
import io.nificrm.flowfile.BatchFlow;
import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.flowfile.TouchpointFlow.Routed;
import io.nificrm.flowfile.UnavailableException;
import io.nificrm.touchpoint.Limits;
import io.nificrm.touchpoint.Touchpoint;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.ReadsAttribute;
import org.apache.nifi.annotation.behavior.SupportsBatching;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnScheduled;
import org.apache.nifi.annotation.lifecycle.OnStopped;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.lookup.LookupService;
import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.VerifiableProcessor;
import org.apache.nifi.processor.exception.ProcessException;

@Tags({"crm", "people", "person", "contact", "customer", "identity", "match", "lookup", "privacy", "hash"})
@CapabilityDescription(
        "Says who is behind a mention or mail: looks authors and addresses up among your contacts, through any of"
                + " NiFi's lookup services (CSV, database, REST, …), and among the handles listed on contacts met before."
                + " Writes person.id, person.matched, person.stage and person.segment; can replace addresses by hashes."
                + " Put it before RouteTouchpoints, whose rules can then ask for person.stage:at_risk. Reads and writes"
                + " JSON Lines, streaming; lookups are remembered for a while.")
@InputRequirement(InputRequirement.Requirement.INPUT_REQUIRED)
@SupportsBatching
@SeeAlso(
        value = RefreshPeople.class,
        classNames = {"io.nificrm.profile.TagProfile", "io.nificrm.triage.RouteTouchpoints"})
@ReadsAttribute(attribute = CrmAttributes.CONTENT, description = "Expected to be touchpoints")
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.CONTENT, description = "touchpoints, or dead_letters on 'invalid'"),
    @WritesAttribute(
            attribute = CrmAttributes.ITEM_COUNT,
            description = "How many touchpoints or dead letters it holds"),
    @WritesAttribute(attribute = "mime.type", description = "application/x-ndjson"),
    @WritesAttribute(attribute = CrmAttributes.REASON, description = "On 'invalid' and 'retry': why, of the first")
})
public class ResolvePeople extends AbstractProcessor implements VerifiableProcessor {
    static final Relationship SUCCESS = new Relationship.Builder()
            .name("success")
            .description("Touchpoints that say who it was, or that it is nobody known")
            .build();

    static final Relationship RETRY = new Relationship.Builder()
            .name("retry")
            .description("Touchpoints whose author could not be looked up for now, with the reason; penalised. Lead it"
                    + " back to this processor")
            .build();

    static final Relationship INVALID = new Relationship.Builder()
            .name("invalid")
            .description("Lines that are no touchpoints, as dead letters with the reason and the original bytes")
            .build();

    private volatile Optional<PeopleResolver> resolver = Optional.empty();

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return ResolveProperties.ALL;
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(SUCCESS, RETRY, INVALID);
    }

    @Override
    protected Collection<ValidationResult> customValidate(ValidationContext context) {
        return ResolveProperties.validate(context);
    }

    /** Starts with an empty memory: contacts may have changed while the processor was stopped. */
    @OnScheduled
    public void onScheduled(ProcessContext context) {
        Clock clock = Clock.systemUTC();
        Optional<KnownPeople> people = context.getProperty(ResolveProperties.CONNECTION)
                        .isSet()
                ? Optional.of(new KnownPeople(ConnectionProperty.cluster(context, ResolveProperties.CONNECTION), clock))
                : Optional.empty();
        AddressKeys keys = ResolveProperties.addressKeys(context);
        boolean hidden = ResolveProperties.hidesAddresses(context);
        resolver = Optional.of(new PeopleResolver(
                contacts(context).<Contacts>map(found -> found).orElse(Contacts.NONE),
                people,
                new ResolutionCache(
                        context.getProperty(ResolveProperties.CACHED_PEOPLE)
                                .evaluateAttributeExpressions()
                                .asInteger(),
                        Duration.ofMillis(context.getProperty(ResolveProperties.CACHE_DURATION)
                                .evaluateAttributeExpressions()
                                .asTimePeriod(TimeUnit.MILLISECONDS)),
                        clock),
                new AddressPrivacy(hidden ? Optional.of(keys) : Optional.empty()),
                clock));
    }

    /** Forgets everybody. */
    @OnStopped
    public void onStopped() {
        resolver = Optional.empty();
    }

    private static Optional<LookupContacts> contacts(PropertyContext context) {
        if (!context.getProperty(ResolveProperties.LOOKUP).isSet()) {
            return Optional.empty();
        }
        LookupService<?> service =
                context.getProperty(ResolveProperties.LOOKUP).asControllerService(LookupService.class);
        AddressKeys keys = ResolveProperties.addressKeys(context);
        Function<Handle, String> accounts = handle -> context.getProperty(ResolveProperties.HANDLE_KEY)
                .evaluateAttributeExpressions(Map.of("platform", handle.platform(), "handle", handle.name()))
                .getValue();
        return Optional.of(new LookupContacts(
                service,
                LookupContacts.coordinate(
                        Optional.ofNullable(context.getProperty(ResolveProperties.COORDINATE)
                                .evaluateAttributeExpressions()
                                .getValue()),
                        service),
                handle -> handle.platform().equals("email") ? keys.of(handle.name()) : accounts.apply(handle),
                ResolveProperties.fields(context),
                ResolveProperties.hidesAddresses(context) ? keys : AddressKeys.plain()));
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) {
        FlowFile flowFile = session.get();
        if (flowFile == null) {
            return;
        }
        PeopleResolver current = resolver.orElseThrow(() -> new ProcessException("ResolvePeople is not scheduled"));
        List<String> reasons = new ArrayList<>();
        try {
            new BatchFlow("ResolvePeople", INVALID, getLogger(), Limits.DEFAULT)
                    .run(session, flowFile, touchpoints -> routed(current, touchpoints, reasons));
        } catch (UnavailableException e) {
            throw new ProcessException("ResolvePeople holds touchpoints back by 'retry', never the FlowFile", e);
        }
        if (!reasons.isEmpty()) {
            getLogger()
                    .warn(
                            "{} touchpoints of {} wait because their authors cannot be looked up: {}",
                            reasons.size(),
                            flowFile,
                            reasons.getFirst());
            context.yield();
        }
    }

    private static List<Routed> routed(PeopleResolver resolver, List<Touchpoint> touchpoints, List<String> reasons) {
        return resolver.resolve(touchpoints).stream()
                .map(result -> switch (result) {
                    case PeopleResolver.Result.Resolved resolved -> new Routed(SUCCESS, resolved.touchpoint());
                    case PeopleResolver.Result.HeldBack waiting -> {
                        reasons.add(waiting.reason());
                        yield new Routed(RETRY, waiting.touchpoint(), Optional.of(waiting.reason()));
                    }
                })
                .toList();
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ProcessContext context, ComponentLog log, Map<String, String> attributes) {
        List<ConfigVerificationResult> results = new ArrayList<>();
        results.add(ContactCheck.run(contacts(context)));
        if (context.getProperty(ResolveProperties.CONNECTION).isSet()) {
            results.addAll(ConnectionVerification.of(context, ResolveProperties.CONNECTION));
        }
        return results;
    }
}

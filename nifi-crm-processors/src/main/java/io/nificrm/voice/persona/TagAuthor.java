package io.nificrm.voice.persona;

import io.nificrm.flowfile.BatchFlow;
import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.flowfile.UnavailableException;
import io.nificrm.touchpoint.Limits;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.ReadsAttribute;
import org.apache.nifi.annotation.behavior.SupportsBatching;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnScheduled;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.distributed.cache.client.AtomicDistributedMapCacheClient;
import org.apache.nifi.distributed.cache.client.DistributedMapCacheClient;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.VerifiableProcessor;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.processor.util.StandardValidators;

@Tags({"crm", "social", "listening", "persona", "author", "audience", "history", "tag"})
@CapabilityDescription(
        "Adds to each mention the personas that its author has shown before. Every mention on which the listening"
                + " profile found a persona is evidence that fades with a half-life; a persona with enough of it stands,"
                + " and is added to 'personas' with the reason \"history\". What the profile said is never removed. Put it"
                + " after TagProfile and before RouteTouchpoints. A replay counts nothing twice, as far as the last 32"
                + " touchpoints of an author go. Reads and writes JSON Lines, streaming.")
@InputRequirement(InputRequirement.Requirement.INPUT_REQUIRED)
@SupportsBatching
@SeeAlso(classNames = {"io.nificrm.profile.TagProfile", "io.nificrm.triage.RouteTouchpoints"})
@ReadsAttribute(attribute = CrmAttributes.CONTENT, description = "Expected to be touchpoints")
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.CONTENT, description = "touchpoints, or dead_letters on 'invalid'"),
    @WritesAttribute(
            attribute = CrmAttributes.ITEM_COUNT,
            description = "How many touchpoints or dead letters it holds"),
    @WritesAttribute(attribute = "mime.type", description = "application/x-ndjson"),
    @WritesAttribute(attribute = CrmAttributes.REASON, description = "On 'invalid': why, of the first of them")
})
public class TagAuthor extends AbstractProcessor implements VerifiableProcessor {

    static final PropertyDescriptor CACHE = new PropertyDescriptor.Builder()
            .name("Distributed Map Cache Service")
            .description(
                    "Where authors are remembered, e.g. MapCacheClientService: shared by all nodes of a cluster, and"
                            + " kept over restarts if the cache is. About 100 bytes an author under a hashed key, 11 KB at"
                            + " most. Leave empty to remember them in the memory of this processor, on each node by"
                            + " itself, until NiFi stops.")
            .identifiesControllerService(DistributedMapCacheClient.class)
            .build();

    static final PropertyDescriptor HALF_LIFE = new PropertyDescriptor.Builder()
            .name("Half Life")
            .description(
                    "How long it takes until a mention counts half as evidence. Shorten it where people's situations"
                            + " change quickly, e.g. 14 days for travellers; lengthen it for trades and life stages.")
            .required(true)
            .defaultValue("90 days")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createTimePeriodValidator(1, TimeUnit.MINUTES, 36_500, TimeUnit.DAYS))
            .build();

    static final PropertyDescriptor WEIGHT_TO_STAND = new PropertyDescriptor.Builder()
            .name("Weight To Stand")
            .description(
                    "How much evidence makes a persona stand; a mention of just now weighs 1. 1.5 needs two mentions"
                            + " within one half-life. Raise it, e.g. to 3, where personas match easily; 1 or less lets a"
                            + " single mention speak for its author.")
            .required(true)
            .defaultValue("1.5")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createRegexMatchingValidator(
                    Pattern.compile("(?=.*[1-9])\\d{1,4}(\\.\\d{1,4})?"),
                    true,
                    "It must be a positive number such as 1.5"))
            .build();

    static final PropertyDescriptor REMEMBERED_AUTHORS = new PropertyDescriptor.Builder()
            .name("Remembered Authors")
            .description("How many authors are remembered where no cache service is set; those heard of longest ago are"
                    + " forgotten first. About 500 bytes of heap each. Raise it, e.g. to 1000000, if you have more"
                    + " regular voices than that.")
            .required(true)
            .defaultValue("100000")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createLongValidator(1, 10_000_000, true))
            .build();

    static final Relationship SUCCESS = new Relationship.Builder()
            .name("success")
            .description("All touchpoints, with their authors' personas")
            .build();

    static final Relationship INVALID = new Relationship.Builder()
            .name("invalid")
            .description("Lines that are no touchpoints, as dead letters with the reason and the original bytes")
            .build();

    private volatile Optional<PersonaTagger> tagger = Optional.empty();

    /** Kept while the processor is stopped, so that a changed property does not cost the histories. */
    private volatile Optional<LocalAuthorMemory> local = Optional.empty();

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return List.of(CACHE, HALF_LIFE, WEIGHT_TO_STAND, REMEMBERED_AUTHORS);
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(SUCCESS, INVALID);
    }

    /** Opens the memory. */
    @OnScheduled
    public void openMemory(ProcessContext context) {
        AuthorMemory memory =
                cache(context).<AuthorMemory>map(CachedAuthorMemory::new).orElseGet(() -> localMemory(context));
        tagger = Optional.of(new PersonaTagger(memory, rules(context), Clock.systemUTC()));
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) {
        FlowFile flowFile = session.get();
        if (flowFile == null) {
            return;
        }
        PersonaTagger current =
                tagger.orElseThrow(() -> new ProcessException("The memory is not open; stop and start TagAuthor"));
        try {
            new BatchFlow("TagAuthor", INVALID, getLogger(), Limits.DEFAULT)
                    .run(session, flowFile, SUCCESS, touchpoints -> tag(current, touchpoints));
        } catch (UnavailableException e) {
            // what was counted before the outage is not counted again: a replay counts nothing twice
            getLogger().error("{} waits until the cache service answers again: {}", flowFile, e.getMessage(), e);
            session.rollback(true);
            context.yield();
        }
    }

    private static List<Touchpoint> tag(PersonaTagger tagger, List<Touchpoint> touchpoints)
            throws UnavailableException {
        List<Touchpoint> tagged = new ArrayList<>();
        for (Touchpoint touchpoint : touchpoints) {
            try {
                tagged.add(tagger.tag(touchpoint));
            } catch (IOException e) {
                throw new UnavailableException("The cache service does not answer: " + e.getMessage(), e);
            }
        }
        return tagged;
    }

    private LocalAuthorMemory localMemory(ProcessContext context) {
        int most = context.getProperty(REMEMBERED_AUTHORS)
                .evaluateAttributeExpressions()
                .asInteger();
        LocalAuthorMemory memory =
                local.filter(known -> known.mostAuthors() == most).orElseGet(() -> new LocalAuthorMemory(most));
        local = Optional.of(memory);
        return memory;
    }

    private static Optional<DistributedMapCacheClient> cache(ProcessContext context) {
        return Optional.ofNullable(context.getProperty(CACHE).asControllerService(DistributedMapCacheClient.class));
    }

    private static PersonaRules rules(ProcessContext context) {
        return new PersonaRules(
                Duration.ofMillis(context.getProperty(HALF_LIFE)
                        .evaluateAttributeExpressions()
                        .asTimePeriod(TimeUnit.MILLISECONDS)),
                context.getProperty(WEIGHT_TO_STAND)
                        .evaluateAttributeExpressions()
                        .asDouble());
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ProcessContext context, ComponentLog verificationLogger, Map<String, String> attributes) {
        ConfigVerificationResult.Builder result =
                new ConfigVerificationResult.Builder().verificationStepName("Reach the memory of authors");
        try {
            Optional<DistributedMapCacheClient> cache = cache(context);
            if (cache.isEmpty()) {
                return List.of(result.outcome(Outcome.SUCCESSFUL)
                        .explanation(
                                "Authors are remembered in this processor, on each node by itself, until NiFi stops")
                        .build());
            }
            new CachedAuthorMemory(cache.get()).update("crm-author-verification", known -> known);
            boolean atomic = cache.get() instanceof AtomicDistributedMapCacheClient<?>;
            return List.of(result.outcome(Outcome.SUCCESSFUL)
                    .explanation("The cache service answers. "
                            + (atomic
                                    ? "It can replace values atomically: nodes and threads do not lose one another's"
                                            + " evidence"
                                    : "It cannot replace values atomically: when two threads hear of one author at the"
                                            + " same moment, the evidence of one of them may be lost"))
                    .build());
        } catch (IOException | RuntimeException e) {
            return List.of(result.outcome(Outcome.FAILED)
                    .explanation("The cache service does not answer: " + e.getMessage()
                            + ". Check that it is enabled and that its server runs")
                    .build());
        }
    }
}

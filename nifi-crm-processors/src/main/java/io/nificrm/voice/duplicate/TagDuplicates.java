package io.nificrm.voice.duplicate;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.flowfile.TouchpointFlow;
import io.nificrm.touchpoint.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.ReadsAttribute;
import org.apache.nifi.annotation.behavior.SupportsBatching;
import org.apache.nifi.annotation.behavior.SystemResource;
import org.apache.nifi.annotation.behavior.SystemResourceConsideration;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnScheduled;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;
import org.apache.nifi.components.PropertyDescriptor;
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

@Tags({"crm", "social", "listening", "duplicate", "repost", "spam", "bot", "campaign", "tag"})
@CapabilityDescription(
        "Marks mentions that repeat what was said before, so that one voice is counted once: 'duplicate_of' is the id of the"
                + " first that said the same, or of what a repost passes on. And says in 'spam' how much speaks for a machine or a campaign,"
                + " and what. Compares words in any language, without links, mentions, emoji and case; remembers a bounded number of texts."
                + " Nothing is removed: leave that to rules and boards. Put it after TagProfile, which knows our own accounts, and before"
                + " RouteTouchpoints. Reads and writes JSON Lines, streaming.")
@InputRequirement(InputRequirement.Requirement.INPUT_REQUIRED)
@SupportsBatching
@SystemResourceConsideration(
        resource = SystemResource.MEMORY,
        description = "About 1 KB for each of Remembered Texts and of Remembered Authors")
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
public class TagDuplicates extends AbstractProcessor implements VerifiableProcessor {

    static final PropertyDescriptor SIMILARITY = new PropertyDescriptor.Builder()
            .name("Similarity")
            .description(
                    "From which share of words and pairs of words in common two texts say the same; above 0, at most 1. 0.7"
                            + " forgives a changed word in ten. Lower it, e.g. to 0.5, against campaigns that vary their texts much; raise"
                            + " it, e.g. to 0.9, where different posts are built from one template.")
            .required(true)
            .defaultValue("0.7")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createRegexMatchingValidator(
                    Pattern.compile("0?\\.\\d{0,6}[1-9]\\d{0,6}|1(\\.0{1,6})?"),
                    true,
                    "It must be a number above 0 and at most 1, such as 0.7"))
            .build();

    static final PropertyDescriptor REMEMBERED_TEXTS = new PropertyDescriptor.Builder()
            .name("Remembered Texts")
            .description(
                    "How many different texts are remembered; the oldest are forgotten first. About 1 KB of heap each, taken when"
                            + " the processor starts. Raise it, e.g. to 500000, if you receive more within Remembered For.")
            .required(true)
            .defaultValue("50000")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createLongValidator(1, 2_000_000, true))
            .build();

    static final PropertyDescriptor REMEMBERED_FOR = new PropertyDescriptor.Builder()
            .name("Remembered For")
            .description(
                    "How far apart, by the time they were said, two mentions may be and still be one voice. Lengthen it, e.g. to"
                            + " 30 days, against slow campaigns; after it the same words are a new voice.")
            .required(true)
            .defaultValue("7 days")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createTimePeriodValidator(1, TimeUnit.SECONDS, 3_650, TimeUnit.DAYS))
            .build();

    static final PropertyDescriptor REMEMBERED_AUTHORS = new PropertyDescriptor.Builder()
            .name("Remembered Authors")
            .description(
                    "Of how many authors the last 32 posts are remembered, to see who posts very often or always links to the"
                            + " same place; those heard of longest ago are forgotten first. Up to a few KB of heap for busy authors. Raise"
                            + " it, e.g. to 200000, on a firehose.")
            .required(true)
            .defaultValue("20000")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createLongValidator(1, 10_000_000, true))
            .build();

    static final Relationship SUCCESS = new Relationship.Builder()
            .name("success")
            .description("All touchpoints; those that repeat others as well")
            .build();

    static final Relationship INVALID = new Relationship.Builder()
            .name("invalid")
            .description("Lines that are no touchpoints, as dead letters with the reason and the original bytes")
            .build();

    /** Kept while the processor is stopped, as long as its properties stay the same: forgetting would count voices again. */
    private volatile Optional<DuplicateTagger> tagger = Optional.empty();

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return List.of(SIMILARITY, REMEMBERED_TEXTS, REMEMBERED_FOR, REMEMBERED_AUTHORS);
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(SUCCESS, INVALID);
    }

    /** Makes room for what is to be remembered. */
    @OnScheduled
    public void makeRoom(ProcessContext context) {
        DuplicateSettings settings = settings(context);
        if (tagger.filter(known -> known.settings().equals(settings)).isEmpty()) {
            tagger = Optional.of(new DuplicateTagger(settings));
        }
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) {
        FlowFile flowFile = session.get();
        if (flowFile == null) {
            return;
        }
        DuplicateTagger current =
                tagger.orElseThrow(() -> new ProcessException("There is no memory; stop and start TagDuplicates"));
        new TouchpointFlow("TagDuplicates", INVALID, getLogger(), Limits.DEFAULT)
                .run(session, flowFile, SUCCESS, current::tag);
    }

    private static DuplicateSettings settings(ProcessContext context) {
        return new DuplicateSettings(
                context.getProperty(SIMILARITY).evaluateAttributeExpressions().asDouble(),
                context.getProperty(REMEMBERED_TEXTS)
                        .evaluateAttributeExpressions()
                        .asInteger(),
                Duration.ofMillis(context.getProperty(REMEMBERED_FOR)
                        .evaluateAttributeExpressions()
                        .asTimePeriod(TimeUnit.MILLISECONDS)),
                context.getProperty(REMEMBERED_AUTHORS)
                        .evaluateAttributeExpressions()
                        .asInteger());
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ProcessContext context, ComponentLog verificationLogger, Map<String, String> attributes) {
        DuplicateSettings settings = settings(context);
        long needed = (long) settings.texts() + settings.authors();
        long heap = Runtime.getRuntime().maxMemory() / 1024;
        boolean fits = needed < heap / 2;
        return List.of(new ConfigVerificationResult.Builder()
                .verificationStepName("Room for what is remembered")
                .outcome(fits ? Outcome.SUCCESSFUL : Outcome.FAILED)
                .explanation("What is to be remembered takes about " + needed / 1024 + " MB; the heap has "
                        + heap / 1024
                        + " MB"
                        + (fits ? "" : ". Lower Remembered Texts or Remembered Authors, or give NiFi more heap"))
                .build());
    }
}

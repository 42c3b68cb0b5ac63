package io.nificrm.elasticsearch;

import io.nificrm.flowfile.CrmAttributes;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.ReadsAttribute;
import org.apache.nifi.annotation.behavior.ReadsAttributes;
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
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.DataUnit;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.VerifiableProcessor;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.processor.util.StandardValidators;

@Tags({"elasticsearch", "put", "dead letter", "invalid", "failure", "crm", "touchpoint"})
@CapabilityDescription(
        "Keeps what the flow gives up on in Elasticsearch, with the reason, so that it can be read, mended"
                + " and replayed. Takes the dead letters of our processors' invalid relationships as they are, touchpoints one"
                + " by one, and the first bytes of anything else; and what sources tell of their platforms (rate"
                + " limits, failures), by their relationship events, in an index of its own. Writing the same"
                + " again changes nothing.")
@InputRequirement(InputRequirement.Requirement.INPUT_REQUIRED)
@SupportsBatching
@ReadsAttributes({
    @ReadsAttribute(
            attribute = CrmAttributes.CONTENT,
            description = "dead_letters, touchpoints and source_events are taken line by line, anything else as one"
                    + " letter"),
    @ReadsAttribute(
            attribute = CrmAttributes.REASON,
            description = "Why the FlowFile was given up; goes into the letter"),
    @ReadsAttribute(
            attribute = CrmAttributes.STAGE,
            description = "The component that gave it up; goes into the letter"),
    @ReadsAttribute(attribute = CrmAttributes.FORMAT, description = "The format of raw items; goes into the letter")
})
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.ITEM_COUNT, description = "How many letters were written"),
    @WritesAttribute(attribute = PutDeadLetters.FAULT, description = "On retry and failure: why, in words")
})
@SeeAlso({PutTouchpoints.class, ElasticsearchConnectionService.class})
public class PutDeadLetters extends AbstractProcessor implements VerifiableProcessor {
    /** Not crm.reason: that says why the content was given up, and must survive a retry. */
    static final String FAULT = "crm.put.fault";

    static final PropertyDescriptor STAGE = new PropertyDescriptor.Builder()
            .name("Stage")
            .description("The component that gave up, for FlowFiles that don't say so by the attribute crm.stage, e.g."
                    + " InvokeHTTP.")
            .required(true)
            .defaultValue("flow")
            .expressionLanguageSupported(ExpressionLanguageScope.FLOWFILE_ATTRIBUTES)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor REASON = new PropertyDescriptor.Builder()
            .name("Reason")
            .description("Why it was given up, for FlowFiles that don't say so by the attribute crm.reason, e.g."
                    + " ${invokehttp.java.exception.message}.")
            .required(true)
            .defaultValue("The flow gave up on it")
            .expressionLanguageSupported(ExpressionLanguageScope.FLOWFILE_ATTRIBUTES)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor MAX_PAYLOAD = new PropertyDescriptor.Builder()
            .name("Maximum Payload")
            .description("How much of a content that is neither dead letters nor touchpoints is kept; the letter says"
                    + " when it is not all.")
            .required(true)
            .defaultValue("1 MB")
            .addValidator(StandardValidators.createDataSizeBoundsValidator(1, 8L << 20))
            .build();

    static final Relationship SUCCESS = new Relationship.Builder()
            .name("success")
            .description("All of it is kept")
            .build();

    static final Relationship RETRY = new Relationship.Builder()
            .name("retry")
            .description("Elasticsearch was not reached, or is in trouble; penalised. Lead it back to this processor")
            .build();

    static final Relationship FAILURE = new Relationship.Builder()
            .name("failure")
            .description("Elasticsearch refuses a letter for good. Keep these elsewhere, e.g. by PutFile")
            .build();

    private static final List<PropertyDescriptor> PROPERTIES = List.of(
            PutProperties.CONNECTION,
            STAGE,
            REASON,
            MAX_PAYLOAD,
            PutProperties.BULK_DOCUMENTS,
            PutProperties.BULK_BYTES,
            PutProperties.CONCURRENT_BULKS);

    private record Target(ElasticsearchCluster cluster, DeadLetterIndexer indexer) {}

    private volatile Optional<Target> target = Optional.empty();

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(SUCCESS, RETRY, FAILURE);
    }

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return PROPERTIES;
    }

    @OnScheduled
    public void connect(ProcessContext context) {
        ElasticsearchCluster cluster = PutProperties.cluster(context);
        target = Optional.of(
                new Target(cluster, new DeadLetterIndexer(cluster, PutProperties.limits(context), Clock.systemUTC())));
    }

    @OnStopped
    public void disconnect() {
        target.ifPresent(used -> used.indexer().close());
        target = Optional.empty();
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) throws ProcessException {
        Target to = target.orElseThrow(() -> new ProcessException("PutDeadLetters is not scheduled"));
        FlowFile flowFile = session.get();
        if (flowFile == null) {
            return;
        }
        long start = System.nanoTime();
        try {
            to.cluster().prepare();
        } catch (IOException e) {
            retry(to, context, session, flowFile, "Elasticsearch is not ready: " + Refusals.words(e));
            return;
        }
        DeadLetterWrapping wrapping = new DeadLetterWrapping(
                context.getProperty(STAGE)
                        .evaluateAttributeExpressions(flowFile)
                        .getValue(),
                context.getProperty(REASON)
                        .evaluateAttributeExpressions(flowFile)
                        .getValue(),
                context.getProperty(MAX_PAYLOAD).asDataSize(DataUnit.B).intValue());
        try (DeadLetterIndexer.Run run = to.indexer().start()) {
            try (InputStream in = session.read(flowFile)) {
                wrapping.wrap(
                        in,
                        flowFile.getSize(),
                        flowFile.getAttributes(),
                        Instant.ofEpochMilli(flowFile.getEntryDate()),
                        run);
            }
            run.finish();
            if (run.fault().isPresent()) {
                retry(to, context, session, flowFile, run.fault().get());
            } else if (run.refusal().isPresent()) {
                fail(session, flowFile, run.refusal().get());
            } else {
                FlowFile kept = session.putAttribute(flowFile, CrmAttributes.ITEM_COUNT, Long.toString(run.written()));
                kept = session.removeAttribute(kept, FAULT);
                session.getProvenanceReporter()
                        .send(kept, to.cluster().address(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
                session.transfer(kept, SUCCESS);
            }
        } catch (IOException e) {
            throw new ProcessException("Cannot stream " + flowFile + " to Elasticsearch", e);
        }
    }

    private void retry(Target to, ProcessContext context, ProcessSession session, FlowFile flowFile, String reason) {
        getLogger().warn("{} is to be retried: {}", flowFile, reason);
        to.cluster().distrust();
        session.transfer(session.penalize(session.putAttribute(flowFile, FAULT, reason)), RETRY);
        context.yield();
    }

    private void fail(ProcessSession session, FlowFile flowFile, String reason) {
        getLogger().error("Elasticsearch refuses a dead letter of {}: {}", flowFile, reason);
        session.transfer(session.putAttribute(flowFile, FAULT, reason), FAILURE);
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ProcessContext context, ComponentLog log, Map<String, String> attributes) {
        return PutProperties.verify(context);
    }
}

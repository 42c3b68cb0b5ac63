package io.nificrm.elasticsearch;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.flowfile.Outputs;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
import org.apache.nifi.annotation.lifecycle.OnStopped;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.VerifiableProcessor;
import org.apache.nifi.processor.exception.ProcessException;

@Tags({"elasticsearch", "put", "index", "crm", "touchpoint", "mention", "community", "social listening", "ndjson"})
@CapabilityDescription(
        "Writes touchpoints into Elasticsearch, each into the index of its kind and month. What is new is"
                + " created; what is there is updated by what its source says now (engagement, edits, reach, tags), never in"
                + " triage or person, which belong to people. Writing the same again changes nothing, so a replay or a retry is"
                + " always safe. Each touchpoint is settled by itself: a refused one leaves with Elasticsearch's reason while"
                + " its neighbours are written.")
@InputRequirement(InputRequirement.Requirement.INPUT_REQUIRED)
@SupportsBatching
@SystemResourceConsideration(
        resource = SystemResource.MEMORY,
        description = "About twice Bulk Size times Concurrent Bulks for each concurrent task, whatever the size of the"
                + " FlowFiles")
@ReadsAttribute(attribute = "crm.*", description = "Carried over to dead letters, to say where they came from")
@WritesAttributes({
    @WritesAttribute(attribute = PutTouchpoints.CREATED, description = "How many touchpoints were new"),
    @WritesAttribute(
            attribute = PutTouchpoints.UPDATED,
            description = "How many were there already and have been changed by what the source says now"),
    @WritesAttribute(
            attribute = PutTouchpoints.UNCHANGED,
            description = "How many were there already and needed no change: duplicates and replays"),
    @WritesAttribute(
            attribute = CrmAttributes.ITEM_COUNT,
            description = "How many touchpoints or dead letters the content holds"),
    @WritesAttribute(attribute = CrmAttributes.REASON, description = "On retry and invalid: why, in words"),
    @WritesAttribute(attribute = CrmAttributes.STAGE, description = "On retry and invalid: PutTouchpoints")
})
@SeeAlso({ElasticsearchConnectionService.class, PutDeadLetters.class})
public class PutTouchpoints extends AbstractProcessor implements VerifiableProcessor {
    static final String STAGE = "PutTouchpoints";
    static final String CREATED = "crm.put.created";
    static final String UPDATED = "crm.put.updated";
    static final String UNCHANGED = "crm.put.unchanged";

    static final Relationship SUCCESS = new Relationship.Builder()
            .name("success")
            .description("Touchpoints that Elasticsearch has acknowledged")
            .build();

    static final Relationship RETRY = new Relationship.Builder()
            .name("retry")
            .description("Touchpoints not acknowledged for a passing reason: no connection, no answer in time, too many"
                    + " requests, a cluster in trouble, a sign-in refused. Exactly these, penalised. Lead it back to"
                    + " this processor")
            .build();

    static final Relationship INVALID = new Relationship.Builder()
            .name("invalid")
            .description("Dead letters: lines that are no touchpoint, that are dated absurdly, or that Elasticsearch"
                    + " refuses, each with the reason and its bytes. Lead it to PutDeadLetters")
            .build();

    private static final List<PropertyDescriptor> PROPERTIES = List.of(
            PutProperties.CONNECTION,
            PutProperties.BULK_DOCUMENTS,
            PutProperties.BULK_BYTES,
            PutProperties.CONCURRENT_BULKS,
            PutProperties.FLOWFILES_PER_RUN,
            PutProperties.HISTORY_MONTHS);

    private record Target(ElasticsearchCluster cluster, TouchpointIndexer indexer, int flowFilesPerRun) {}

    private volatile Optional<Target> target = Optional.empty();

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(SUCCESS, RETRY, INVALID);
    }

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return PROPERTIES;
    }

    @OnScheduled
    public void connect(ProcessContext context) {
        ElasticsearchCluster cluster = PutProperties.cluster(context);
        target = Optional.of(new Target(
                cluster,
                new TouchpointIndexer(
                        cluster, PutProperties.limits(context), PutProperties.window(context), Clock.systemUTC()),
                PutProperties.number(context, PutProperties.FLOWFILES_PER_RUN)));
    }

    @OnStopped
    public void disconnect() {
        target.ifPresent(used -> used.indexer().close());
        target = Optional.empty();
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) throws ProcessException {
        Target to = target.orElseThrow(() -> new ProcessException("PutTouchpoints is not scheduled"));
        List<FlowFile> flowFiles = session.get(to.flowFilesPerRun());
        if (flowFiles.isEmpty()) {
            return;
        }
        List<PutDelivery> deliveries = new ArrayList<>();
        try {
            for (FlowFile flowFile : flowFiles) {
                Outputs invalid = new Outputs(session, flowFile, STAGE, INVALID, Clock.systemUTC());
                deliveries.add(
                        new PutDelivery(session, flowFile, invalid, to.cluster().address()));
            }
            put(to, session, deliveries, context);
        } catch (IOException e) {
            throw new ProcessException("Cannot stream touchpoints to Elasticsearch", e);
        } finally {
            deliveries.forEach(PutDelivery::close);
        }
    }

    private void put(Target to, ProcessSession session, List<PutDelivery> deliveries, ProcessContext context)
            throws IOException {
        long start = System.nanoTime();
        Optional<String> unready = prepare(to.cluster());
        if (unready.isPresent()) {
            deliveries.forEach(delivery -> delivery.outcome().notSent(unready.get()));
        } else {
            try (TouchpointIndexer.Run run = to.indexer().start()) {
                for (PutDelivery delivery : deliveries) {
                    try (InputStream in = session.read(delivery.flowFile())) {
                        run.add(in, delivery.outcome());
                    }
                }
                run.finish();
            }
        }
        long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        for (PutDelivery delivery : deliveries) {
            report(delivery);
            delivery.transfer(milliseconds);
        }
        if (deliveries.stream().anyMatch(delivery -> delivery.outcome().fault().isPresent())) {
            to.cluster().distrust();
            context.yield();
        }
    }

    /** Nothing is written before the templates are in place: Elasticsearch would guess the mapping of a new index. */
    private Optional<String> prepare(ElasticsearchCluster cluster) {
        try {
            cluster.prepare();
            return Optional.empty();
        } catch (IOException e) {
            getLogger().debug("Elasticsearch at {} is not ready", cluster.address(), e);
            return Optional.of("Elasticsearch is not ready: " + Refusals.words(e));
        }
    }

    private void report(PutDelivery delivery) {
        PutOutcome outcome = delivery.outcome();
        outcome.fault()
                .ifPresent(reason -> getLogger()
                        .warn(
                                "{} touchpoints of {} written, the rest is to be retried: {}",
                                outcome.written(),
                                delivery.flowFile(),
                                reason));
        if (outcome.invalid() > 0) {
            getLogger()
                    .warn(
                            "{} of the touchpoints in {} are invalid; the first: {}",
                            outcome.invalid(),
                            delivery.flowFile(),
                            delivery.firstReason());
        }
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ProcessContext context, ComponentLog log, Map<String, String> attributes) {
        return PutProperties.verify(context);
    }
}

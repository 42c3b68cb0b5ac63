package io.nificrm.triage.response;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.Refresh;
import io.nificrm.elasticsearch.ConnectionVerification;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.ElasticsearchConnection;
import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.flowfile.TouchpointFlow;
import io.nificrm.touchpoint.JsonLinesReader;
import io.nificrm.touchpoint.Limits;
import io.nificrm.touchpoint.Line;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.triage.lifecycle.TriageLedger;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
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

@Tags({"crm", "social", "triage", "response", "reply", "answer", "response time", "outcome", "conversation", "thread"})
@CapabilityDescription(
        "Notices when one of our own accounts answers a mention, in public or by mail, and stops that mention's clock"
                + " at the time of the answer; notices when the author comes back afterwards, and in which mood. Put it"
                + " behind PutTouchpoints: it works on what is stored, so it does not matter whether the mention, the"
                + " answer or the comeback is fetched first, and the same again changes nothing. What people decided at"
                + " the desk is kept. The FlowFiles pass unchanged.")
@InputRequirement(InputRequirement.Requirement.INPUT_REQUIRED)
@SeeAlso(
        classNames = {
            "io.nificrm.elasticsearch.PutTouchpoints",
            "io.nificrm.triage.desk.TriageDesk",
            "io.nificrm.triage.lifecycle.UpdateTriage"
        })
@WritesAttributes({
    @WritesAttribute(attribute = LinkResponses.ANSWERS, description = "Of how many mentions an answer was noted"),
    @WritesAttribute(
            attribute = LinkResponses.OUTCOMES,
            description = "Of how many mentions it was noted how the author came back"),
    @WritesAttribute(attribute = CrmAttributes.REASON, description = "On 'invalid' and 'retry': why"),
    @WritesAttribute(attribute = CrmAttributes.STAGE, description = "On 'invalid' and 'retry': LinkResponses")
})
public class LinkResponses extends AbstractProcessor implements VerifiableProcessor {
    static final String ANSWERS = "crm.responses.answers";
    static final String OUTCOMES = "crm.responses.outcomes";

    static final PropertyDescriptor CONNECTION = new PropertyDescriptor.Builder()
            .name("Elasticsearch Connection")
            .description("The cluster into which PutTouchpoints writes.")
            .required(true)
            .identifiesControllerService(ElasticsearchConnection.class)
            .build();

    static final Relationship SUCCESS = new Relationship.Builder()
            .name("success")
            .description("The FlowFiles as they came, once their conversations are looked at")
            .build();

    static final Relationship RETRY = new Relationship.Builder()
            .name("retry")
            .description(
                    "The FlowFiles as they came, penalised, because Elasticsearch could not be reached. Lead it back to"
                            + " this processor: what was noted already is not noted again")
            .build();

    static final Relationship INVALID = new Relationship.Builder()
            .name("invalid")
            .description("Lines that are no touchpoints, as dead letters with the reason and the original bytes")
            .build();

    /** So many are looked up together; of each only what {@link Utterance} holds is in memory. */
    private static final int BATCH = 2_000;

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return List.of(CONNECTION);
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(SUCCESS, RETRY, INVALID);
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) {
        FlowFile flowFile = session.get();
        if (flowFile == null) {
            return;
        }
        ElasticsearchCluster cluster = cluster(context);
        Pass pass = new Pass(new ResponseLinker(cluster, new TriageLedger(cluster, Refresh.False)));
        try (InputStream in = session.read(flowFile)) {
            pass.through(in);
        } catch (IOException e) {
            throw new ProcessException("Cannot read " + flowFile, e);
        }
        if (pass.outage.isPresent()) {
            cluster.distrust();
            retry(session, flowFile, pass.outage.get());
            context.yield();
            return;
        }
        FlowFile linked = session.putAllAttributes(
                flowFile,
                Map.of(
                        ANSWERS,
                        Integer.toString(pass.linked.answers()),
                        OUTCOMES,
                        Integer.toString(pass.linked.outcomes())));
        if (pass.linked.answers() + pass.linked.outcomes() > 0) {
            session.getProvenanceReporter().send(linked, cluster.address());
        }
        if (pass.invalid == 0) {
            session.transfer(linked, SUCCESS);
        } else {
            new TouchpointFlow(ResponseLinker.NAME, INVALID, getLogger(), Limits.DEFAULT)
                    .run(session, linked, SUCCESS, UnaryOperator.identity());
        }
    }

    private void retry(ProcessSession session, FlowFile flowFile, Exception outage) {
        String reason = "Elasticsearch could not be reached or failed: " + outage.getMessage();
        getLogger().warn("The answers in {} wait: {}", flowFile, reason, outage);
        FlowFile told = session.putAllAttributes(
                flowFile, Map.of(CrmAttributes.REASON, reason, CrmAttributes.STAGE, ResponseLinker.NAME));
        session.transfer(session.penalize(told), RETRY);
    }

    private static ElasticsearchCluster cluster(ProcessContext context) {
        return context.getProperty(CONNECTION)
                .asControllerService(ElasticsearchConnection.class)
                .cluster();
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ProcessContext context, ComponentLog log, Map<String, String> attributes) {
        return ConnectionVerification.of(context, CONNECTION);
    }

    /** One FlowFile on its way. */
    private static final class Pass {
        private final ResponseLinker linker;
        private final List<Utterance> batch = new ArrayList<>();
        private ResponseLinker.Linked linked = new ResponseLinker.Linked(0, 0);
        private Optional<Exception> outage = Optional.empty();
        private long invalid;

        Pass(ResponseLinker linker) {
            this.linker = linker;
        }

        void through(InputStream in) throws IOException {
            JsonLinesReader<Touchpoint> reader = JsonLinesReader.touchpoints(in, Limits.DEFAULT);
            for (Optional<Line<Touchpoint>> line = reader.next();
                    line.isPresent() && outage.isEmpty();
                    line = reader.next()) {
                switch (line.get()) {
                    case Line.Invalid<Touchpoint> bad -> invalid++;
                    case Line.Valid<Touchpoint> good -> add(good.value());
                }
            }
            flush();
        }

        private void add(Touchpoint touchpoint) {
            if (touchpoint.type() == Touchpoint.Type.MENTION && touchpoint.kind() != Touchpoint.Kind.REPOST) {
                batch.add(Utterance.of(touchpoint));
            }
            if (batch.size() == BATCH) {
                flush();
            }
        }

        private void flush() {
            if (batch.isEmpty() || outage.isPresent()) {
                return;
            }
            try {
                linked = linked.plus(linker.link(batch));
            } catch (IOException | ElasticsearchException e) {
                outage = Optional.of(e);
            }
            batch.clear();
        }
    }
}

package io.nificrm.triage.lifecycle;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.Refresh;
import io.nificrm.elasticsearch.ElasticsearchConnection;
import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.touchpoint.DeadLetter;
import io.nificrm.touchpoint.JsonLinesWriter;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.flowfile.attributes.CoreAttributes;
import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.exception.ProcessException;

@Tags({"crm", "triage", "acknowledge", "assign", "respond", "resolve", "dismiss", "reopen", "correct", "agent"})
@CapabilityDescription(
        "Takes decisions about flagged touchpoints: acknowledge, assign, respond, resolve, dismiss, reopen, note, correct."
                + " One JSON object a line in, one result a line out. Only legal transitions are taken; of two people who decide"
                + " at the same time the second is told who was first. Every decision becomes a triage event, and the touchpoint's"
                + " triage fields say what they add up to. Use it to let a ticket system or a chat bot take part in triage.")
@InputRequirement(InputRequirement.Requirement.INPUT_REQUIRED)
@SeeAlso(classNames = {"io.nificrm.triage.desk.TriageDesk", "io.nificrm.elasticsearch.PutTouchpoints"})
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.ITEM_COUNT, description = "How many results or dead letters it holds"),
    @WritesAttribute(attribute = "crm.triage.refused", description = "How many decisions were refused"),
    @WritesAttribute(attribute = "mime.type", description = "application/x-ndjson"),
    @WritesAttribute(attribute = CrmAttributes.REASON, description = "On 'invalid' and 'retry': why")
})
public class UpdateTriage extends AbstractProcessor {
    static final PropertyDescriptor CONNECTION = new PropertyDescriptor.Builder()
            .name("Elasticsearch Connection")
            .description("The cluster that holds the touchpoints.")
            .required(true)
            .identifiesControllerService(ElasticsearchConnection.class)
            .build();

    static final Relationship SUCCESS = new Relationship.Builder()
            .name("success")
            .description("A result for every decision: taken, or refused with the reason")
            .build();

    static final Relationship INVALID = new Relationship.Builder()
            .name("invalid")
            .description("Lines that are no decisions, as dead letters with the reason and the original bytes")
            .build();

    static final Relationship RETRY = new Relationship.Builder()
            .name("retry")
            .description("The decisions that were not taken because Elasticsearch could not be reached")
            .build();

    /** Decisions are made by people: more than this at once is something else. */
    private static final long LARGEST = 16 << 20;

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return List.of(CONNECTION);
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(SUCCESS, INVALID, RETRY);
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) {
        FlowFile flowFile = session.get();
        if (flowFile == null) {
            return;
        }
        if (flowFile.getSize() > LARGEST) {
            String reason = "it has " + flowFile.getSize() + " bytes; decisions come in at most " + LARGEST;
            getLogger().warn("{} is invalid: {}", flowFile, reason);
            session.transfer(session.putAttribute(flowFile, CrmAttributes.REASON, reason), INVALID);
            return;
        }
        ElasticsearchConnection connection =
                context.getProperty(CONNECTION).asControllerService(ElasticsearchConnection.class);
        Decisions decisions = new Decisions(new TriageLedger(connection.cluster(), Refresh.WaitFor), Clock.systemUTC());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(session.read(flowFile), StandardCharsets.UTF_8))) {
            decisions.take(lines);
        } catch (IOException e) {
            throw new ProcessException("Cannot read " + flowFile, e);
        }
        write(
                session,
                flowFile,
                decisions.results.toByteArray(),
                decisions.resultCount,
                Map.of("crm.triage.refused", Long.toString(decisions.refused)),
                SUCCESS);
        write(
                session,
                flowFile,
                decisions.invalid.toByteArray(),
                decisions.invalidCount,
                Map.of(
                        CrmAttributes.CONTENT,
                        CrmAttributes.Content.DEAD_LETTERS.value(),
                        CrmAttributes.STAGE,
                        "UpdateTriage",
                        CrmAttributes.REASON,
                        decisions.firstProblem),
                INVALID);
        if (decisions.remaining.size() > 0) {
            getLogger().warn("Elasticsearch cannot be reached, some decisions wait: {}", decisions.outage);
            write(
                    session,
                    flowFile,
                    decisions.remaining.toByteArray(),
                    0,
                    Map.of(CrmAttributes.REASON, decisions.outage),
                    RETRY);
        }
        session.remove(flowFile);
    }

    private static void write(
            ProcessSession session,
            FlowFile origin,
            byte[] content,
            long count,
            Map<String, String> attributes,
            Relationship to) {
        if (content.length == 0) {
            return;
        }
        FlowFile child = session.write(session.create(origin), out -> out.write(content));
        Map<String, String> all = new HashMap<>(attributes);
        all.put(CrmAttributes.ITEM_COUNT, Long.toString(count));
        all.put(CoreAttributes.MIME_TYPE.key(), CrmAttributes.NDJSON);
        child = session.putAllAttributes(child, all);
        session.transfer(to.equals(RETRY) ? session.penalize(child) : child, to);
    }

    /** The decisions of one FlowFile: made by people, so that all of them fit into memory. */
    private static final class Decisions {
        private static final int LONGEST_LINE = 100_000;

        private final TriageLedger ledger;
        private final Clock clock;
        private final ByteArrayOutputStream results = new ByteArrayOutputStream();
        private final ByteArrayOutputStream invalid = new ByteArrayOutputStream();
        private final ByteArrayOutputStream remaining = new ByteArrayOutputStream();
        private long resultCount;
        private long invalidCount;
        private long refused;
        private String firstProblem = "";
        private String outage = "";

        Decisions(TriageLedger ledger, Clock clock) {
            this.ledger = ledger;
            this.clock = clock;
        }

        void take(BufferedReader lines) throws IOException {
            JsonLinesWriter<DeadLetter> letters = JsonLinesWriter.deadLetters(invalid);
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                if (!outage.isEmpty()) {
                    append(remaining, line);
                    continue;
                }
                Decision decision;
                try {
                    if (bytes.length > LONGEST_LINE) {
                        throw new IllegalArgumentException("a decision has at most " + LONGEST_LINE + " bytes");
                    }
                    decision = DecisionJson.read(bytes, clock);
                } catch (IllegalArgumentException e) {
                    String reason = "line " + number + ": " + e.getMessage();
                    firstProblem = firstProblem.isEmpty() ? reason : firstProblem;
                    letters.write(DeadLetter.of(
                            "UpdateTriage", reason, Optional.of("decision"), bytes, false, Map.of(), clock.instant()));
                    invalidCount++;
                    continue;
                }
                take(decision, line);
            }
            letters.flush();
        }

        private void take(Decision decision, String line) {
            try {
                TriageLedger.Outcome outcome = ledger.decide(decision);
                refused += outcome instanceof TriageLedger.Outcome.Refused ? 1 : 0;
                append(results, DecisionJson.result(decision, outcome));
                resultCount++;
            } catch (ElasticsearchException e) {
                if (e.status() != 429 && e.status() < 500) {
                    throw e; // nothing that waiting mends: the operator has to see it
                }
                wait(line, e);
            } catch (IOException e) {
                wait(line, e);
            }
        }

        private void wait(String line, Exception e) {
            outage = String.valueOf(e.getMessage());
            append(remaining, line);
        }

        private static void append(ByteArrayOutputStream to, String line) {
            to.writeBytes((line + '\n').getBytes(StandardCharsets.UTF_8));
        }
    }
}

package io.nificrm.triage.escalation;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.Refresh;
import io.nificrm.elasticsearch.ConnectionVerification;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.ElasticsearchConnection;
import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.source.SourceProperties;
import io.nificrm.touchpoint.JsonLinesWriter;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.triage.lifecycle.TriageLedger;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.PrimaryNodeOnly;
import org.apache.nifi.annotation.behavior.Stateful;
import org.apache.nifi.annotation.behavior.TriggerSerially;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.configuration.DefaultSchedule;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.Validator;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.flowfile.attributes.CoreAttributes;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.VerifiableProcessor;
import org.apache.nifi.processor.util.StandardValidators;
import org.apache.nifi.scheduling.SchedulingStrategy;

@Tags({"crm", "triage", "escalation", "overdue", "sla", "due", "reassign", "priority", "rapid response"})
@CapabilityDescription(
        "Looks after what was flagged and forgotten: mentions whose due time has passed and that nobody has answered"
                + " are raised, given to somebody else or back to the queue, step by step, and sent on for an alert. Each"
                + " step is a decision in the mention's history, taken once. What was answered, resolved or dismissed is"
                + " left alone.")
@InputRequirement(InputRequirement.Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "1 min")
@Stateful(
        scopes = Scope.CLUSTER,
        description =
                "The ids of the mentions that are taking a step at this moment, so that none is lost between its step"
                        + " and its alert when NiFi is killed")
@SeeAlso(
        classNames = {
            "io.nificrm.triage.alert.SendTriageAlerts",
            "io.nificrm.triage.RouteTouchpoints",
            "io.nificrm.triage.desk.TriageDesk"
        })
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.CONTENT, description = "touchpoints"),
    @WritesAttribute(attribute = CrmAttributes.ITEM_COUNT, description = "How many mentions took a step"),
    @WritesAttribute(attribute = "mime.type", description = "application/x-ndjson")
})
public class EscalateOverdue extends AbstractProcessor implements VerifiableProcessor {
    private static final Validator STEPS_CAN_BE_READ = (subject, input, context) -> {
        ValidationResult.Builder result = new ValidationResult.Builder().subject(subject);
        try {
            EscalationPolicy.parse(input, Duration.ofDays(1));
            return result.valid(true).build();
        } catch (IllegalArgumentException e) {
            return result.valid(false).explanation(e.getMessage()).build();
        }
    };

    static final PropertyDescriptor CONNECTION = new PropertyDescriptor.Builder()
            .name("Elasticsearch Connection")
            .description("The cluster that holds the touchpoints.")
            .required(true)
            .identifiesControllerService(ElasticsearchConnection.class)
            .build();

    static final PropertyDescriptor STEPS = new PropertyDescriptor.Builder()
            .name("Steps")
            .description(
                    "What happens how long after the due time, separated by semicolons: 'raise' makes the priority one"
                            + " more urgent, 'release' gives the mention back to the queue, 'assign NAME' gives it to"
                            + " somebody. For example: 0 min: raise; 1 hour: release; 4 hours: assign lea; 1 day: raise,"
                            + " assign head")
            .required(true)
            .defaultValue("0 min: raise; 1 hour: raise, release; 1 day: raise, release")
            .addValidator(STEPS_CAN_BE_READ)
            .build();

    static final PropertyDescriptor REPEAT = new PropertyDescriptor.Builder()
            .name("Repeat Last Step")
            .description("How often the last step is taken again, so that nobody forgets, 30 times at most.")
            .required(true)
            .defaultValue("1 day")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createTimePeriodValidator(
                    1, java.util.concurrent.TimeUnit.MINUTES, 365, java.util.concurrent.TimeUnit.DAYS))
            .build();

    static final PropertyDescriptor QUEUES = new PropertyDescriptor.Builder()
            .name("Queues")
            .description("Whose mentions are escalated, separated by commas, for example rapid_response, feedback.")
            .required(true)
            .defaultValue("rapid_response")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final Relationship OVERDUE = new Relationship.Builder()
            .name("overdue")
            .description("Mentions that took a step of escalation, as they are now. Lead it to SendTriageAlerts")
            .build();

    /** So many take a step before they are handed over; the state has to hold their ids. */
    private static final int AT_ONCE = 50;

    private static final int MOST_PER_RUN = 1_000;

    private final Clock clock;

    public EscalateOverdue() {
        this(Clock.systemUTC());
    }

    EscalateOverdue(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return List.of(CONNECTION, STEPS, REPEAT, QUEUES);
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(OVERDUE);
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) {
        ElasticsearchCluster cluster = cluster(context);
        OverdueMentions mentions = new OverdueMentions(
                cluster, new TriageLedger(cluster, Refresh.False), policy(context), queues(context));
        try {
            handOver(session, cluster, interrupted(session, mentions));
            for (int done = 0; done < MOST_PER_RUN && isScheduled(); done += AT_ONCE) {
                List<OverdueMentions.Overdue> overdue = mentions.find(clock.instant(), AT_ONCE);
                if (overdue.isEmpty()) {
                    break;
                }
                announce(session, overdue);
                handOver(session, cluster, escalate(mentions, overdue));
            }
        } catch (IOException | ElasticsearchException e) {
            session.rollback();
            getLogger()
                    .warn("What is overdue cannot be looked after; tried again in the next run: {}", e.getMessage(), e);
            context.yield();
        }
    }

    /** Those that took their step before NiFi was killed, and were not handed over. */
    private List<Touchpoint> interrupted(ProcessSession session, OverdueMentions mentions) throws IOException {
        List<Touchpoint> taken = new ArrayList<>();
        for (Map.Entry<String, String> step :
                session.getState(Scope.CLUSTER).toMap().entrySet()) {
            mentions.taken(step.getKey(), Long.parseLong(step.getValue())).ifPresent(taken::add);
        }
        return taken;
    }

    /** Written down before the first of them takes its step. */
    private void announce(ProcessSession session, List<OverdueMentions.Overdue> overdue) throws IOException {
        Map<String, String> steps = new HashMap<>();
        overdue.forEach(
                one -> steps.put(one.mention().id(), Long.toString(one.step().level())));
        session.setState(steps, Scope.CLUSTER);
        session.commitAsync();
    }

    private List<Touchpoint> escalate(OverdueMentions mentions, List<OverdueMentions.Overdue> overdue)
            throws IOException {
        Instant now = clock.instant();
        List<Touchpoint> taken = new ArrayList<>();
        for (OverdueMentions.Overdue one : overdue) {
            mentions.take(one, now).ifPresent(taken::add);
        }
        return taken;
    }

    private void handOver(ProcessSession session, ElasticsearchCluster cluster, List<Touchpoint> taken)
            throws IOException {
        if (!taken.isEmpty()) {
            FlowFile flowFile = session.write(session.create(), out -> {
                JsonLinesWriter<Touchpoint> lines = JsonLinesWriter.touchpoints(out);
                for (Touchpoint mention : taken) {
                    lines.write(mention);
                }
                lines.flush();
            });
            flowFile = session.putAllAttributes(
                    flowFile,
                    Map.of(
                            CrmAttributes.CONTENT,
                            CrmAttributes.Content.TOUCHPOINTS.value(),
                            CrmAttributes.ITEM_COUNT,
                            Integer.toString(taken.size()),
                            CoreAttributes.MIME_TYPE.key(),
                            CrmAttributes.NDJSON));
            session.getProvenanceReporter().receive(flowFile, cluster.address());
            session.transfer(flowFile, OVERDUE);
            getLogger().info("{} mentions are overdue and took a step of escalation", taken.size());
        }
        if (!session.getState(Scope.CLUSTER).toMap().isEmpty()) {
            session.clearState(Scope.CLUSTER);
        }
        session.commitAsync();
    }

    private static EscalationPolicy policy(PropertyContext context) {
        return EscalationPolicy.parse(
                context.getProperty(STEPS).getValue(), SourceProperties.duration(context, REPEAT));
    }

    private static List<String> queues(PropertyContext context) {
        return Arrays.stream(
                        SourceProperties.text(context, QUEUES).orElseThrow().split(","))
                .map(String::strip)
                .filter(queue -> !queue.isEmpty())
                .toList();
    }

    private static ElasticsearchCluster cluster(PropertyContext context) {
        return context.getProperty(CONNECTION)
                .asControllerService(ElasticsearchConnection.class)
                .cluster();
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ProcessContext context, ComponentLog log, Map<String, String> attributes) {
        return ConnectionVerification.of(context, CONNECTION);
    }
}

package io.nificrm.triage.alert;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.flowfile.TouchpointFlow;
import io.nificrm.profile.Cap;
import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.JsonLinesReader;
import io.nificrm.touchpoint.Limits;
import io.nificrm.touchpoint.Line;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Triage;
import io.nificrm.triage.lifecycle.TriageStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.Stateful;
import org.apache.nifi.annotation.behavior.TriggerSerially;
import org.apache.nifi.annotation.behavior.TriggerWhenEmpty;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.configuration.DefaultSchedule;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnScheduled;
import org.apache.nifi.annotation.lifecycle.OnStopped;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.flowfile.attributes.CoreAttributes;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.VerifiableProcessor;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.scheduling.SchedulingStrategy;

@Tags({
    "crm",
    "triage",
    "alert",
    "notify",
    "slack",
    "webhook",
    "email",
    "digest",
    "on call",
    "rapid response",
    "escalation"
})
@CapabilityDescription(
        "Tells the people on duty what was flagged: by a Slack-compatible webhook, a JSON webhook or e-mail. Alerts"
                + " are grouped as Alertmanager does it: the first of a group waits a little for others, one message"
                + " counts all and lists the worst with links to the desk, and the group is quiet for a while. Quiet hours"
                + " hold back what can wait. A mention is told once, however often it is fetched, also after a restart."
                + " What cannot be sent is kept and sent later. Feed it from 'rapid_response' of RouteTouchpoints and from"
                + " EscalateOverdue.")
@InputRequirement(InputRequirement.Requirement.INPUT_REQUIRED)
@TriggerSerially
@TriggerWhenEmpty
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "5 sec")
@Stateful(
        scopes = Scope.CLUSTER,
        description = "What waits to be told, at most " + AlertBook.MOST_GROUPS
                + " groups of a few alerts each, and digests of the"
                + " ids of the last " + ToldAlerts.MOST
                + " that were taken in. In a cluster, let the connections to this processor"
                + " be balanced to a single node.")
@SeeAlso(
        classNames = {
            "io.nificrm.triage.RouteTouchpoints",
            "io.nificrm.triage.escalation.EscalateOverdue",
            "io.nificrm.triage.desk.TriageDesk"
        })
@WritesAttributes({
    @WritesAttribute(attribute = SendTriageAlerts.ID, description = "On 'sent': the message's id"),
    @WritesAttribute(attribute = CrmAttributes.ITEM_COUNT, description = "On 'sent': how many mentions it tells of"),
    @WritesAttribute(attribute = "mime.type", description = "On 'sent': application/json"),
    @WritesAttribute(attribute = CrmAttributes.REASON, description = "On 'invalid': why, of the first of them")
})
public class SendTriageAlerts extends AbstractProcessor implements VerifiableProcessor {
    static final String ID = "crm.alert.id";

    static final Relationship SUCCESS = new Relationship.Builder()
            .name("success")
            .description("The FlowFiles as they came, once what they hold is taken in")
            .autoTerminateDefault(true)
            .build();

    static final Relationship SENT = new Relationship.Builder()
            .name("sent")
            .description("Each message that was sent, as JSON")
            .autoTerminateDefault(true)
            .build();

    static final Relationship INVALID = new Relationship.Builder()
            .name("invalid")
            .description("Lines that are no touchpoints, as dead letters with the reason and the original bytes")
            .build();

    private static final String NAME = "SendTriageAlerts";
    private static final int FLOWFILES_PER_RUN = 100;

    private record Running(AlertPolicy policy, AlertLinks links, AlertChannel channel, RetryPause pause) {}

    private final Clock clock;
    private volatile Optional<Running> running = Optional.empty();

    public SendTriageAlerts() {
        this(Clock.systemUTC());
    }

    SendTriageAlerts(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return AlertProperties.ALL;
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(SUCCESS, SENT, INVALID);
    }

    @OnScheduled
    public void start(ProcessContext context) {
        running = Optional.of(new Running(
                AlertProperties.policy(context),
                AlertProperties.links(context, clock),
                AlertProperties.channel(context, clock),
                new RetryPause()));
    }

    @OnStopped
    public void stop() {
        running.ifPresent(used -> used.channel().close());
        running = Optional.empty();
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) {
        Running with = running.orElseThrow(() -> new ProcessException(NAME + " is not scheduled"));
        try {
            Map<String, String> before = session.getState(Scope.CLUSTER).toMap();
            AlertBook book = new AlertBook(with.policy(), before);
            for (FlowFile flowFile : session.get(FLOWFILES_PER_RUN)) {
                takeIn(session, flowFile, book);
            }
            tell(session, with, book);
            Map<String, String> after = book.state(clock.instant());
            if (!after.equals(before)) {
                session.setState(after, Scope.CLUSTER);
            }
        } catch (IOException e) {
            throw new ProcessException("Cannot read or write what waits to be told", e);
        } catch (InterruptedException e) {
            // stopped for good while sending: nothing is committed, so it is sent when started again
            Thread.currentThread().interrupt();
            throw new ProcessException("Stopped while sending a message", e);
        }
    }

    private void takeIn(ProcessSession session, FlowFile flowFile, AlertBook book) throws IOException {
        long invalid = 0;
        Instant now = clock.instant();
        try (InputStream in = session.read(flowFile)) {
            JsonLinesReader<Touchpoint> reader = JsonLinesReader.touchpoints(in, Limits.DEFAULT);
            for (Optional<Line<Touchpoint>> line = reader.next(); line.isPresent(); line = reader.next()) {
                switch (line.get()) {
                    case Line.Invalid<Touchpoint> bad -> invalid++;
                    case Line.Valid<Touchpoint> good -> {
                        if (waitsForUs(good.value())) {
                            book.add(Alert.of(good.value()), now);
                        }
                    }
                }
            }
        }
        if (invalid == 0) {
            session.transfer(flowFile, SUCCESS);
        } else {
            new TouchpointFlow(NAME, INVALID, getLogger(), Limits.DEFAULT)
                    .run(session, flowFile, SUCCESS, UnaryOperator.identity());
        }
    }

    /** What is answered or done calls nobody, nor what is our own, unless it is too much of it. */
    private static boolean waitsForUs(Touchpoint touchpoint) {
        boolean breach = touchpoint.triage().map(Triage::reasons).orElse(List.of()).stream()
                .anyMatch(reason -> reason.startsWith(Cap.REASON));
        boolean ours = !breach && touchpoint.author().flatMap(Author::ours).orElse(false);
        boolean answered = touchpoint.triage().flatMap(Triage::respondedAt).isPresent();
        return !ours && !answered && TriageStatus.of(touchpoint.triage()).open();
    }

    private void tell(ProcessSession session, Running with, AlertBook book) throws InterruptedException {
        Instant now = clock.instant();
        List<AlertGroup> due = with.pause().over(now) ? book.due(now) : List.of();
        if (due.isEmpty()) {
            return;
        }
        AlertMessage message =
                AlertMessage.of(due, now, with.links()::mention, with.links().queue());
        long start = System.nanoTime();
        try {
            with.channel().send(message);
        } catch (UndeliveredException e) {
            Instant next = with.pause().failed(now, e.retryAt());
            getLogger()
                    .warn(
                            "{} mentions wait to be told until {}: {}",
                            book.waiting(),
                            next,
                            e.getMessage(),
                            e.getCause());
            return;
        }
        with.pause().succeeded();
        book.told(due, now);
        FlowFile sent = session.create();
        sent = session.write(sent, out -> out.write(AlertJson.of(message).getBytes(StandardCharsets.UTF_8)));
        sent = session.putAllAttributes(
                sent,
                Map.of(
                        ID,
                        message.id(),
                        CrmAttributes.ITEM_COUNT,
                        Long.toString(message.count()),
                        CoreAttributes.MIME_TYPE.key(),
                        "application/json"));
        session.getProvenanceReporter()
                .send(
                        sent,
                        with.channel().address(),
                        Duration.ofNanos(System.nanoTime() - start).toMillis());
        session.transfer(sent, SENT);
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ProcessContext context, ComponentLog log, Map<String, String> attributes) {
        ConfigVerificationResult.Builder result =
                new ConfigVerificationResult.Builder().verificationStepName("Channel");
        try (AlertChannel channel = AlertProperties.channel(context, clock)) {
            List<String> problems = channel.check();
            boolean usable = problems.isEmpty();
            return List.of(result.outcome(
                            usable
                                    ? ConfigVerificationResult.Outcome.SUCCESSFUL
                                    : ConfigVerificationResult.Outcome.FAILED)
                    .explanation(usable ? channel.checked() : String.join("; ", problems))
                    .build());
        }
    }
}

package io.nificrm.moderation;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import io.nificrm.elasticsearch.ConnectionProperty;
import io.nificrm.elasticsearch.ConnectionVerification;
import io.nificrm.elasticsearch.LongestRun;
import io.nificrm.elasticsearch.RecentTouchpoints.Position;
import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.profile.ListeningProfile;
import io.nificrm.profile.ListeningProfileService;
import io.nificrm.touchpoint.JsonLinesWriter;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.apache.nifi.components.ConfigVerificationResult.Outcome;
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

@Tags({"crm", "moderation", "outbound", "frequency", "cap", "mail", "spam", "own posts"})
@CapabilityDescription(
        "Holds our own posts and mails against the caps of the listening profile: so many per person, or per account,"
                + " within a day or a week. What goes beyond is put into a queue with the reason caps/<id>, like a"
                + " mention, so that somebody sees it and boards can count it. Reads what was stored since the last run.")
@InputRequirement(InputRequirement.Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "1 min")
@Stateful(
        scopes = Scope.CLUSTER,
        description = "Up to when stored posts and mails are accounted for. Cleared: all are read again, which changes"
                + " nothing unless the caps changed")
@SeeAlso(classNames = {"io.nificrm.profile.StandardListeningProfileService", "io.nificrm.triage.RouteTouchpoints"})
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.CONTENT, description = "touchpoints"),
    @WritesAttribute(attribute = CrmAttributes.ITEM_COUNT, description = "How many breaches"),
    @WritesAttribute(attribute = "mime.type", description = "application/x-ndjson")
})
public class ModerateOutbound extends AbstractProcessor implements VerifiableProcessor {
    private static final String UNTIL = "written";

    static final PropertyDescriptor CONNECTION = ConnectionProperty.required("The cluster that holds what we sent.");

    static final PropertyDescriptor LISTENING_PROFILE = new PropertyDescriptor.Builder()
            .name("Listening Profile")
            .description("The service that holds the listening profile with its caps; the one that TagProfile uses.")
            .required(true)
            .identifiesControllerService(ListeningProfileService.class)
            .build();

    static final Relationship BREACH = new Relationship.Builder()
            .name("breach")
            .description("What went beyond a cap, with its flag, as it is stored: for alerts. Terminate it where nobody"
                    + " is to be told beside the queue")
            .build();

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return List.of(CONNECTION, LISTENING_PROFILE, LongestRun.PROPERTY);
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(BREACH);
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) {
        ListeningProfile profile = context.getProperty(LISTENING_PROFILE)
                .asControllerService(ListeningProfileService.class)
                .profile();
        if (profile.caps().isEmpty()) {
            context.yield();
            return;
        }
        Clock clock = Clock.systemUTC();
        try {
            Position from = Position.parse(
                    Optional.ofNullable(session.getState(Scope.CLUSTER).get(UNTIL)));
            OutboundModeration.Step step = new OutboundModeration(
                            ConnectionProperty.cluster(context, CONNECTION), profile, clock)
                    .run(from, LongestRun.enough(context, clock, this::isScheduled));
            session.setState(Map.of(UNTIL, step.until().toString()), Scope.CLUSTER);
            if (!step.flagged().isEmpty()) {
                getLogger()
                        .warn(
                                "{} of our posts and mails are beyond a cap",
                                step.flagged().size());
                send(session, step.flagged());
            } else if (!step.more()) {
                context.yield();
            }
        } catch (IOException | ElasticsearchException e) {
            context.yield();
            throw new ProcessException("What we sent cannot be moderated, it is tried again: " + e.getMessage(), e);
        }
    }

    private static void send(ProcessSession session, List<Touchpoint> breaches) {
        FlowFile flowFile = session.write(session.create(), out -> {
            JsonLinesWriter<Touchpoint> lines = JsonLinesWriter.touchpoints(out);
            for (Touchpoint breach : breaches) {
                lines.write(breach);
            }
            lines.flush();
        });
        session.transfer(
                session.putAllAttributes(
                        flowFile,
                        Map.of(
                                CrmAttributes.CONTENT,
                                CrmAttributes.Content.TOUCHPOINTS.value(),
                                CrmAttributes.ITEM_COUNT,
                                Integer.toString(breaches.size()),
                                CoreAttributes.MIME_TYPE.key(),
                                CrmAttributes.NDJSON)),
                BREACH);
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ProcessContext context, ComponentLog log, Map<String, String> attributes) {
        List<ConfigVerificationResult> results = new ArrayList<>(ConnectionVerification.of(context, CONNECTION));
        ConfigVerificationResult.Builder caps =
                new ConfigVerificationResult.Builder().verificationStepName("Read the caps");
        try {
            int count = context.getProperty(LISTENING_PROFILE)
                    .asControllerService(ListeningProfileService.class)
                    .profile()
                    .caps()
                    .size();
            results.add(caps.outcome(count == 0 ? Outcome.SKIPPED : Outcome.SUCCESSFUL)
                    .explanation(count == 0 ? "The profile has no caps: nothing is flagged" : count + " caps")
                    .build());
        } catch (RuntimeException e) {
            results.add(caps.outcome(Outcome.FAILED)
                    .explanation("The profile cannot be read: " + e.getMessage() + ". Enable its service")
                    .build());
        }
        return results;
    }
}

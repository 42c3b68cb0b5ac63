package io.nificrm.triage;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.flowfile.TouchpointFlow;
import io.nificrm.profile.ListeningProfileService;
import io.nificrm.profile.StandardListeningProfileService;
import io.nificrm.profile.TriageRule;
import io.nificrm.touchpoint.Limits;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.SideEffectFree;
import org.apache.nifi.annotation.behavior.SupportsBatching;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnScheduled;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;

@Tags({"crm", "social", "triage", "route", "queue", "priority", "sla", "rapid response", "feedback", "advocacy"})
@CapabilityDescription(
        "Brings each touchpoint to those who should see it, by the triage rules of the listening profile."
                + " A rule that matches gives queue, priority and the time by which to answer; all rules that match are kept as"
                + " reasons, and a score from 0 to 100 puts the worst first. What no rule catches, and our own posts, are routine."
                + " What people already did about a touchpoint is kept. Put it behind TagProfile and TagSentiment, whose tags the"
                + " rules read. Reads and writes JSON Lines, streaming.")
@InputRequirement(InputRequirement.Requirement.INPUT_REQUIRED)
@SideEffectFree
@SupportsBatching
@SeeAlso(
        value = StandardListeningProfileService.class,
        classNames = {"io.nificrm.profile.TagProfile", "io.nificrm.elasticsearch.PutTouchpoints"})
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.CONTENT, description = "touchpoints, or dead_letters on 'invalid'"),
    @WritesAttribute(
            attribute = CrmAttributes.ITEM_COUNT,
            description = "How many touchpoints or dead letters it holds"),
    @WritesAttribute(attribute = "mime.type", description = "application/x-ndjson"),
    @WritesAttribute(attribute = CrmAttributes.REASON, description = "On 'invalid': why, of the first of them")
})
public class RouteTouchpoints extends AbstractProcessor {

    static final PropertyDescriptor LISTENING_PROFILE = new PropertyDescriptor.Builder()
            .name("Listening Profile")
            .description(
                    "The service that holds the listening profile with its triage rules; the one that TagProfile uses.")
            .required(true)
            .identifiesControllerService(ListeningProfileService.class)
            .build();

    static final PropertyDescriptor CLOCK_START = new PropertyDescriptor.Builder()
            .name("Clock Start")
            .description("From when the time to answer counts. Change it where old mentions are fetched (a first run, a"
                    + " replay) and should not all be overdue at once.")
            .required(true)
            .allowableValues(ClockStart.class)
            .defaultValue(ClockStart.SAID)
            .build();

    static final Relationship RAPID_RESPONSE = new Relationship.Builder()
            .name("rapid_response")
            .description("Needs an answer, and soon")
            .build();

    static final Relationship FEEDBACK = new Relationship.Builder()
            .name("feedback")
            .description("Teaches us something: ideas, questions, wishes")
            .build();

    static final Relationship ADVOCACY = new Relationship.Builder()
            .name("advocacy")
            .description("Speaks for us: to thank and to pass on")
            .build();

    static final Relationship ROUTINE = new Relationship.Builder()
            .name("routine")
            .description("Everything else: no rule catches it, or it is our own")
            .build();

    static final Relationship INVALID = new Relationship.Builder()
            .name("invalid")
            .description("Lines that are no touchpoints, as dead letters with the reason and the original bytes")
            .build();

    private volatile TouchpointFlow flow;
    private volatile ClockStart clockStart;

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return List.of(LISTENING_PROFILE, CLOCK_START);
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(RAPID_RESPONSE, FEEDBACK, ADVOCACY, ROUTINE, INVALID);
    }

    /** Prepares the stream through this processor. */
    @OnScheduled
    public void onScheduled(ProcessContext context) {
        flow = new TouchpointFlow("RouteTouchpoints", INVALID, getLogger(), Limits.DEFAULT);
        clockStart = context.getProperty(CLOCK_START).asAllowableValue(ClockStart.class);
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) {
        FlowFile flowFile = session.get();
        if (flowFile == null) {
            return;
        }
        TouchpointRouter router = new TouchpointRouter(
                context.getProperty(LISTENING_PROFILE)
                        .asControllerService(ListeningProfileService.class)
                        .profile(),
                clockStart);
        flow.run(session, flowFile, touchpoint -> {
            TouchpointRouter.Route route = router.route(touchpoint);
            return new TouchpointFlow.Routed(relationship(route.queue()), route.touchpoint());
        });
    }

    private static Relationship relationship(Optional<TriageRule.Queue> queue) {
        if (queue.isEmpty()) {
            return ROUTINE;
        }
        return switch (queue.get()) {
            case RAPID_RESPONSE -> RAPID_RESPONSE;
            case FEEDBACK -> FEEDBACK;
            case ADVOCACY -> ADVOCACY;
        };
    }
}

package io.nificrm.profile;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.flowfile.TouchpointFlow;
import io.nificrm.touchpoint.Limits;
import java.util.List;
import java.util.Set;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.ReadsAttribute;
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

@Tags({"crm", "social", "listening", "profile", "tag", "brand", "topic", "persona", "intent", "campaign"})
@CapabilityDescription(
        "Tags touchpoints by the listening profile: brands, competitors, topics, personas, needs, intents and key"
                + " messages, each with the words that made it match; the campaign that referral tags in links name; and"
                + " whether the author is one of our own accounts. Tagging again replaces what this processor set before"
                + " and leaves alone what a person corrected. Reads and writes JSON Lines, streaming.")
@InputRequirement(InputRequirement.Requirement.INPUT_REQUIRED)
@SideEffectFree
@SupportsBatching
@SeeAlso(
        value = StandardListeningProfileService.class,
        classNames = {"io.nificrm.insight.TagSentiment", "io.nificrm.triage.RouteTouchpoints"})
@ReadsAttribute(attribute = CrmAttributes.CONTENT, description = "Expected to be touchpoints")
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.CONTENT, description = "touchpoints, or dead_letters on 'invalid'"),
    @WritesAttribute(
            attribute = CrmAttributes.ITEM_COUNT,
            description = "How many touchpoints or dead letters it holds"),
    @WritesAttribute(attribute = "mime.type", description = "application/x-ndjson"),
    @WritesAttribute(attribute = CrmAttributes.REASON, description = "On 'invalid': why, of the first of them")
})
public class TagProfile extends AbstractProcessor {

    static final PropertyDescriptor LISTENING_PROFILE = new PropertyDescriptor.Builder()
            .name("Listening Profile")
            .description("The service that holds the listening profile. A FlowFile is tagged by one version of it from"
                    + " beginning to end; the next one by the version then in force.")
            .required(true)
            .identifiesControllerService(ListeningProfileService.class)
            .build();

    static final Relationship SUCCESS = new Relationship.Builder()
            .name("success")
            .description("All touchpoints, tagged; those on which nothing matched as well")
            .build();

    static final Relationship INVALID = new Relationship.Builder()
            .name("invalid")
            .description("Lines that are no touchpoints, as dead letters with the reason and the original bytes")
            .build();

    private volatile TouchpointFlow flow;

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return List.of(LISTENING_PROFILE);
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(SUCCESS, INVALID);
    }

    /** Prepares the stream through this processor. */
    @OnScheduled
    public void onScheduled(ProcessContext context) {
        flow = new TouchpointFlow("TagProfile", INVALID, getLogger(), Limits.DEFAULT);
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) {
        FlowFile flowFile = session.get();
        if (flowFile == null) {
            return;
        }
        ListeningProfile profile = context.getProperty(LISTENING_PROFILE)
                .asControllerService(ListeningProfileService.class)
                .profile();
        flow.run(session, flowFile, SUCCESS, profile::tag);
    }
}

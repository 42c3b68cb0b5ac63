package io.nificrm.email.mailbox;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.source.NiFiPollSession;
import io.nificrm.source.SourceClient;
import io.nificrm.source.SourceProcessor;
import java.time.Clock;
import java.util.List;
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
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.scheduling.SchedulingStrategy;

/** The shell of {@link MailboxClient} in a flow. */
@Tags({"email", "mail", "imap", "mailbox", "inbox", "bounce", "listening", "crm", "mention", "oauth2", "xoauth2"})
@CapabilityDescription(
        "Reads the folders of a mailbox by IMAP, each message once, as it lies on the server: what customers write, bounces, "
                + "automatic replies, complaints. Changes nothing in the mailbox, not even the mark of what is unread, unless After "
                + "Reading says so. NormalizeTouchpoints turns the messages into touchpoints.")
@InputRequirement(InputRequirement.Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "30 sec")
@Stateful(
        scopes = Scope.CLUSTER,
        description =
                "For each folder its UIDVALIDITY, the UID of the last message delivered and when the youngest arrived. "
                        + "After a restart or a change of the primary node reading goes on right there.")
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.FORMAT, description = "mime"),
    @WritesAttribute(attribute = CrmAttributes.CONTENT, description = "raw"),
    @WritesAttribute(attribute = CrmAttributes.SOURCE_TARGET, description = "The folder"),
    @WritesAttribute(attribute = CrmAttributes.FETCHED_AT, description = "When it was read, ISO-8601 UTC"),
    @WritesAttribute(attribute = CrmAttributes.ITEM_COUNT, description = "How many messages the FlowFile holds"),
    @WritesAttribute(
            attribute = CrmAttributes.REASON,
            description = "On 'invalid', why the message was not read whole"),
    @WritesAttribute(attribute = CrmAttributes.STAGE, description = "On 'invalid', who says so"),
    @WritesAttribute(
            attribute = "mime.type",
            description = "message/rfc822 for one message, application/mbox for several")
})
@SeeAlso(classNames = {"io.nificrm.normalize.NormalizeTouchpoints", "io.nificrm.email.webhook.VerifyWebhook"})
public class ConsumeMailbox extends SourceProcessor<MailFolder> {

    public ConsumeMailbox() {
        super(
                MailboxProperties.FOLDERS,
                MailboxProperties.ALL,
                Set.of(NiFiPollSession.SUCCESS, NiFiPollSession.INVALID));
    }

    @Override
    protected List<MailFolder> targets(PropertyContext context) {
        return MailboxProperties.folders(context);
    }

    @Override
    protected List<String> missing(PropertyContext context, List<MailFolder> targets) {
        return MailboxProperties.missing(context);
    }

    @Override
    protected SourceClient<MailFolder> client(PropertyContext context) {
        return new MailboxClient(MailboxProperties.settings(context), Clock.systemUTC());
    }
}

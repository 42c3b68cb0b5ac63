package io.nificrm.source.jetstream;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.source.NiFiPollSession;
import io.nificrm.source.SourceProperties;
import io.nificrm.source.SourceVerification;
import io.nificrm.source.http.GuardedHttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
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
import org.apache.nifi.annotation.lifecycle.OnScheduled;
import org.apache.nifi.annotation.lifecycle.OnStopped;
import org.apache.nifi.annotation.notification.OnPrimaryNodeStateChange;
import org.apache.nifi.annotation.notification.PrimaryNodeState;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.VerifiableProcessor;
import org.apache.nifi.scheduling.SchedulingStrategy;

@Tags({
    "bluesky",
    "jetstream",
    "firehose",
    "websocket",
    "at protocol",
    "atproto",
    "social",
    "listening",
    "crm",
    "mention"
})
@CapabilityDescription(
        "Listens to everything that is public on Bluesky, as it happens, by Jetstream, Bluesky's firehose as JSON over"
                + " a WebSocket. Keeps the events of given collections and accounts that hold one of given keywords. Goes"
                + " on after an interruption where it was, on another instance if need be. Emits the events as they came,"
                + " each once, many to a FlowFile; NormalizeTouchpoints turns posts and reposts into touchpoints.")
@InputRequirement(InputRequirement.Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "1 sec")
@Stateful(
        scopes = Scope.CLUSTER,
        description =
                "The place in the firehose up to which everything was handed over, in microseconds since 1970, and"
                        + " short fingerprints of the events handed over shortly before it. After a restart or a change of"
                        + " the primary node reading goes on a few seconds before that place, and what comes twice is left"
                        + " out.")
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.FORMAT, description = "jetstream"),
    @WritesAttribute(attribute = CrmAttributes.CONTENT, description = "raw"),
    @WritesAttribute(attribute = CrmAttributes.SOURCE_TARGET, description = "firehose, and the collections listed"),
    @WritesAttribute(attribute = CrmAttributes.FETCHED_AT, description = "When the FlowFile was made, ISO-8601 UTC"),
    @WritesAttribute(
            attribute = CrmAttributes.ITEM_COUNT,
            description = "How many events the FlowFile holds, one a line"),
    @WritesAttribute(attribute = "mime.type", description = "application/x-ndjson")
})
@SeeAlso(classNames = {"io.nificrm.normalize.NormalizeTouchpoints", "io.nificrm.source.bluesky.ConsumeBluesky"})
public class ConsumeBlueskyJetstream extends AbstractProcessor implements VerifiableProcessor {

    private volatile Optional<JetstreamRun> running = Optional.empty();

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return JetstreamProperties.ALL;
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(NiFiPollSession.SUCCESS);
    }

    @Override
    protected Collection<ValidationResult> customValidate(ValidationContext context) {
        return JetstreamProperties.problems(context);
    }

    @OnScheduled
    public void start(ProcessContext context) {
        running = Optional.of(new JetstreamRun(
                JetstreamProperties.settings(context),
                new GuardedHttpClient(SourceProperties.httpSettings(context)),
                JetstreamProperties.batching(context),
                Clock.systemUTC(),
                new SecureRandom()));
    }

    @OnStopped
    public void stop() {
        running.ifPresent(JetstreamRun::close);
        running = Optional.empty();
    }

    /** Another node reads on; this one begins at the saved cursor if it becomes the primary node again. */
    @OnPrimaryNodeStateChange
    public void primaryNodeChanged(PrimaryNodeState state) {
        if (state == PrimaryNodeState.PRIMARY_NODE_REVOKED) {
            running.ifPresent(JetstreamRun::disconnect);
        }
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) {
        JetstreamRun run = running.orElseThrow();
        try {
            run.run(new NiFiPollSession(session, getLogger(), "jetstream", this::isScheduled, failure -> run.rewind()));
        } catch (InterruptedException e) {
            // NiFi interrupts a processor that is stopped for good; what was not handed over is read again
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ProcessContext context, ComponentLog verificationLogger, Map<String, String> attributes) {
        try (GuardedHttpClient http = new GuardedHttpClient(SourceProperties.httpSettings(context))) {
            JetstreamProbe probe = new JetstreamProbe(
                    JetstreamProperties.settings(context), http, Clock.systemUTC(), new SecureRandom());
            return SourceVerification.run(probe::run);
        }
    }
}

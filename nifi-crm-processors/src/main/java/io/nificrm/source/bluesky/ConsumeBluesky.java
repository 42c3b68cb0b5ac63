package io.nificrm.source.bluesky;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.source.SourceClient;
import io.nificrm.source.SourceProcessor;
import io.nificrm.source.SourceProperties;
import io.nificrm.source.SourceProperty;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
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
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.scheduling.SchedulingStrategy;

@Tags({"bluesky", "at protocol", "atproto", "social", "listening", "crm", "mention", "hashtag"})
@CapabilityDescription(
        "Listens to Bluesky: searches, hashtags, and the feeds of accounts. Emits the posts as Bluesky returned them, "
                + "each once, one FlowFile a page; NormalizeTouchpoints turns them into touchpoints.")
@InputRequirement(InputRequirement.Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "1 min")
@Stateful(
        scopes = Scope.CLUSTER,
        description =
                "For each target the time and URI of the last post delivered, and during a catch-up both ends of the"
                        + " gap. After a restart or a change of the primary node reading goes on right there.")
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.FORMAT, description = "bluesky"),
    @WritesAttribute(attribute = CrmAttributes.CONTENT, description = "raw"),
    @WritesAttribute(attribute = CrmAttributes.SOURCE_TARGET, description = "The target, as listed in Targets"),
    @WritesAttribute(attribute = CrmAttributes.FETCHED_AT, description = "When Bluesky answered, ISO-8601 UTC"),
    @WritesAttribute(attribute = CrmAttributes.ITEM_COUNT, description = "How many posts the FlowFile holds"),
    @WritesAttribute(attribute = "mime.type", description = "application/json")
})
@SeeAlso(classNames = {"io.nificrm.normalize.NormalizeTouchpoints"})
public class ConsumeBluesky extends SourceProcessor<BlueskyTarget> {

    static final PropertyDescriptor TARGETS = SourceProperty.targets(
            "Targets",
            "What to listen to, one a line or separated by commas: search:words, #hashtag, @handle or a DID for the "
                    + "posts of an account. Example: search:\"acme coffee\", #coffee, @acme.bsky.social");

    static final PropertyDescriptor IDENTIFIER = SourceProperty.text(
                    "Identifier",
                    "The handle of the account to log in with, for example acme.bsky.social. Needed where search is"
                            + " not open to everybody; leave it empty to listen to feeds of accounts only.")
            .build();

    static final PropertyDescriptor APP_PASSWORD = SourceProperty.secret(
                    "App Password",
                    "An app password of that account (Settings, Privacy and security, App passwords), never its own"
                            + " password.")
            .required(true)
            .dependsOn(IDENTIFIER)
            .build();

    static final PropertyDescriptor SETTLING_TIME = SourceProperty.settlingTime(
            "Finds of a search that are younger than this are left for a later run. The index takes posts in "
                    + "slightly out of order, and one that came late could be missed otherwise.");

    static final PropertyDescriptor PAGE_SIZE = SourceProperty.pageSize(
            100,
            2,
            100,
            "How many posts to ask for at once. Bluesky gives at most 100; each request counts against its rate "
                    + "limit (3,000 in 5 minutes), so there is rarely a reason to lower it.");

    static final PropertyDescriptor SERVICE_URL = SourceProperty.address(
                    "Service URL",
                    "Where the account lives. Change it if the account is on another server than Bluesky's own.")
            .dependsOn(IDENTIFIER)
            .defaultValue("https://bsky.social")
            .build();

    static final PropertyDescriptor PUBLIC_API_URL = SourceProperty.address(
                    "Public API URL", "What answers without a login. Change it only for a mirror or a test.")
            .defaultValue("https://public.api.bsky.app")
            .build();

    public ConsumeBluesky() {
        super(
                TARGETS,
                SourceProperties.withNetwork(
                        TARGETS,
                        IDENTIFIER,
                        APP_PASSWORD,
                        SERVICE_URL,
                        SourceProperties.INITIAL_BACKLOG,
                        SETTLING_TIME,
                        PAGE_SIZE,
                        SourceProperties.MAX_PAGES,
                        PUBLIC_API_URL));
    }

    @Override
    protected List<BlueskyTarget> targets(PropertyContext context) {
        return SourceProperties.targets(context, TARGETS, BlueskyTarget::parse);
    }

    @Override
    protected SourceClient<BlueskyTarget> client(PropertyContext context) {
        Optional<BlueskySettings.Login> login = SourceProperties.text(context, IDENTIFIER)
                .map(identifier -> new BlueskySettings.Login(
                        identifier.replaceFirst("^@", ""),
                        SourceProperties.secret(context, APP_PASSWORD).orElseThrow()));
        BlueskySettings settings = new BlueskySettings(
                SourceProperties.address(context, PUBLIC_API_URL),
                SourceProperties.address(context, SERVICE_URL),
                login,
                SourceProperties.number(context, PAGE_SIZE),
                SourceProperties.duration(context, SourceProperties.INITIAL_BACKLOG),
                SourceProperties.duration(context, SETTLING_TIME));
        return new BlueskyClient(settings, SourceProperties.api(context), Clock.systemUTC(), new SecureRandom());
    }
}

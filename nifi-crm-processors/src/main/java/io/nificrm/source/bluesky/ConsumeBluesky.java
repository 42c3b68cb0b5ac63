package io.nificrm.source.bluesky;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.source.NiFiPollSession;
import io.nificrm.source.PlatformApi;
import io.nificrm.source.RunningSource;
import io.nificrm.source.SourceClient;
import io.nificrm.source.SourceProperties;
import io.nificrm.source.SourceVerification;
import io.nificrm.source.TargetList;
import io.nificrm.source.http.GuardedHttpClient;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.VerifiableProcessor;
import org.apache.nifi.processor.util.StandardValidators;
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
                "For each target the time and URI of the last post delivered, and during a catch-up both ends of the gap. "
                        + "After a restart or a change of the primary node reading goes on right there.")
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.FORMAT, description = "bluesky"),
    @WritesAttribute(attribute = CrmAttributes.CONTENT, description = "raw"),
    @WritesAttribute(attribute = CrmAttributes.SOURCE_TARGET, description = "The target, as listed in Targets"),
    @WritesAttribute(attribute = CrmAttributes.FETCHED_AT, description = "When Bluesky answered, ISO-8601 UTC"),
    @WritesAttribute(attribute = CrmAttributes.ITEM_COUNT, description = "How many posts the FlowFile holds"),
    @WritesAttribute(attribute = "mime.type", description = "application/json")
})
@SeeAlso(classNames = {"io.nificrm.normalize.NormalizeTouchpoints"})
public class ConsumeBluesky extends AbstractProcessor implements VerifiableProcessor {

    static final PropertyDescriptor TARGETS = new PropertyDescriptor.Builder()
            .name("Targets")
            .description(
                    "What to listen to, one a line or separated by commas: search:words, #hashtag, @handle or a DID for the "
                            + "posts of an account. Example: search:\"acme coffee\", #coffee, @acme.bsky.social")
            .required(true)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor IDENTIFIER = new PropertyDescriptor.Builder()
            .name("Identifier")
            .description(
                    "The handle of the account to log in with, for example acme.bsky.social. Needed where search is not "
                            + "open to everybody; leave it empty to listen to feeds of accounts only.")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor APP_PASSWORD = new PropertyDescriptor.Builder()
            .name("App Password")
            .description(
                    "An app password of that account (Settings, Privacy and security, App passwords), never its own password.")
            .required(true)
            .dependsOn(IDENTIFIER)
            .sensitive(true)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor SETTLING_TIME = new PropertyDescriptor.Builder()
            .name("Settling Time")
            .description(
                    "Finds of a search that are younger than this are left for a later run. The index takes posts in "
                            + "slightly out of order, and one that came late could be missed otherwise.")
            .required(true)
            .defaultValue("1 min")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.TIME_PERIOD_VALIDATOR)
            .build();

    static final PropertyDescriptor PAGE_SIZE = new PropertyDescriptor.Builder()
            .name("Page Size")
            .description(
                    "How many posts to ask for at once. Bluesky gives at most 100; each request counts against its rate "
                            + "limit (3,000 in 5 minutes), so there is rarely a reason to lower it.")
            .required(true)
            .defaultValue("100")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createLongValidator(2, 100, true))
            .build();

    static final PropertyDescriptor SERVICE_URL = new PropertyDescriptor.Builder()
            .name("Service URL")
            .description("Where the account lives. Change it if the account is on another server than Bluesky's own.")
            .required(true)
            .dependsOn(IDENTIFIER)
            .defaultValue("https://bsky.social")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.URL_VALIDATOR)
            .build();

    static final PropertyDescriptor PUBLIC_API_URL = new PropertyDescriptor.Builder()
            .name("Public API URL")
            .description("What answers without a login. Change it only for a mirror or a test.")
            .required(true)
            .defaultValue("https://public.api.bsky.app")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.URL_VALIDATOR)
            .build();

    private static final List<PropertyDescriptor> PROPERTIES = Stream.concat(
                    Stream.of(
                            TARGETS,
                            IDENTIFIER,
                            APP_PASSWORD,
                            SERVICE_URL,
                            SourceProperties.INITIAL_BACKLOG,
                            SETTLING_TIME,
                            PAGE_SIZE,
                            SourceProperties.MAX_PAGES,
                            PUBLIC_API_URL),
                    SourceProperties.NETWORK.stream())
            .toList();

    private final RunningSource<BlueskyTarget> source = new RunningSource<>();

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return PROPERTIES;
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(NiFiPollSession.SUCCESS);
    }

    @Override
    protected Collection<ValidationResult> customValidate(ValidationContext context) {
        try {
            targets(context);
            return List.of();
        } catch (IllegalArgumentException e) {
            return List.of(new ValidationResult.Builder()
                    .subject(TARGETS.getName())
                    .valid(false)
                    .explanation(e.getMessage())
                    .build());
        }
    }

    @OnScheduled
    public void start(ProcessContext context) {
        source.start(client(context), targets(context), SourceProperties.number(context, SourceProperties.MAX_PAGES));
    }

    @OnStopped
    public void stop() {
        source.stop();
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) {
        source.trigger(context, session, getLogger(), this::isScheduled);
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ProcessContext context, ComponentLog verificationLogger, Map<String, String> attributes) {
        return SourceVerification.run(() -> client(context), targets(context));
    }

    private static SourceClient<BlueskyTarget> client(PropertyContext context) {
        Optional<BlueskySettings.Login> login = SourceProperties.text(context, IDENTIFIER)
                .map(identifier -> new BlueskySettings.Login(
                        identifier.replaceFirst("^@", ""),
                        SourceProperties.secret(context, APP_PASSWORD).orElseThrow()));
        BlueskySettings settings = new BlueskySettings(
                URI.create(SourceProperties.text(context, PUBLIC_API_URL).orElseThrow()),
                URI.create(SourceProperties.text(context, SERVICE_URL).orElse(SERVICE_URL.getDefaultValue())),
                login,
                SourceProperties.number(context, PAGE_SIZE),
                SourceProperties.duration(context, SourceProperties.INITIAL_BACKLOG),
                SourceProperties.duration(context, SETTLING_TIME));
        PlatformApi api = new PlatformApi(new GuardedHttpClient(SourceProperties.httpSettings(context)));
        return new BlueskyClient(settings, api, Clock.systemUTC(), new SecureRandom());
    }

    private static List<BlueskyTarget> targets(PropertyContext context) {
        return TargetList.parse(SourceProperties.text(context, TARGETS).orElse("")).stream()
                .map(BlueskyTarget::parse)
                .toList();
    }
}

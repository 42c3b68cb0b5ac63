package io.nificrm.source.mastodon;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.source.NiFiPollSession;
import io.nificrm.source.PlatformApi;
import io.nificrm.source.RunningSource;
import io.nificrm.source.SourceClient;
import io.nificrm.source.SourceProperties;
import io.nificrm.source.SourceVerification;
import io.nificrm.source.TargetList;
import io.nificrm.source.http.GuardedHttpClient;
import io.nificrm.source.mastodon.MastodonTimeline.Search;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

@Tags({"mastodon", "fediverse", "activitypub", "social", "listening", "crm", "mention", "hashtag"})
@CapabilityDescription(
        "Listens to timelines of a Mastodon server, or of one that speaks its API: public posts, hashtags, "
                + "accounts, searches. Emits the posts as the server returned them, each once, one FlowFile a page; "
                + "NormalizeTouchpoints turns them into touchpoints.")
@InputRequirement(InputRequirement.Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "1 min")
@Stateful(
        scopes = Scope.CLUSTER,
        description =
                "For each timeline the id of the last post delivered, and during a catch-up both ends of the gap. "
                        + "After a restart or a change of the primary node reading goes on right there.")
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.FORMAT, description = "mastodon"),
    @WritesAttribute(attribute = CrmAttributes.CONTENT, description = "raw"),
    @WritesAttribute(attribute = CrmAttributes.SOURCE_TARGET, description = "The timeline, as listed in Timelines"),
    @WritesAttribute(attribute = CrmAttributes.FETCHED_AT, description = "When the server answered, ISO-8601 UTC"),
    @WritesAttribute(attribute = CrmAttributes.ITEM_COUNT, description = "How many posts the FlowFile holds"),
    @WritesAttribute(attribute = "mime.type", description = "application/json")
})
@SeeAlso(classNames = {"io.nificrm.normalize.NormalizeTouchpoints", "io.nificrm.source.feed.ConsumeFeed"})
public class ConsumeMastodon extends AbstractProcessor implements VerifiableProcessor {

    static final PropertyDescriptor INSTANCE_URL = new PropertyDescriptor.Builder()
            .name("Instance URL")
            .description(
                    "The address of the server whose timelines are read, for example https://mastodon.social. A big "
                            + "server sees more of the public conversation than a small one.")
            .required(true)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.URL_VALIDATOR)
            .build();

    static final PropertyDescriptor TIMELINES = new PropertyDescriptor.Builder()
            .name("Timelines")
            .description(
                    "What to listen to, one a line or separated by commas: #hashtag, @user or @user@server, public, "
                            + "public:local (this server's own users), public:remote, search:words (needs an access token). "
                            + "Example: #coffee, @acme@example.social, search:\"acme coffee\"")
            .required(true)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor ACCESS_TOKEN = new PropertyDescriptor.Builder()
            .name("Access Token")
            .description("A token of an application on that server (Preferences, Development, New application; scopes "
                    + "read:statuses, read:accounts and read:search). Needed for search and on servers that show their "
                    + "timelines to members only.")
            .sensitive(true)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor ACCOUNT_REPLIES = new PropertyDescriptor.Builder()
            .name("Account Replies")
            .description("Whether the timelines of accounts include their replies to others. Set it to true for the "
                    + "accounts of your own brand, so that answered mentions are recognised.")
            .required(true)
            .defaultValue("true")
            .allowableValues("true", "false")
            .build();

    static final PropertyDescriptor ACCOUNT_BOOSTS = new PropertyDescriptor.Builder()
            .name("Account Boosts")
            .description("Whether the timelines of accounts include posts of others that they boosted.")
            .required(true)
            .defaultValue("true")
            .allowableValues("true", "false")
            .build();

    static final PropertyDescriptor PAGE_SIZE = new PropertyDescriptor.Builder()
            .name("Page Size")
            .description("How many posts to ask for at once. Servers give at most 40, and each request counts against "
                    + "their rate limit (300 in 5 minutes), so there is rarely a reason to lower it.")
            .required(true)
            .defaultValue("40")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createLongValidator(1, 40, true))
            .build();

    private static final List<PropertyDescriptor> PROPERTIES = Stream.concat(
                    Stream.of(
                            INSTANCE_URL,
                            ACCESS_TOKEN,
                            TIMELINES,
                            ACCOUNT_REPLIES,
                            ACCOUNT_BOOSTS,
                            SourceProperties.INITIAL_BACKLOG,
                            PAGE_SIZE,
                            SourceProperties.MAX_PAGES),
                    SourceProperties.NETWORK.stream())
            .toList();

    private final RunningSource<MastodonTimeline> source = new RunningSource<>();

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
            boolean searches = timelines(context).stream().anyMatch(Search.class::isInstance);
            return searches && SourceProperties.secret(context, ACCESS_TOKEN).isEmpty()
                    ? List.of(invalid("search: needs an access token; set Access Token"))
                    : List.of();
        } catch (IllegalArgumentException e) {
            return List.of(invalid(e.getMessage()));
        }
    }

    private static ValidationResult invalid(String explanation) {
        return new ValidationResult.Builder()
                .subject(TIMELINES.getName())
                .valid(false)
                .explanation(explanation)
                .build();
    }

    @OnScheduled
    public void start(ProcessContext context) {
        List<MastodonTimeline> timelines = timelines(context);
        source.start(client(context), timelines, SourceProperties.number(context, SourceProperties.MAX_PAGES));
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
        return SourceVerification.run(() -> client(context), timelines(context));
    }

    private static SourceClient<MastodonTimeline> client(PropertyContext context) {
        MastodonSettings settings = new MastodonSettings(
                instance(context),
                SourceProperties.secret(context, ACCESS_TOKEN),
                SourceProperties.number(context, PAGE_SIZE),
                SourceProperties.duration(context, SourceProperties.INITIAL_BACKLOG),
                context.getProperty(ACCOUNT_REPLIES).asBoolean(),
                context.getProperty(ACCOUNT_BOOSTS).asBoolean());
        PlatformApi api = new PlatformApi(new GuardedHttpClient(SourceProperties.httpSettings(context)));
        return new MastodonClient(settings, api, Clock.systemUTC(), new SecureRandom());
    }

    private static URI instance(PropertyContext context) {
        return URI.create(SourceProperties.text(context, INSTANCE_URL).orElseThrow());
    }

    private static List<MastodonTimeline> timelines(PropertyContext context) {
        String host = instance(context).getAuthority();
        return TargetList.parse(SourceProperties.text(context, TIMELINES).orElse("")).stream()
                .map(entry -> MastodonTimeline.parse(host, entry))
                .toList();
    }
}

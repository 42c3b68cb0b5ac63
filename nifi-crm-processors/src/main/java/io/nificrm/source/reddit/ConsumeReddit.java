package io.nificrm.source.reddit;

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
import java.util.regex.Pattern;
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

@Tags({"reddit", "subreddit", "forum", "social", "listening", "crm", "mention", "comment"})
@CapabilityDescription(
        "Listens to Reddit: posts and comments of subreddits, searches, accounts, and mentions of the own account. "
                + "Emits listings as Reddit returned them, each thing once, one FlowFile a page; NormalizeTouchpoints turns them into "
                + "touchpoints.")
@InputRequirement(InputRequirement.Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "1 min")
@Stateful(
        scopes = Scope.CLUSTER,
        description =
                "For each listing the time and name of the last thing delivered, and during a catch-up both ends of the gap. "
                        + "After a restart or a change of the primary node reading goes on right there.")
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.FORMAT, description = "reddit"),
    @WritesAttribute(attribute = CrmAttributes.CONTENT, description = "raw"),
    @WritesAttribute(attribute = CrmAttributes.SOURCE_TARGET, description = "The listing, as written in Listings"),
    @WritesAttribute(attribute = CrmAttributes.FETCHED_AT, description = "When Reddit answered, ISO-8601 UTC"),
    @WritesAttribute(
            attribute = CrmAttributes.ITEM_COUNT,
            description = "How many posts and comments the FlowFile holds"),
    @WritesAttribute(attribute = "mime.type", description = "application/json")
})
@SeeAlso(classNames = {"io.nificrm.normalize.NormalizeTouchpoints"})
public class ConsumeReddit extends AbstractProcessor implements VerifiableProcessor {

    static final PropertyDescriptor LISTINGS = new PropertyDescriptor.Builder()
            .name("Listings")
            .description(
                    "What to listen to, one a line or separated by commas: r/name for the posts of a subreddit (r/one+other for several), "
                            + "r/name/comments for its comments, search:words or r/name/search:words, u/name for what an account writes, "
                            + "mentions for comments that name the own account. Example: r/coffee, r/coffee/comments, search:\"acme coffee\"")
            .required(true)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor CLIENT_ID = new PropertyDescriptor.Builder()
            .name("Client ID")
            .description("The id of the application (reddit.com/prefs/apps, kind script), below its name.")
            .required(true)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor CLIENT_SECRET = new PropertyDescriptor.Builder()
            .name("Client Secret")
            .description("The secret of the application.")
            .required(true)
            .sensitive(true)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor USERNAME = new PropertyDescriptor.Builder()
            .name("Username")
            .description(
                    "The account that the script application belongs to. Needed for mentions and for private subreddits; leave it "
                            + "empty to listen as the application alone.")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor PASSWORD = new PropertyDescriptor.Builder()
            .name("Password")
            .description(
                    "The password of that account. Reddit refuses it if the account has two-factor authentication.")
            .required(true)
            .dependsOn(USERNAME)
            .sensitive(true)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor USER_AGENT = new PropertyDescriptor.Builder()
            .name(SourceProperties.USER_AGENT.getName())
            .description(
                    "Reddit's rules ask for the form platform:application:version (by /u/account), and it throttles who does "
                            + "not follow them. Example: nifi:crm-listener:1.0 (by /u/acmecoffee)")
            .required(true)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createRegexMatchingValidator(
                    Pattern.compile("(?s).*\\(by /?u/[\\w-]+\\).*"),
                    true,
                    "it must name an account, as in (by /u/acmecoffee)"))
            .build();

    static final PropertyDescriptor PAGE_SIZE = new PropertyDescriptor.Builder()
            .name("Page Size")
            .description(
                    "How many posts or comments to ask for at once. Reddit gives at most 100; each request counts against its rate "
                            + "limit (100 a minute for an application), so there is rarely a reason to lower it.")
            .required(true)
            .defaultValue("100")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createLongValidator(2, 100, true))
            .build();

    static final PropertyDescriptor LOGIN_URL = new PropertyDescriptor.Builder()
            .name("Login URL")
            .description("Where tokens are lent. Change it only for a test.")
            .required(true)
            .defaultValue("https://www.reddit.com")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.URL_VALIDATOR)
            .build();

    static final PropertyDescriptor API_URL = new PropertyDescriptor.Builder()
            .name("API URL")
            .description("What answers with a token. Change it only for a test.")
            .required(true)
            .defaultValue("https://oauth.reddit.com")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.URL_VALIDATOR)
            .build();

    private static final List<PropertyDescriptor> PROPERTIES = Stream.concat(
                    Stream.of(
                            LISTINGS,
                            CLIENT_ID,
                            CLIENT_SECRET,
                            USERNAME,
                            PASSWORD,
                            USER_AGENT,
                            SourceProperties.INITIAL_BACKLOG,
                            PAGE_SIZE,
                            SourceProperties.MAX_PAGES,
                            LOGIN_URL,
                            API_URL),
                    SourceProperties.NETWORK.stream().filter(property -> !property.equals(SourceProperties.USER_AGENT)))
            .toList();

    private final RunningSource<RedditListing> source = new RunningSource<>();

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
            boolean account = SourceProperties.text(context, USERNAME).isPresent();
            return listings(context).stream()
                    .filter(listing -> listing.needsAccount() && !account)
                    .map(listing -> invalid(listing.name() + " needs an account; set Username and Password"))
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of(invalid(e.getMessage()));
        }
    }

    private static ValidationResult invalid(String explanation) {
        return new ValidationResult.Builder()
                .subject(LISTINGS.getName())
                .valid(false)
                .explanation(explanation)
                .build();
    }

    @OnScheduled
    public void start(ProcessContext context) {
        source.start(client(context), listings(context), SourceProperties.number(context, SourceProperties.MAX_PAGES));
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
        return SourceVerification.run(() -> client(context), listings(context));
    }

    private static SourceClient<RedditListing> client(PropertyContext context) {
        Optional<RedditSettings.Account> account = SourceProperties.text(context, USERNAME)
                .map(user -> new RedditSettings.Account(
                        user, SourceProperties.secret(context, PASSWORD).orElseThrow()));
        RedditSettings settings = new RedditSettings(
                URI.create(SourceProperties.text(context, LOGIN_URL).orElseThrow()),
                URI.create(SourceProperties.text(context, API_URL).orElseThrow()),
                SourceProperties.text(context, CLIENT_ID).orElseThrow(),
                SourceProperties.secret(context, CLIENT_SECRET).orElseThrow(),
                account,
                SourceProperties.number(context, PAGE_SIZE),
                SourceProperties.duration(context, SourceProperties.INITIAL_BACKLOG));
        PlatformApi http = new PlatformApi(new GuardedHttpClient(SourceProperties.httpSettings(context)));
        return new RedditClient(settings, http, Clock.systemUTC(), new SecureRandom());
    }

    private static List<RedditListing> listings(PropertyContext context) {
        return TargetList.parse(SourceProperties.text(context, LISTINGS).orElse("")).stream()
                .map(RedditListing::parse)
                .toList();
    }
}

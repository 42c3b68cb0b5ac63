package io.nificrm.source.x;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.source.Budget;
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
import java.time.ZoneOffset;
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

@Tags({"x", "twitter", "tweet", "social", "listening", "crm", "mention", "hashtag"})
@CapabilityDescription(
        "Listens to X by its API v2: recent search, mentions of accounts, posts of accounts. Counts the posts against a "
                + "monthly budget. Emits answers as X returned them, with authors, media and referenced posts, each post once, one FlowFile a "
                + "page; NormalizeTouchpoints turns them into touchpoints.")
@InputRequirement(InputRequirement.Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "5 min")
@Stateful(
        scopes = Scope.CLUSTER,
        description =
                "For each target the time and URI of the last post delivered, and during a catch-up both ends of the gap. "
                        + "After a restart or a change of the primary node reading goes on right there.")
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.FORMAT, description = "x"),
    @WritesAttribute(attribute = CrmAttributes.CONTENT, description = "raw"),
    @WritesAttribute(attribute = CrmAttributes.SOURCE_TARGET, description = "The target, as listed in Targets"),
    @WritesAttribute(attribute = CrmAttributes.FETCHED_AT, description = "When X answered, ISO-8601 UTC"),
    @WritesAttribute(attribute = CrmAttributes.ITEM_COUNT, description = "How many posts the FlowFile holds"),
    @WritesAttribute(attribute = "mime.type", description = "application/json")
})
@SeeAlso(classNames = {"io.nificrm.normalize.NormalizeTouchpoints"})
public class ConsumeX extends AbstractProcessor implements VerifiableProcessor {

    static final PropertyDescriptor TARGETS = new PropertyDescriptor.Builder()
            .name("Targets")
            .description(
                    "What to listen to, one a line or separated by commas: search:query, mentions:@user, or @user for the posts of an "
                            + "account. Example: search:\"acme coffee\" -is:retweet, mentions:@acmecoffee")
            .required(true)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor BEARER_TOKEN = new PropertyDescriptor.Builder()
            .name("Bearer Token")
            .description("The app-only token of a project at developer.x.com.")
            .required(true)
            .sensitive(true)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor MONTHLY_BUDGET = new PropertyDescriptor.Builder()
            .name("Monthly Budget")
            .description(
                    "How many posts may be fetched in a calendar month (UTC). X caps or charges posts by plan; when the budget is "
                            + "used up, listening pauses until the next month, and a bulletin says so.")
            .required(true)
            .defaultValue("10000")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.POSITIVE_LONG_VALIDATOR)
            .build();

    static final PropertyDescriptor PAGE_SIZE = new PropertyDescriptor.Builder()
            .name("Page Size")
            .description(
                    "How many posts to ask for at once, 10 to 100. Lower it if the budget is small, since a page may go a little beyond it.")
            .required(true)
            .defaultValue("100")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createLongValidator(10, 100, true))
            .build();

    static final PropertyDescriptor API_URL = new PropertyDescriptor.Builder()
            .name("API URL")
            .description("The address of the service. Change it only for a test.")
            .required(true)
            .defaultValue("https://api.x.com")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.URL_VALIDATOR)
            .build();

    private static final List<PropertyDescriptor> PROPERTIES = Stream.concat(
                    Stream.of(
                            TARGETS,
                            BEARER_TOKEN,
                            MONTHLY_BUDGET,
                            SourceProperties.INITIAL_BACKLOG,
                            PAGE_SIZE,
                            SourceProperties.MAX_PAGES,
                            API_URL),
                    SourceProperties.NETWORK.stream())
            .toList();

    private final RunningSource<XTarget> source = new RunningSource<>();

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

    private static SourceClient<XTarget> client(PropertyContext context) {
        XClient.Settings settings = new XClient.Settings(
                URI.create(SourceProperties.text(context, API_URL).orElseThrow()),
                SourceProperties.secret(context, BEARER_TOKEN).orElseThrow(),
                SourceProperties.number(context, PAGE_SIZE),
                SourceProperties.duration(context, SourceProperties.INITIAL_BACKLOG));
        Clock clock = Clock.systemUTC();
        Budget budget = new Budget(
                context.getProperty(MONTHLY_BUDGET)
                        .evaluateAttributeExpressions()
                        .asLong(),
                Budget.Period.MONTH,
                ZoneOffset.UTC,
                clock);
        PlatformApi http = new PlatformApi(new GuardedHttpClient(SourceProperties.httpSettings(context)));
        return new XClient(settings, http, budget, clock, new SecureRandom());
    }

    private static List<XTarget> targets(PropertyContext context) {
        return TargetList.parse(SourceProperties.text(context, TARGETS).orElse("")).stream()
                .map(XTarget::parse)
                .toList();
    }
}

package io.nificrm.source.hackernews;

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

@Tags({"hacker news", "ycombinator", "algolia", "forum", "social", "listening", "crm", "mention"})
@CapabilityDescription(
        "Listens to Hacker News by its public search: stories and comments with given words, of an author, or "
                + "below a story. Needs no account. Emits the finds as the search returned them, each once, one FlowFile a page; "
                + "NormalizeTouchpoints turns them into touchpoints.")
@InputRequirement(InputRequirement.Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "1 min")
@Stateful(
        scopes = Scope.CLUSTER,
        description =
                "For each search the time and id of the last find delivered, and during a catch-up both ends of the gap. "
                        + "After a restart or a change of the primary node reading goes on right there.")
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.FORMAT, description = "hackernews"),
    @WritesAttribute(attribute = CrmAttributes.CONTENT, description = "raw"),
    @WritesAttribute(attribute = CrmAttributes.SOURCE_TARGET, description = "The search, as listed in Searches"),
    @WritesAttribute(attribute = CrmAttributes.FETCHED_AT, description = "When the search answered, ISO-8601 UTC"),
    @WritesAttribute(attribute = CrmAttributes.ITEM_COUNT, description = "How many finds the FlowFile holds"),
    @WritesAttribute(attribute = "mime.type", description = "application/json")
})
@SeeAlso(classNames = {"io.nificrm.normalize.NormalizeTouchpoints"})
public class ConsumeHackerNews extends AbstractProcessor implements VerifiableProcessor {

    static final PropertyDescriptor SEARCHES = new PropertyDescriptor.Builder()
            .name("Searches")
            .description(
                    "What to listen to, one a line or separated by commas: words that must all occur, a phrase in double "
                            + "quotes, author:name for everything somebody writes, story:id for the comments below a story. "
                            + "Example: \"acme coffee\", author:acme")
            .required(true)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor ITEMS = new PropertyDescriptor.Builder()
            .name("Items")
            .description("Which kinds of items to find.")
            .required(true)
            .allowableValues(HackerNewsItems.class)
            .defaultValue(HackerNewsItems.STORIES_AND_COMMENTS)
            .build();

    static final PropertyDescriptor TYPO_TOLERANCE = new PropertyDescriptor.Builder()
            .name("Typo Tolerance")
            .description(
                    "Whether words that are merely similar count as finds. Leave it at false for brand names, which are "
                            + "often one letter away from another word.")
            .required(true)
            .defaultValue("false")
            .allowableValues("true", "false")
            .build();

    static final PropertyDescriptor SETTLING_TIME = new PropertyDescriptor.Builder()
            .name("Settling Time")
            .description(
                    "Items younger than this are left for a later run. The index takes items in slightly out of order, and "
                            + "one that came late could be missed otherwise. Raise it if finds on the site are missing here.")
            .required(true)
            .defaultValue("1 min")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.TIME_PERIOD_VALIDATOR)
            .build();

    static final PropertyDescriptor PAGE_SIZE = new PropertyDescriptor.Builder()
            .name("Page Size")
            .description("How many finds to ask for at once, at most 1000.")
            .required(true)
            .defaultValue("100")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createLongValidator(2, 1000, true))
            .build();

    static final PropertyDescriptor API_URL = new PropertyDescriptor.Builder()
            .name("API URL")
            .description("The address of the search service. Change it only for a mirror or a test.")
            .required(true)
            .defaultValue("https://hn.algolia.com")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.URL_VALIDATOR)
            .build();

    private static final List<PropertyDescriptor> PROPERTIES = Stream.concat(
                    Stream.of(
                            SEARCHES,
                            ITEMS,
                            TYPO_TOLERANCE,
                            SourceProperties.INITIAL_BACKLOG,
                            SETTLING_TIME,
                            PAGE_SIZE,
                            SourceProperties.MAX_PAGES,
                            API_URL),
                    SourceProperties.NETWORK.stream())
            .toList();

    private final RunningSource<HackerNewsSearch> source = new RunningSource<>();

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return PROPERTIES;
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(NiFiPollSession.SUCCESS);
    }

    @OnScheduled
    public void start(ProcessContext context) {
        source.start(client(context), searches(context), SourceProperties.number(context, SourceProperties.MAX_PAGES));
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
        return SourceVerification.run(() -> client(context), searches(context));
    }

    private static SourceClient<HackerNewsSearch> client(PropertyContext context) {
        HackerNewsClient.Settings settings = new HackerNewsClient.Settings(
                URI.create(SourceProperties.text(context, API_URL).orElseThrow()),
                context.getProperty(ITEMS).asAllowableValue(HackerNewsItems.class),
                SourceProperties.number(context, PAGE_SIZE),
                SourceProperties.duration(context, SourceProperties.INITIAL_BACKLOG),
                SourceProperties.duration(context, SETTLING_TIME),
                context.getProperty(TYPO_TOLERANCE).asBoolean());
        PlatformApi api = new PlatformApi(new GuardedHttpClient(SourceProperties.httpSettings(context)));
        return new HackerNewsClient(settings, api, Clock.systemUTC(), new SecureRandom());
    }

    private static List<HackerNewsSearch> searches(PropertyContext context) {
        return TargetList.parse(SourceProperties.text(context, SEARCHES).orElse("")).stream()
                .map(HackerNewsSearch::parse)
                .toList();
    }
}

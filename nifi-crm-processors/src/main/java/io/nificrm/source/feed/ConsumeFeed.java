package io.nificrm.source.feed;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.source.NiFiPollSession;
import io.nificrm.source.PlatformApi;
import io.nificrm.source.RunningSource;
import io.nificrm.source.SourceClient;
import io.nificrm.source.SourceProperties;
import io.nificrm.source.SourceVerification;
import io.nificrm.source.http.GuardedHttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
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

@Tags({"feed", "rss", "atom", "json feed", "rdf", "blog", "news", "podcast", "listening", "crm", "mention"})
@CapabilityDescription(
        "Listens to feeds: RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed, of blogs, news, comments, podcasts and "
                + "reviews. Emits each feed's document with its new entries only, each once; NormalizeTouchpoints turns them into "
                + "touchpoints.")
@InputRequirement(InputRequirement.Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "10 min")
@Stateful(
        scopes = Scope.CLUSTER,
        description =
                "For each feed its ETag, its Last-Modified time, and short fingerprints of the entries seen. After a "
                        + "restart or a change of the primary node only new entries are emitted.")
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.FORMAT, description = "feed"),
    @WritesAttribute(attribute = CrmAttributes.CONTENT, description = "raw"),
    @WritesAttribute(attribute = CrmAttributes.SOURCE_TARGET, description = "The feed's address, without secrets"),
    @WritesAttribute(attribute = CrmAttributes.FETCHED_AT, description = "When the server answered, ISO-8601 UTC"),
    @WritesAttribute(attribute = CrmAttributes.ITEM_COUNT, description = "How many entries the FlowFile holds"),
    @WritesAttribute(
            attribute = "mime.type",
            description = "application/rss+xml, application/rdf+xml, application/atom+xml or application/feed+json")
})
@SeeAlso(classNames = {"io.nificrm.normalize.NormalizeTouchpoints", "io.nificrm.source.mastodon.ConsumeMastodon"})
public class ConsumeFeed extends AbstractProcessor implements VerifiableProcessor {

    private static final int MOST_FEEDS = 1_000;

    static final PropertyDescriptor FEEDS = new PropertyDescriptor.Builder()
            .name("Feed URLs")
            .description(
                    "The addresses of the feeds, separated by line ends or blanks. Private feeds may carry a user and "
                            + "password (https://user:password@host/feed) or a token; neither is shown in state, attributes or "
                            + "bulletins. Example: https://blog.example/feed.xml")
            .required(true)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    private static final PropertyDescriptor INITIAL_BACKLOG = new PropertyDescriptor.Builder()
            .fromPropertyDescriptor(SourceProperties.INITIAL_BACKLOG)
            .description(
                    "How old an entry may be when a feed is read for the first time, for example '7 days'; older ones "
                            + "are taken as seen, those without a date are emitted. Has no effect on a feed that was read before; "
                            + "clear the state of this processor to begin anew.")
            .defaultValue("7 days")
            .build();

    private static final List<PropertyDescriptor> PROPERTIES = Stream.concat(
                    Stream.of(FEEDS, INITIAL_BACKLOG), SourceProperties.NETWORK.stream())
            .toList();

    private final RunningSource<FeedTarget> source = new RunningSource<>();

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
            int feeds = feeds(context).size();
            return feeds <= MOST_FEEDS
                    ? List.of()
                    : List.of(invalid(feeds + " feeds are more than the state of one processor can remember ("
                            + MOST_FEEDS + "); spread them over several ConsumeFeed"));
        } catch (IllegalArgumentException e) {
            return List.of(invalid(e.getMessage()));
        }
    }

    private static ValidationResult invalid(String explanation) {
        return new ValidationResult.Builder()
                .subject(FEEDS.getName())
                .valid(false)
                .explanation(explanation)
                .build();
    }

    @OnScheduled
    public void start(ProcessContext context) {
        // a feed is one document, so it has one page
        source.start(client(context), feeds(context), 1);
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
        return SourceVerification.run(() -> client(context), feeds(context));
    }

    private static SourceClient<FeedTarget> client(PropertyContext context) {
        PlatformApi api = new PlatformApi(new GuardedHttpClient(SourceProperties.httpSettings(context)));
        return new FeedClient(
                api,
                SourceProperties.duration(context, INITIAL_BACKLOG),
                feeds(context).size(),
                Clock.systemUTC(),
                new SecureRandom());
    }

    private static List<FeedTarget> feeds(PropertyContext context) {
        return Arrays.stream(SourceProperties.text(context, FEEDS).orElse("").split("\\s+"))
                .filter(entry -> !entry.isEmpty())
                .map(FeedTarget::parse)
                .distinct()
                .toList();
    }
}

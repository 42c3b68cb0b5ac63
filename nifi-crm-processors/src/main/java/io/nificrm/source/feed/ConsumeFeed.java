package io.nificrm.source.feed;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.source.SourceClient;
import io.nificrm.source.SourceProcessor;
import io.nificrm.source.SourceProperties;
import io.nificrm.source.SourceProperty;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
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

@Tags({"feed", "rss", "atom", "json feed", "rdf", "blog", "news", "podcast", "listening", "crm", "mention"})
@CapabilityDescription(
        "Listens to feeds: RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed, of blogs, news, comments, podcasts and reviews."
                + " Emits each feed's document with its new entries only, each once; NormalizeTouchpoints turns them into "
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
public class ConsumeFeed extends SourceProcessor<FeedTarget> {

    private static final int MOST_FEEDS = 1_000;

    static final PropertyDescriptor FEEDS = SourceProperty.targets(
            "Feed URLs",
            "The addresses of the feeds, separated by line ends or blanks. Private feeds may carry a user and "
                    + "password (https://user:password@host/feed) or a token; neither is shown in state, attributes or "
                    + "bulletins. Example: https://blog.example/feed.xml");

    private static final PropertyDescriptor INITIAL_BACKLOG = new PropertyDescriptor.Builder()
            .fromPropertyDescriptor(SourceProperties.INITIAL_BACKLOG)
            .description(
                    "How old an entry may be when a feed is read for the first time, for example '7 days'; older ones"
                            + " are taken as seen, those without a date are emitted. Has no effect on a feed that was read"
                            + " before; clear the state of this processor to begin anew.")
            .defaultValue("7 days")
            .build();

    public ConsumeFeed() {
        super(FEEDS, SourceProperties.withNetwork(FEEDS, INITIAL_BACKLOG));
    }

    @Override
    protected List<FeedTarget> targets(PropertyContext context) {
        return Arrays.stream(SourceProperties.text(context, FEEDS).orElse("").split("\\s+"))
                .filter(entry -> !entry.isEmpty())
                .map(FeedTarget::parse)
                .distinct()
                .toList();
    }

    @Override
    protected List<String> missing(PropertyContext context, List<FeedTarget> feeds) {
        return feeds.size() <= MOST_FEEDS
                ? List.of()
                : List.of(feeds.size() + " feeds are more than the state of one processor can remember (" + MOST_FEEDS
                        + "); spread them over several ConsumeFeed");
    }

    @Override
    protected SourceClient<FeedTarget> client(PropertyContext context) {
        return new FeedClient(
                SourceProperties.api(context),
                SourceProperties.duration(context, INITIAL_BACKLOG),
                targets(context).size(),
                Clock.systemUTC(),
                new SecureRandom());
    }
}

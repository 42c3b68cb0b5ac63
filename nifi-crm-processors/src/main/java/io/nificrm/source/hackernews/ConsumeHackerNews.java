package io.nificrm.source.hackernews;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.source.SourceClient;
import io.nificrm.source.SourceProcessor;
import io.nificrm.source.SourceProperties;
import io.nificrm.source.SourceProperty;
import java.security.SecureRandom;
import java.time.Clock;
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

@Tags({"hacker news", "ycombinator", "algolia", "forum", "social", "listening", "crm", "mention"})
@CapabilityDescription(
        "Listens to Hacker News by its public search: stories and comments with given words, of an author, or below a"
                + " story. Needs no account. Emits the finds as the search returned them, each once, one FlowFile a page;"
                + " NormalizeTouchpoints turns them into touchpoints.")
@InputRequirement(InputRequirement.Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "1 min")
@Stateful(
        scopes = Scope.CLUSTER,
        description =
                "For each search the time and id of the last find delivered, and during a catch-up both ends of the"
                        + " gap. After a restart or a change of the primary node reading goes on right there.")
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.FORMAT, description = "hackernews"),
    @WritesAttribute(attribute = CrmAttributes.CONTENT, description = "raw"),
    @WritesAttribute(attribute = CrmAttributes.SOURCE_TARGET, description = "The search, as listed in Searches"),
    @WritesAttribute(attribute = CrmAttributes.FETCHED_AT, description = "When the search answered, ISO-8601 UTC"),
    @WritesAttribute(attribute = CrmAttributes.ITEM_COUNT, description = "How many finds the FlowFile holds"),
    @WritesAttribute(attribute = "mime.type", description = "application/json")
})
@SeeAlso(classNames = {"io.nificrm.normalize.NormalizeTouchpoints"})
public class ConsumeHackerNews extends SourceProcessor<HackerNewsSearch> {

    static final PropertyDescriptor SEARCHES = SourceProperty.targets(
            "Searches",
            "What to listen to, one a line or separated by commas: words that must all occur, a phrase in double "
                    + "quotes, author:name for everything somebody writes, story:id for the comments below a story. "
                    + "Example: \"acme coffee\", author:acme");

    static final PropertyDescriptor ITEMS = new PropertyDescriptor.Builder()
            .name("Items")
            .description("Which kinds of items to find.")
            .required(true)
            .allowableValues(HackerNewsItems.class)
            .defaultValue(HackerNewsItems.STORIES_AND_COMMENTS)
            .build();

    static final PropertyDescriptor TYPO_TOLERANCE = SourceProperty.yesOrNo(
            "Typo Tolerance",
            false,
            "Whether words that are merely similar count as finds. Leave it at false for brand names, which are "
                    + "often one letter away from another word.");

    static final PropertyDescriptor SETTLING_TIME = SourceProperty.settlingTime(
            "Items younger than this are left for a later run. The index takes items in slightly out of order, and "
                    + "one that came late could be missed otherwise. Raise it if finds on the site are missing here.");

    static final PropertyDescriptor PAGE_SIZE =
            SourceProperty.pageSize(100, 2, 1000, "How many finds to ask for at once, at most 1000.");

    static final PropertyDescriptor API_URL = SourceProperty.address(
                    "API URL", "The address of the search service. Change it only for a mirror or a test.")
            .defaultValue("https://hn.algolia.com")
            .build();

    public ConsumeHackerNews() {
        super(
                SEARCHES,
                SourceProperties.withNetwork(
                        SEARCHES,
                        ITEMS,
                        TYPO_TOLERANCE,
                        SourceProperties.INITIAL_BACKLOG,
                        SETTLING_TIME,
                        PAGE_SIZE,
                        SourceProperties.MAX_PAGES,
                        API_URL));
    }

    @Override
    protected List<HackerNewsSearch> targets(PropertyContext context) {
        return SourceProperties.targets(context, SEARCHES, HackerNewsSearch::parse);
    }

    @Override
    protected SourceClient<HackerNewsSearch> client(PropertyContext context) {
        HackerNewsClient.Settings settings = new HackerNewsClient.Settings(
                SourceProperties.address(context, API_URL),
                context.getProperty(ITEMS).asAllowableValue(HackerNewsItems.class),
                SourceProperties.number(context, PAGE_SIZE),
                SourceProperties.duration(context, SourceProperties.INITIAL_BACKLOG),
                SourceProperties.duration(context, SETTLING_TIME),
                context.getProperty(TYPO_TOLERANCE).asBoolean());
        return new HackerNewsClient(settings, SourceProperties.api(context), Clock.systemUTC(), new SecureRandom());
    }
}

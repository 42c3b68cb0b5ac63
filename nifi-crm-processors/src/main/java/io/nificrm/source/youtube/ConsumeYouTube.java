package io.nificrm.source.youtube;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.source.Budget;
import io.nificrm.source.SourceClient;
import io.nificrm.source.SourceProcessor;
import io.nificrm.source.SourceProperties;
import io.nificrm.source.SourceProperty;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
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

@Tags({"youtube", "google", "video", "comment", "social", "listening", "crm", "mention"})
@CapabilityDescription(
        "Listens to YouTube by its Data API v3: comments and their replies below videos, below all videos of a"
                + " channel, and below the videos that a search finds, which are mentions too. Counts the quota cost of"
                + " every request against a daily budget. Emits answers as YouTube returned them, each comment once, one"
                + " FlowFile a page; NormalizeTouchpoints turns them into touchpoints.")
@InputRequirement(InputRequirement.Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "10 min")
@Stateful(
        scopes = Scope.CLUSTER,
        description =
                "For each target the time and id of the last comment delivered, during a catch-up both ends of the"
                        + " gap, and how many replies the newest threads had; for a search the videos that are followed;"
                        + " and the units of the quota spent today. After a restart or a change of the primary node"
                        + " reading goes on right there.")
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.FORMAT, description = "youtube"),
    @WritesAttribute(attribute = CrmAttributes.CONTENT, description = "raw"),
    @WritesAttribute(attribute = CrmAttributes.SOURCE_TARGET, description = "The target, as listed in Targets"),
    @WritesAttribute(attribute = CrmAttributes.FETCHED_AT, description = "When YouTube answered, ISO-8601 UTC"),
    @WritesAttribute(
            attribute = CrmAttributes.ITEM_COUNT,
            description = "How many threads, replies or videos the FlowFile holds"),
    @WritesAttribute(attribute = "mime.type", description = "application/json")
})
@SeeAlso(classNames = {"io.nificrm.normalize.NormalizeTouchpoints"})
public class ConsumeYouTube extends SourceProcessor<YouTubeTarget> {

    /** Where the day of the quota begins at midnight. */
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    static final PropertyDescriptor TARGETS = SourceProperty.targets(
            "Targets",
            "What to listen to, one a line or separated by commas: video:id for the comments below a video, channel:id"
                    + " or @handle for those below all videos of a channel, search:words for videos and the comments below"
                    + " them; a video or channel also by its address. Example: @acmecoffee, search:\"acme coffee\","
                    + " video:dQw4w9WgXcQ");

    static final PropertyDescriptor API_KEY = SourceProperty.secret(
                    "API Key",
                    "A key of a project in the Google Cloud console for which the YouTube Data API v3 is enabled."
                            + " Restrict it to that API and to the address of this NiFi.")
            .required(true)
            .build();

    static final PropertyDescriptor DAILY_BUDGET = SourceProperty.number(
            "Daily Budget",
            10_000,
            1,
            Integer.MAX_VALUE,
            "How many units of the project's quota may be spent in a day, which ends at midnight Pacific time. A page"
                    + " of comments, replies or videos costs 1 unit, a page of a search 100; a project has 10,000 unless"
                    + " Google allows more. When the budget is used up, listening pauses until the next day, and a"
                    + " bulletin says so. Lower it if others use the same project.");

    static final PropertyDescriptor SEARCH_INTERVAL = SourceProperty.duration(
            "Search Interval",
            "6 hours",
            "How often a search is repeated to find new videos. Each time costs 100 units a page; comments below the"
                    + " videos that are known are read in every run, for 1 unit a page.");

    static final PropertyDescriptor VIDEOS_PER_SEARCH = SourceProperty.number(
            "Videos per Search",
            50,
            1,
            200,
            "How many of the newest finds of a search are followed. Comments below older ones are no longer read.");

    static final PropertyDescriptor LATE_REPLY_THREADS = SourceProperty.number(
            "Late Reply Threads",
            500,
            0,
            10_000,
            "How many of the newest threads of a video or channel are looked through once a day for replies that came"
                    + " late. Costs 1 unit for every 100 threads, and 1 for each with more than five replies. The"
                    + " newest 50 are looked at in every run anyway. 0: only those.");

    static final PropertyDescriptor PAGE_SIZE = SourceProperty.pageSize(
            100,
            2,
            100,
            "How many comment threads to ask for at once. YouTube gives at most 100; a page costs the same however"
                    + " many it has, so there is rarely a reason to lower it.");

    static final PropertyDescriptor API_URL = SourceProperty.address(
                    "API URL", "The address of the service. Change it only for a test.")
            .defaultValue("https://www.googleapis.com")
            .build();

    public ConsumeYouTube() {
        super(
                TARGETS,
                SourceProperties.withNetwork(
                        TARGETS,
                        API_KEY,
                        DAILY_BUDGET,
                        SEARCH_INTERVAL,
                        VIDEOS_PER_SEARCH,
                        LATE_REPLY_THREADS,
                        SourceProperties.INITIAL_BACKLOG,
                        PAGE_SIZE,
                        SourceProperties.MAX_PAGES,
                        API_URL));
    }

    @Override
    protected List<YouTubeTarget> targets(PropertyContext context) {
        return SourceProperties.targets(context, TARGETS, YouTubeTarget::parse);
    }

    @Override
    protected SourceClient<YouTubeTarget> client(PropertyContext context) {
        YouTubeSettings settings = new YouTubeSettings(
                SourceProperties.address(context, API_URL),
                SourceProperties.secret(context, API_KEY).orElseThrow(),
                SourceProperties.number(context, PAGE_SIZE),
                SourceProperties.duration(context, SourceProperties.INITIAL_BACKLOG),
                SourceProperties.duration(context, SEARCH_INTERVAL),
                SourceProperties.number(context, VIDEOS_PER_SEARCH),
                SourceProperties.number(context, LATE_REPLY_THREADS));
        Clock clock = Clock.systemUTC();
        Budget budget = new Budget(SourceProperties.number(context, DAILY_BUDGET), Budget.Period.DAY, PACIFIC, clock);
        return new YouTubeClient(settings, SourceProperties.api(context), budget, clock, new SecureRandom());
    }
}

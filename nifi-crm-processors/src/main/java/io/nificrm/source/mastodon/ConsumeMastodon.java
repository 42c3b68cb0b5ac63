package io.nificrm.source.mastodon;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.source.SourceClient;
import io.nificrm.source.SourceProcessor;
import io.nificrm.source.SourceProperties;
import io.nificrm.source.SourceProperty;
import io.nificrm.source.mastodon.MastodonTimeline.Search;
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
public class ConsumeMastodon extends SourceProcessor<MastodonTimeline> {

    static final PropertyDescriptor INSTANCE_URL = SourceProperty.address(
                    "Instance URL",
                    "The address of the server whose timelines are read, for example https://mastodon.social. A big "
                            + "server sees more of the public conversation than a small one.")
            .build();

    static final PropertyDescriptor TIMELINES = SourceProperty.targets(
            "Timelines",
            "What to listen to, one a line or separated by commas: #hashtag, @user or @user@server, public, "
                    + "public:local (this server's own users), public:remote, search:words (needs an access token). "
                    + "Example: #coffee, @acme@example.social, search:\"acme coffee\"");

    static final PropertyDescriptor ACCESS_TOKEN = SourceProperty.secret(
                    "Access Token",
                    "A token of an application on that server (Preferences, Development, New application; scopes"
                            + " read:statuses, read:accounts and read:search). Needed for search and on servers that show"
                            + " their timelines to members only.")
            .build();

    static final PropertyDescriptor ACCOUNT_REPLIES = SourceProperty.yesOrNo(
            "Account Replies",
            true,
            "Whether the timelines of accounts include their replies to others. Set it to true for the "
                    + "accounts of your own brand, so that answered mentions are recognised.");

    static final PropertyDescriptor ACCOUNT_BOOSTS = SourceProperty.yesOrNo(
            "Account Boosts", true, "Whether the timelines of accounts include posts of others that they boosted.");

    static final PropertyDescriptor LOOK_UP_PARENTS = SourceProperty.yesOrNo(
            "Look Up Parents",
            true,
            "Whether to ask the server which post a reply answers. Its API names that post by a number of its own; without"
                    + " asking, an answer to somebody of another server is not recognised as one. Costs at most one request for"
                    + " 20 replies, none for answers to posts that were read lately, and one for each reply on a server older"
                    + " than Mastodon 4.3.");

    static final PropertyDescriptor PAGE_SIZE = SourceProperty.pageSize(
            40,
            1,
            40,
            "How many posts to ask for at once. Servers give at most 40, and each request counts against "
                    + "their rate limit (300 in 5 minutes), so there is rarely a reason to lower it.");

    public ConsumeMastodon() {
        super(
                TIMELINES,
                SourceProperties.withNetwork(
                        INSTANCE_URL,
                        ACCESS_TOKEN,
                        TIMELINES,
                        ACCOUNT_REPLIES,
                        ACCOUNT_BOOSTS,
                        LOOK_UP_PARENTS,
                        SourceProperties.INITIAL_BACKLOG,
                        PAGE_SIZE,
                        SourceProperties.MAX_PAGES));
    }

    @Override
    protected List<MastodonTimeline> targets(PropertyContext context) {
        String host = SourceProperties.address(context, INSTANCE_URL).getAuthority();
        return SourceProperties.targets(context, TIMELINES, entry -> MastodonTimeline.parse(host, entry));
    }

    @Override
    protected List<String> missing(PropertyContext context, List<MastodonTimeline> timelines) {
        boolean searches = timelines.stream().anyMatch(Search.class::isInstance);
        return searches && SourceProperties.secret(context, ACCESS_TOKEN).isEmpty()
                ? List.of("search: needs an access token; set Access Token")
                : List.of();
    }

    @Override
    protected SourceClient<MastodonTimeline> client(PropertyContext context) {
        MastodonSettings settings = new MastodonSettings(
                SourceProperties.address(context, INSTANCE_URL),
                SourceProperties.secret(context, ACCESS_TOKEN),
                SourceProperties.number(context, PAGE_SIZE),
                SourceProperties.duration(context, SourceProperties.INITIAL_BACKLOG),
                context.getProperty(ACCOUNT_REPLIES).asBoolean(),
                context.getProperty(ACCOUNT_BOOSTS).asBoolean(),
                context.getProperty(LOOK_UP_PARENTS).asBoolean());
        return new MastodonClient(settings, SourceProperties.api(context), Clock.systemUTC(), new SecureRandom());
    }
}

package io.nificrm.source.reddit;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.source.SourceClient;
import io.nificrm.source.SourceProcessor;
import io.nificrm.source.SourceProperties;
import io.nificrm.source.SourceProperty;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.processor.util.StandardValidators;
import org.apache.nifi.scheduling.SchedulingStrategy;

@Tags({"reddit", "subreddit", "forum", "social", "listening", "crm", "mention", "comment"})
@CapabilityDescription(
        "Listens to Reddit: posts and comments of subreddits, searches, accounts, and mentions of the own account."
                + " Emits listings as Reddit returned them, each thing once, one FlowFile a page; NormalizeTouchpoints"
                + " turns them into touchpoints.")
@InputRequirement(InputRequirement.Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "1 min")
@Stateful(
        scopes = Scope.CLUSTER,
        description =
                "For each listing the time and name of the last thing delivered, and during a catch-up both ends of"
                        + " the gap. After a restart or a change of the primary node reading goes on right there.")
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
public class ConsumeReddit extends SourceProcessor<RedditListing> {

    static final PropertyDescriptor LISTINGS = SourceProperty.targets(
            "Listings",
            "What to listen to, one a line or separated by commas: r/name for the posts of a subreddit (r/one+other"
                    + " for several), r/name/comments for its comments, search:words or r/name/search:words, u/name for"
                    + " what an account writes, mentions for comments that name the own account. Example: r/coffee,"
                    + " r/coffee/comments, search:\"acme coffee\"");

    static final PropertyDescriptor CLIENT_ID = SourceProperty.text(
                    "Client ID", "The id of the application (reddit.com/prefs/apps, kind script), below its name.")
            .required(true)
            .build();

    static final PropertyDescriptor CLIENT_SECRET = SourceProperty.secret(
                    "Client Secret", "The secret of the application.")
            .required(true)
            .build();

    static final PropertyDescriptor USERNAME = SourceProperty.text(
                    "Username",
                    "The account that the script application belongs to. Needed for mentions and for private"
                            + " subreddits; leave it empty to listen as the application alone.")
            .build();

    static final PropertyDescriptor PASSWORD = SourceProperty.secret(
                    "Password",
                    "The password of that account. Reddit refuses it if the account has two-factor authentication.")
            .required(true)
            .dependsOn(USERNAME)
            .build();

    static final PropertyDescriptor USER_AGENT = new PropertyDescriptor.Builder()
            .name(SourceProperties.USER_AGENT.getName())
            .description(
                    "Reddit's rules ask for the form platform:application:version (by /u/account), and it throttles"
                            + " who does not follow them. Example: nifi:crm-listener:1.0 (by /u/acmecoffee)")
            .required(true)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createRegexMatchingValidator(
                    Pattern.compile("(?s).*\\(by /?u/[\\w-]+\\).*"),
                    true,
                    "it must name an account, as in (by /u/acmecoffee)"))
            .build();

    static final PropertyDescriptor PAGE_SIZE = SourceProperty.pageSize(
            100,
            2,
            100,
            "How many posts or comments to ask for at once. Reddit gives at most 100; each request counts against its"
                    + " rate limit (100 a minute for an application), so there is rarely a reason to lower it.");

    static final PropertyDescriptor LOGIN_URL = SourceProperty.address(
                    "Login URL", "Where tokens are lent. Change it only for a test.")
            .defaultValue("https://www.reddit.com")
            .build();

    static final PropertyDescriptor API_URL = SourceProperty.address(
                    "API URL", "What answers with a token. Change it only for a test.")
            .defaultValue("https://oauth.reddit.com")
            .build();

    public ConsumeReddit() {
        super(
                LISTINGS,
                SourceProperties.withNetwork(
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
                        API_URL));
    }

    @Override
    protected List<RedditListing> targets(PropertyContext context) {
        return SourceProperties.targets(context, LISTINGS, RedditListing::parse);
    }

    @Override
    protected List<String> missing(PropertyContext context, List<RedditListing> listings) {
        boolean account = SourceProperties.text(context, USERNAME).isPresent();
        return listings.stream()
                .filter(listing -> listing.needsAccount() && !account)
                .map(listing -> listing.name() + " needs an account; set Username and Password")
                .toList();
    }

    @Override
    protected SourceClient<RedditListing> client(PropertyContext context) {
        Optional<RedditSettings.Account> account = SourceProperties.text(context, USERNAME)
                .map(user -> new RedditSettings.Account(
                        user, SourceProperties.secret(context, PASSWORD).orElseThrow()));
        RedditSettings settings = new RedditSettings(
                SourceProperties.address(context, LOGIN_URL),
                SourceProperties.address(context, API_URL),
                SourceProperties.text(context, CLIENT_ID).orElseThrow(),
                SourceProperties.secret(context, CLIENT_SECRET).orElseThrow(),
                account,
                SourceProperties.number(context, PAGE_SIZE),
                SourceProperties.duration(context, SourceProperties.INITIAL_BACKLOG));
        return new RedditClient(settings, SourceProperties.api(context), Clock.systemUTC(), new SecureRandom());
    }
}

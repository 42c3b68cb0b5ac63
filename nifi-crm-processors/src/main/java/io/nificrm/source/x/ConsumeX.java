package io.nificrm.source.x;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.source.Budget;
import io.nificrm.source.SourceClient;
import io.nificrm.source.SourceProcessor;
import io.nificrm.source.SourceProperties;
import io.nificrm.source.SourceProperty;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
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
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.processor.util.StandardValidators;
import org.apache.nifi.scheduling.SchedulingStrategy;

@Tags({"x", "twitter", "tweet", "social", "listening", "crm", "mention", "hashtag"})
@CapabilityDescription(
        "Listens to X by its API v2: recent search, mentions of accounts, posts of accounts. Counts the posts against"
                + " a monthly budget. Emits answers as X returned them, with authors, media and referenced posts, each"
                + " post once, one FlowFile a page; NormalizeTouchpoints turns them into touchpoints.")
@InputRequirement(InputRequirement.Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "5 min")
@Stateful(
        scopes = Scope.CLUSTER,
        description = "For each target the id of the last post delivered, and during a catch-up both ends of the gap. "
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
public class ConsumeX extends SourceProcessor<XTarget> {

    static final PropertyDescriptor TARGETS = SourceProperty.targets(
            "Targets",
            "What to listen to, one a line or separated by commas: search:query, mentions:@user, or @user for the"
                    + " posts of an account. Example: search:\"acme coffee\" -is:retweet, mentions:@acmecoffee");

    static final PropertyDescriptor BEARER_TOKEN = SourceProperty.secret(
                    "Bearer Token", "The app-only token of a project at developer.x.com.")
            .required(true)
            .build();

    static final PropertyDescriptor MONTHLY_BUDGET = new PropertyDescriptor.Builder()
            .name("Monthly Budget")
            .description(
                    "How many posts may be fetched in a calendar month (UTC). X caps or charges posts by plan; when"
                            + " the budget is used up, listening pauses until the next month, and a bulletin says so.")
            .required(true)
            .defaultValue("10000")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.POSITIVE_LONG_VALIDATOR)
            .build();

    static final PropertyDescriptor PAGE_SIZE = SourceProperty.pageSize(
            100,
            10,
            100,
            "How many posts to ask for at once, 10 to 100. Lower it if the budget is small, since a page may go a"
                    + " little beyond it.");

    static final PropertyDescriptor API_URL = SourceProperty.address(
                    "API URL", "The address of the service. Change it only for a test.")
            .defaultValue("https://api.x.com")
            .build();

    public ConsumeX() {
        super(
                TARGETS,
                SourceProperties.withNetwork(
                        TARGETS,
                        BEARER_TOKEN,
                        MONTHLY_BUDGET,
                        SourceProperties.INITIAL_BACKLOG,
                        PAGE_SIZE,
                        SourceProperties.MAX_PAGES,
                        API_URL));
    }

    @Override
    protected List<XTarget> targets(PropertyContext context) {
        return SourceProperties.targets(context, TARGETS, XTarget::parse);
    }

    @Override
    protected SourceClient<XTarget> client(PropertyContext context) {
        XClient.Settings settings = new XClient.Settings(
                SourceProperties.address(context, API_URL),
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
        return new XClient(settings, SourceProperties.api(context), budget, clock, new SecureRandom());
    }
}

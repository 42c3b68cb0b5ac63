package io.nificrm.source.trustpilot;

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

@Tags({"trustpilot", "review", "rating", "stars", "listening", "crm", "mention"})
@CapabilityDescription(
        "Reads what customers write about businesses on Trustpilot, ours or others, and the answers to it, by the public"
                + " API. Emits the reviews as the API returned them, each once, and again when one of the newest was"
                + " answered or changed, one FlowFile a page; NormalizeTouchpoints turns them into touchpoints.")
@InputRequirement(InputRequirement.Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "10 min")
@Stateful(
        scopes = Scope.CLUSTER,
        description =
                "For each business the time and id of the last review delivered, during a catch-up both ends of the"
                        + " gap, and when the newest reviews were answered or changed. After a restart or a change of the"
                        + " primary node reading goes on right there.")
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.FORMAT, description = "trustpilot"),
    @WritesAttribute(attribute = CrmAttributes.CONTENT, description = "raw"),
    @WritesAttribute(attribute = CrmAttributes.SOURCE_TARGET, description = "The business, as listed"),
    @WritesAttribute(attribute = CrmAttributes.FETCHED_AT, description = "When the API answered, ISO-8601 UTC"),
    @WritesAttribute(attribute = CrmAttributes.ITEM_COUNT, description = "How many reviews the FlowFile holds"),
    @WritesAttribute(attribute = "mime.type", description = "application/json")
})
@SeeAlso(
        classNames = {
            "io.nificrm.normalize.NormalizeTouchpoints",
            "io.nificrm.source.appstore.ConsumeAppStoreReviews",
            "io.nificrm.source.googleplay.ConsumeGooglePlayReviews"
        })
public class ConsumeTrustpilot extends SourceProcessor<BusinessUnit> {

    static final PropertyDescriptor BUSINESSES = SourceProperty.targets(
            "Businesses",
            "Domains of the businesses as Trustpilot lists them, their ids, or the addresses of their pages, one a line or "
                    + "separated by commas. Example: acme.example, https://www.trustpilot.com/review/bolt.example");

    static final PropertyDescriptor API_KEY = SourceProperty.secret(
                    "API Key", "The API key of your application (Trustpilot Business, Integrations, Developers, APIs).")
            .required(true)
            .build();

    static final PropertyDescriptor API_URL = SourceProperty.address(
                    "API URL", "The address of the API. Change it only for a proxy of your own or a test.")
            .defaultValue("https://api.trustpilot.com")
            .build();

    public ConsumeTrustpilot() {
        super(
                BUSINESSES,
                SourceProperties.withNetwork(
                        BUSINESSES, API_KEY, SourceProperties.INITIAL_BACKLOG, SourceProperties.MAX_PAGES, API_URL));
    }

    @Override
    protected List<BusinessUnit> targets(PropertyContext context) {
        return SourceProperties.targets(context, BUSINESSES, BusinessUnit::parse);
    }

    @Override
    protected SourceClient<BusinessUnit> client(PropertyContext context) {
        return new TrustpilotClient(
                SourceProperties.address(context, API_URL),
                SourceProperties.secret(context, API_KEY).orElseThrow(),
                SourceProperties.duration(context, SourceProperties.INITIAL_BACKLOG),
                SourceProperties.api(context),
                Clock.systemUTC(),
                new SecureRandom());
    }
}

package io.nificrm.source.appstore;

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

@Tags({"app store", "apple", "ios", "itunes", "review", "rating", "stars", "listening", "crm", "mention"})
@CapabilityDescription(
        "Reads what customers write about apps in Apple's App Store, for each country. Needs no account. Emits the reviews as"
                + " the store returned them, each once, one FlowFile a page; NormalizeTouchpoints turns them into touchpoints.")
@InputRequirement(InputRequirement.Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "10 min")
@Stateful(
        scopes = Scope.CLUSTER,
        description =
                "For each app and country the time and id of the last review delivered, and during a catch-up both ends"
                        + " of the gap. After a restart or a change of the primary node reading goes on right there.")
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.FORMAT, description = "appstore"),
    @WritesAttribute(attribute = CrmAttributes.CONTENT, description = "raw"),
    @WritesAttribute(attribute = CrmAttributes.SOURCE_TARGET, description = "Country and app, e.g. us/123456789"),
    @WritesAttribute(attribute = CrmAttributes.FETCHED_AT, description = "When the store answered, ISO-8601 UTC"),
    @WritesAttribute(attribute = CrmAttributes.ITEM_COUNT, description = "How many reviews the FlowFile holds"),
    @WritesAttribute(attribute = "mime.type", description = "application/json")
})
@SeeAlso(
        classNames = {
            "io.nificrm.normalize.NormalizeTouchpoints",
            "io.nificrm.source.googleplay.ConsumeGooglePlayReviews"
        })
public class ConsumeAppStoreReviews extends SourceProcessor<StoreApp> {

    static final PropertyDescriptor APPS = SourceProperty.targets(
            "Apps",
            "Country and number of each app, one a line or separated by commas, or the addresses of their pages in the store. "
                    + "Example: us/123456789, https://apps.apple.com/de/app/acme-coffee/id123456789");

    static final PropertyDescriptor STORE_URL = SourceProperty.address(
                    "Store URL", "The address of the store. Change it only for a mirror or a test.")
            .defaultValue("https://itunes.apple.com")
            .build();

    public ConsumeAppStoreReviews() {
        super(
                APPS,
                SourceProperties.withNetwork(
                        APPS, SourceProperties.INITIAL_BACKLOG, SourceProperties.MAX_PAGES, STORE_URL));
    }

    @Override
    protected List<StoreApp> targets(PropertyContext context) {
        return SourceProperties.targets(context, APPS, StoreApp::parse);
    }

    @Override
    protected SourceClient<StoreApp> client(PropertyContext context) {
        return new AppStoreClient(
                SourceProperties.address(context, STORE_URL),
                SourceProperties.duration(context, SourceProperties.INITIAL_BACKLOG),
                SourceProperties.api(context),
                Clock.systemUTC(),
                new SecureRandom());
    }
}

package io.nificrm.source.googleplay;

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

@Tags({"google play", "android", "review", "rating", "stars", "listening", "crm", "mention", "service account"})
@CapabilityDescription(
        "Reads what people write about your own apps in Google Play, and the answers to it, with a service account. Emits the"
                + " reviews as the API returned them, each once and again when it was changed, one FlowFile a page;"
                + " NormalizeTouchpoints turns them into touchpoints.")
@InputRequirement(InputRequirement.Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "10 min")
@Stateful(
        scopes = Scope.CLUSTER,
        description =
                "For each app when the last whole pass began, what was delivered of the hour before it, and during a"
                        + " pass Google's way to the next page. After a restart or a change of the primary node reading"
                        + " goes on right there.")
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.FORMAT, description = "googleplay"),
    @WritesAttribute(attribute = CrmAttributes.CONTENT, description = "raw"),
    @WritesAttribute(attribute = CrmAttributes.SOURCE_TARGET, description = "The app's package name"),
    @WritesAttribute(attribute = CrmAttributes.FETCHED_AT, description = "When the API answered, ISO-8601 UTC"),
    @WritesAttribute(attribute = CrmAttributes.ITEM_COUNT, description = "How many reviews the FlowFile holds"),
    @WritesAttribute(attribute = "mime.type", description = "application/json")
})
@SeeAlso(
        classNames = {"io.nificrm.normalize.NormalizeTouchpoints", "io.nificrm.source.appstore.ConsumeAppStoreReviews"})
public class ConsumeGooglePlayReviews extends SourceProcessor<AndroidApp> {

    static final PropertyDescriptor APPS = SourceProperty.targets(
            "Apps",
            "Package names of your apps, one a line or separated by commas. Example: com.acme.coffee, com.acme.beans");

    static final PropertyDescriptor KEY = SourceProperty.secret(
                    "Service Account Key",
                    "The whole JSON file that Google Cloud made for a key of the service account. In the Play Console the "
                            + "account needs the permission to view app information and to reply to reviews.")
            .required(true)
            .build();

    static final PropertyDescriptor API_URL = SourceProperty.address(
                    "API URL", "The address of the API. Change it only for a proxy of your own or a test.")
            .defaultValue("https://androidpublisher.googleapis.com")
            .build();

    public ConsumeGooglePlayReviews() {
        super(
                APPS,
                SourceProperties.withNetwork(
                        APPS, KEY, SourceProperties.INITIAL_BACKLOG, SourceProperties.MAX_PAGES, API_URL));
    }

    @Override
    protected List<AndroidApp> targets(PropertyContext context) {
        return SourceProperties.targets(context, APPS, AndroidApp::parse);
    }

    @Override
    protected List<String> missing(PropertyContext context, List<AndroidApp> targets) {
        try {
            account(context);
            return List.of();
        } catch (IllegalArgumentException e) {
            return List.of(e.getMessage());
        }
    }

    private static ServiceAccount account(PropertyContext context) {
        return ServiceAccount.parse(SourceProperties.secret(context, KEY).orElse(""));
    }

    @Override
    protected SourceClient<AndroidApp> client(PropertyContext context) {
        return new GooglePlayClient(
                SourceProperties.address(context, API_URL),
                account(context),
                SourceProperties.duration(context, SourceProperties.INITIAL_BACKLOG),
                SourceProperties.api(context),
                Clock.systemUTC(),
                new SecureRandom());
    }
}
